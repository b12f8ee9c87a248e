#!/usr/bin/env bash
# Methods of training across two workers, after the same tokens: bytes sent for each token, and the loss on held-out text, in one table.
# The model is tiny (training/src/bench/configs), each worker a Spark executor of one thread; see python/methods.py for what is counted.
# Usage: methods.sh CORPUS WORK    CORPUS: a folder with en.jsonl.gz; WORK: a folder outside the tree, where finished runs are kept
#   TOKENS       tokens of each run (5000000)
#   SEEDS        of new weights and of the order of the data ("1 2 3")
#   GRID         learning rates, of which each method takes its best with the first seed ("1e-3 2e-3 4e-3")
#   GRID_TOKENS  tokens of the runs that find it (TOKENS)
#   LOCAL_STEPS  steps between two synchronizations of averaging and DiLoCo (50)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
exec "$here/two-executors.sh" "$here/python/methods.py" "$@"
