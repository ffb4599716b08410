"""The assets DAGs hand to each other: declared here once, because a second declaration silently wins."""

from airflow.sdk import Asset

from pipeline.sources import SOURCES


def parsed_asset(source_id: str) -> Asset:
    """What a collect DAG produces: the parsed documents of one source."""
    return Asset(name=f"parsed_{source_id}", uri=f"duixian://parsed/{source_id}", group="parsed")


PARSED = {source_id: parsed_asset(source_id) for source_id in SOURCES}
BUILD = Asset(name="published_build", uri="duixian://build/current", group="build")
