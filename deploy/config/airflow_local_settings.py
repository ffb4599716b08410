"""Imported once by every Airflow part: tasks are forks of the scheduler's workers and need not import this again."""

import pipeline.collect
import pipeline.sources

__all__ = ["pipeline"]
