#!/usr/bin/env bash
# The whole test suite with coverage; real Airflow, real HTTP, real DuckDB, no network beyond this machine.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v curl >/dev/null; then # the README's requests and the compose file's health checks are typed as they stand
    apt-get update -qq
    apt-get install --yes -qq --no-install-recommends curl >/dev/null
fi
export NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost
.venv/bin/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term --durations=10 "$@"
