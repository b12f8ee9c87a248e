#!/usr/bin/env bash
# `glossa prepare` on skewed input, with a stated heap: a language with 90 % of the text, a host with a million pages, a document of 100 MB.
# Prints the peak of resident memory and, from Spark's event log, how much longer the slowest task of each stage took than the median one.
# Usage: prepare-skew.sh CORPUS WORK [OPTIONS]    CORPUS: a folder of LANG.jsonl.gz; WORK: a folder outside the tree
#   HEAP         Java heap (4g)
#   --pages N    pages of the host (1000000)      --document-mb N   the large document (100)
#   --text-mb N  text of all languages (1000)     --cores N         Spark's tasks at a time (all)
#   -DKEY=VALUE  settings of prepare, such as -Dprepare.deduplication.min-jaccard=0.8
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../../.." && pwd)
"$home/bin/glossa" --version >/dev/null
exec python3 "$here/python/prepare_skew.py" "$home/bin/glossa" "$@"
