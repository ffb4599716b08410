"""The daily `probe`: is every publisher's listing still readable, and does the published build still hold together?"""

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, get_current_context, task

from dags.schedules import from_now_on
from pipeline.settings import settings
from pipeline.sources import SOURCES

DOC = """
Reads every source's listing page without fetching documents, and opens the published build.
A source whose page changed shape fails here, by name, before its next collection is due.

每天检查各来源列表页能否读取、当前构建是否完好。
"""

with DAG(
    dag_id="probe",
    dag_display_name="Probe · 每日探测",
    description="listings readable, published build intact",
    schedule=from_now_on("30 8 * * *"),
    catchup=False,
    max_active_runs=1,
    tags=["probe"],
    doc_md=DOC,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=5), "execution_timeout": timedelta(minutes=10)},
) as dag:

    @task(map_index_template="{{ source_id }}")
    def listing(source_id: str) -> dict[str, Any]:
        """Number of documents the listing names; an unreadable or empty one fails."""
        from pipeline.collect import discover

        get_current_context()["source_id"] = source_id  # type: ignore[typeddict-unknown-key]
        return {"source_id": source_id, "documents": len(discover(source_id, settings()))}

    @task
    def published_build() -> dict[str, int]:
        """Re-run the checks on the published file."""
        from pipeline.checks import check_build
        from schemas.storage import current_build

        return check_build(settings(), current_build(settings().layout.root))

    listing.expand(source_id=sorted(SOURCES))
    published_build()
