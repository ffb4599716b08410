"""One `collect_<source_id>` DAG per registered source: discover → per document snapshot → parse."""

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, TriggerRule, get_current_context, task, task_group

from dags.assets import PARSED
from dags.schedules import from_now_on
from pipeline import collect as stages
from pipeline.settings import settings
from pipeline.sources import SOURCES
from pipeline.sources.base import SourceInfo

FAILURE_BUDGET = 0.1
"""Share of a source's documents that may fail before its run fails; below it the good ones still go on."""

DOC = """
**{title_zh}** · {title_en}

Collects what {publisher_zh} ({publisher_en}) has published: [{landing_page}]({landing_page}).

| task | does |
|---|---|
| discover | reads the publisher's listing |
| document.snapshot | fetches one document each, keeps its bytes under their SHA-256 |
| document.parse | reads one document each: passages, figures, events, commitments, all with their spans |
| report_to_publish | counts, fails when more than {budget:.0%} of the documents failed, and tells `publish` |

A failed document names itself in its task; the others are not affected, and the next run repairs it.
失败的文件只影响自己；下次运行会重试。
"""


def collect_dag(source: SourceInfo) -> DAG:
    """The DAG of one source; adding a source adds a DAG."""
    with DAG(
        dag_id=f"collect_{source.source_id}",
        dag_display_name=f"Collect · {source.title_zh}",
        description=source.title_en,
        schedule=from_now_on(source.schedule),
        catchup=False,
        max_active_runs=1,
        tags=["collect", source.source_id],
        doc_md=DOC.format(budget=FAILURE_BUDGET, **vars(source)),
        default_args={
            "retries": 2,
            "retry_delay": timedelta(minutes=2) if _live() else timedelta(seconds=5),
            "execution_timeout": timedelta(minutes=20),
        },
    ) as dag:

        @task
        def discover() -> list[dict[str, Any]]:
            """Documents the publisher's listing names now."""
            return stages.discover(source.source_id, settings())

        @task(map_index_template="{{ document_id }}", max_active_tis_per_dagrun=_at_once())
        def snapshot(ref: dict[str, Any]) -> dict[str, Any]:
            """Fetch one document and keep its bytes."""
            _name(ref)
            return stages.snapshot(source.source_id, ref, settings())

        @task(map_index_template="{{ document_id }}")
        def parse(fetched: dict[str, Any]) -> dict[str, Any]:
            """Read one document from its kept bytes."""
            _name(fetched["ref"])
            return stages.parse(source.source_id, fetched, settings())

        @task(outlets=[PARSED[source.source_id]], trigger_rule=TriggerRule.ALL_DONE, retries=0)
        def report_to_publish(refs: list[dict[str, Any]] | None, parsed: Any, *, outlet_events: Any = None) -> None:
            """Count what was read, and fail when the failure budget is passed."""
            if refs is None:
                raise RuntimeError(f"{source.source_id}: the listing could not be read, see task discover")
            done = [result for result in _each(parsed) if result]
            failed = len(refs) - len(done)
            counts = {"documents": len(done), "failed": failed, "observations": sum(d["observations"] for d in done)}
            outlet_events[PARSED[source.source_id]].extra = counts
            if failed > FAILURE_BUDGET * len(refs):
                raise RuntimeError(f"{failed} of {len(refs)} documents failed; their tasks say why")

        @task_group
        def document(ref: dict[str, Any]) -> Any:
            """One document: a failure stays within its own pair of tasks."""
            return parse(snapshot(ref))

        refs = discover()
        report_to_publish(refs, document.expand(ref=refs))
    return dag


def _each(parsed: Any) -> list[dict[str, Any] | None]:
    """Results of a mapped group: Airflow hands over nothing for no document, and one document's result bare."""
    if parsed is None:
        return []
    return [parsed] if isinstance(parsed, dict) else list(parsed)


def _at_once() -> int:
    """One request at a time to a publisher; the sample site needs no such care."""
    return 1 if _live() else 16


def _live() -> bool:
    return settings().mode == "live"


def _name(ref: dict[str, Any]) -> None:
    """Show the document's id instead of the map index in the UI."""
    get_current_context()["document_id"] = ref["document_id"]  # type: ignore[typeddict-unknown-key]


for _source in SOURCES.values():
    globals()[f"collect_{_source.SOURCE.source_id}"] = collect_dag(_source.SOURCE)
