#!/usr/bin/env bash
# Two executors of one thread beside one: tokens a second of the tiny model by DiLoCo, without start-up, in alternating pairs.
# Usage: scaling.sh CORPUS WORK    as for methods.sh
#   PAIRS        runs of each kind (3)
#   ROUNDS       rounds of a run that count; the one before them is start-up (4)
#   LOCAL_STEPS  steps of a round (50)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
exec "$here/two-executors.sh" "$here/python/scaling.py" "$@"
