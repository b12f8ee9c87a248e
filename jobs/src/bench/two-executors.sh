#!/usr/bin/env bash
# Runs a Python script beside a standalone Spark of two workers with one core each; methods.sh and scaling.sh call it.
# Usage: two-executors.sh SCRIPT CORPUS WORK    SCRIPT gets GLOSSA MASTER CORPUS WORK
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../../.." && pwd)
venvs=${GLOSSA_VENVS:-$HOME/.cache/glossa}
[ $# -eq 3 ] || { echo "usage: CORPUS WORK" >&2; exit 2; }
"$checkout/interop/prepare.sh" "$venvs"
if [ -z "${SPARK_HOME:-}" ]; then
    SPARK_HOME=$(find "$venvs/venv-spark/" -path '*/site-packages/pyspark' | head -n 1)
    export SPARK_HOME
fi
"$checkout/bin/glossa" --version >/dev/null
cluster=$(mktemp -d)
trap '"$checkout/deploy/local-cluster/stop.sh" --dir "$cluster"; rm -rf "$cluster"' EXIT
master=$("$checkout/deploy/local-cluster/start.sh" --port 0 --ui-port 0 --memory 3g --dir "$cluster")
"$venvs/venv-models/bin/python" "$1" "$checkout/bin/glossa" "$master" "$2" "$3"
