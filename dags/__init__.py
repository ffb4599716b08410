"""Schedules only: thin DAGs that call `pipeline`. Tasks pass ids and references, never bodies or frames."""
