"""Inside Airflow's own process: `describe` prints every DAG's structure, `run DAG_ID` runs one and prints its end."""

import json
import sys
from typing import Any

from airflow.sdk import DAG
from airflow.utils.db import initdb

import dags.collect
import dags.probe
import dags.publish

DAGS = {d.dag_id: d for m in (dags.collect, dags.probe, dags.publish) for d in vars(m).values() if isinstance(d, DAG)}


def describe(dag: DAG) -> dict[str, Any]:
    """What a test asks about a DAG."""
    return {
        "schedule": type(dag.timetable).__name__,
        "start_date": str(dag.start_date),
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        "tags": sorted(dag.tags),
        "doc": dag.doc_md,
        "tasks": {t.task_id: sorted(t.downstream_task_ids) for t in dag.tasks},
        "outlets": {t.task_id: [o.name for o in t.outlets] for t in dag.tasks if t.outlets},
        "mapped": sorted(t.task_id for t in dag.tasks if t.is_mapped or t.get_closest_mapped_task_group()),
        "unlimited": sorted(t.task_id for t in dag.tasks if t.execution_timeout is None),
        "listens_to": sorted(a.name for a in dag.timetable.asset_condition.objects)
        if hasattr(dag.timetable, "asset_condition") and dag.timetable.asset_condition
        else [],
    }


def run(dag: DAG) -> dict[str, Any]:
    """State of the run and, per task instance, its state."""
    initdb()
    ended = dag.test()
    tasks = [f"{t.task_id} {t.rendered_map_index or ''}".strip() for t in ended.get_task_instances()]
    states = [str(t.state) for t in ended.get_task_instances()]
    return {"state": str(ended.state), "tasks": dict(zip(tasks, states, strict=True))}


if __name__ == "__main__":
    command, *names = sys.argv[1:]
    answer = {name: describe(d) for name, d in DAGS.items()} if command == "describe" else run(DAGS[names[0]])
    sys.stdout.write("\n" + json.dumps(answer) + "\n")
