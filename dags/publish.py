"""The `publish` DAG: whenever a source has been collected, build → check → diff → publish; the pointer moves last."""

from datetime import timedelta

from airflow.sdk import DAG, AssetAny, task

from dags.assets import BUILD, PARSED
from pipeline.settings import settings

DOC = """
Makes a new DuckDB file from everything parsed, checks it, compares it with the published one and publishes it.

* The published file is never edited: a new one stands beside it and the pointer moves.
* A check of severity *error* stops here, and the last good build stays up.
* Nothing new in the inputs: no new build.

没有新内容就不生成新构建；检查不通过时，上一个构建继续提供服务。
"""

with DAG(
    dag_id="publish",
    dag_display_name="Publish · 构建与发布",
    description="build, check, diff, publish",
    schedule=AssetAny(*PARSED.values()),
    catchup=False,
    max_active_runs=1,
    tags=["publish"],
    doc_md=DOC,
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=20)},
) as dag:

    @task
    def build() -> str | None:
        """Make the build in its own folder; None when nothing is new."""
        from pipeline.build import build as make

        result = make(settings())
        return result.build_id if result.is_new else None

    @task.short_circuit
    def anything_new(build_id: str | None) -> bool:
        """Skip the rest when nothing is new."""
        return build_id is not None

    @task
    def check(build_id: str) -> dict[str, int]:
        """Run every named check; one of severity error fails the task."""
        from pipeline.checks import check_build

        return check_build(settings(), build_id)

    @task
    def diff(build_id: str) -> dict[str, int]:
        """Compare with the published build."""
        from pipeline.diff import diff_build

        return diff_build(settings(), build_id)

    @task(outlets=[BUILD])
    def publish(build_id: str) -> str:
        """Write the exports and move the pointer."""
        from pipeline.publish import publish_build

        return publish_build(settings(), build_id)

    made = build()
    anything_new(made) >> check(made) >> diff(made) >> publish(made)  # type: ignore[arg-type]
