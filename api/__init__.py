"""The open-data API: reads the published build, read-only. Imports `schemas`, never `pipeline`."""
