"""Everything that makes data: fetch, keep, read, extract, build, judge, publish. Never imports Airflow or FastAPI."""
