#!/usr/bin/env bash
# Before Airflow's parts start: the login file from the environment, and the metadata tables.
set -euo pipefail
umask 077
python - <<'PY'
import json, os, pathlib
path = pathlib.Path(os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"])
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text(json.dumps({"admin": os.environ["AIRFLOW_PASSWORD"]}), "utf-8")
PY
airflow db migrate
