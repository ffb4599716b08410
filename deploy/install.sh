#!/usr/bin/env bash
# Makes the environment: hash-pinned packages, compiled (Airflow starts three times faster), then this project.
set -euo pipefail
python=$1
venv=$2

"$python" - <<'PY' || { echo "Duixian needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
import sys
sys.exit(sys.version_info < (3, 11))
PY

echo "· environment in $venv"
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --require-hashes -r requirements-tool.lock 2>/dev/null || true

echo "· packages (hash-pinned)"
if [ -x "$venv/bin/uv" ]; then
    "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --compile-bytecode --require-hashes \
        -r requirements.lock -r requirements-dev.lock
else
    "$venv/bin/python" -m pip install --quiet --require-hashes -r requirements.lock -r requirements-dev.lock
fi

echo "· duixian"
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
