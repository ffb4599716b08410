#!/usr/bin/env bash
# What the compose test needs beyond .venv: a PostgreSQL server from Debian's packages and its Python drivers.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install --yes -qq --no-install-recommends postgresql >/dev/null
fi
.venv/bin/python -c 'import asyncpg, psycopg2' 2>/dev/null \
    || .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes \
        -r requirements.lock -r requirements-dev.lock -r requirements-postgres.lock
