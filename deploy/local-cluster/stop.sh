#!/usr/bin/env bash
# Stops what start.sh started, and removes its working folders. Logs stay.
set -euo pipefail

dir=${XDG_CACHE_HOME:-$HOME/.cache}/glossa/local-cluster
case ${1-} in
    '') ;;
    --help | -h) echo "Usage: stop.sh [--dir DIR]    DIR as given to start.sh"; exit 0 ;;
    --dir) dir=${2:?--dir wants a value} ;;
    *) echo "local-cluster: there is no option $1; --help lists them." >&2; exit 2 ;;
esac

# Only a process that is still one of Spark's: pids are used again.
running() {
    ps -p "$1" -o args= 2>/dev/null | grep -q 'org\.apache\.spark\.deploy\.'
}

stopped=0
for file in "$dir"/*.pid; do
    [ -e "$file" ] || continue
    pid=$(cat "$file")
    if running "$pid"; then
        kill "$pid"
        for _ in $(seq 100); do
            running "$pid" || break
            sleep 0.1
        done
        ! running "$pid" || kill -9 "$pid"
        stopped=$((stopped + 1))
    fi
    rm -f "$file"
done
rm -rf "$dir"/work-*
echo "local-cluster: $stopped processes stopped" >&2
