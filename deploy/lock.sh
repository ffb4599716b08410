#!/usr/bin/env bash
# Renews the lock files. They hold names, versions and hashes only: where packages come from is the machine's business.
set -euo pipefail
compile=(.venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
    --python-version 3.11 --no-annotate)
"${compile[@]}" "$@" pyproject.toml --extra airflow --extra api -o requirements.lock
"${compile[@]}" "$@" --group dev --constraint requirements.lock deploy/build.in -o requirements-dev.lock
"${compile[@]}" "$@" deploy/tool.in -o requirements-tool.lock
"${compile[@]}" "$@" deploy/postgres.in --constraint requirements.lock -o requirements-postgres.lock
"${compile[@]}" "$@" deploy/duckdb2.in -o requirements-duckdb2.lock
