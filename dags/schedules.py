"""When DAGs run: Shanghai time, from the next due moment on."""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable


def from_now_on(cron: str) -> CronTriggerTimetable:
    """A cron schedule whose missed moments stay missed: unpausing a DAG starts nothing by itself.

    Holds for DAGs without a start date; with one, Airflow runs the latest missed moment at once.
    """
    return CronTriggerTimetable(cron, timezone="Asia/Shanghai", run_immediately=timedelta(0))
