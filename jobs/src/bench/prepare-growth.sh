#!/usr/bin/env bash
# How the time of `glossa prepare` grows with the corpus and falls with cores; see python/prepare_growth.py for the options.
# Usage: prepare-growth.sh CORPUS WORK [OPTIONS]    CORPUS: a folder of LANG.jsonl.gz; WORK: a folder outside the tree
#   HEAP         Java heap (4g)
#   --copies 1,4,16    sizes: the corpus, and enlarged by variation    --cores 1,2    at the smallest size, and the most at all sizes
#   -DKEY=VALUE  settings of prepare
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../../.." && pwd)
"$home/bin/glossa" --version >/dev/null
exec python3 "$here/python/prepare_growth.py" "$home/bin/glossa" "$@"
