#!/usr/bin/env bash
# Starts a standalone Spark on this machine's loopback: one master, and workers as processes of their own. Needs only a Spark 3.5
# distribution (SPARK_HOME, or spark-submit on the PATH) and its bin/spark-class; so it also runs from the pyspark package.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: start.sh [--workers N] [--cores N] [--memory SIZE] [--port P] [--ui-port P] [--dir DIR]

  --workers N      worker processes (2)
  --cores N        cores of each worker (1)
  --memory SIZE    memory that each worker has for executors (2g)
  --port P         port of the master; 0 takes a free one (7077)
  --ui-port P      port of the master's web page; 0 takes a free one (8080)
  --dir DIR        pids, logs and working folders (glossa/local-cluster in the cache folder)

Prints the master's URL, for glossa's --master. stop.sh with the same --dir ends it.
TEXT
}

fail() {
    echo "local-cluster: $1" >&2
    exit 2
}

workers=2 cores=1 memory=2g port=7077 ui_port=8080
dir=${XDG_CACHE_HOME:-$HOME/.cache}/glossa/local-cluster
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) usage; exit 0 ;;
        --workers | --cores | --memory | --port | --ui-port | --dir) [ $# -gt 1 ] || fail "$1 wants a value." ;;
        *) fail "there is no option $1; --help lists them." ;;
    esac
    case $1 in
        --workers) workers=$2 ;;
        --cores) cores=$2 ;;
        --memory) memory=$2 ;;
        --port) port=$2 ;;
        --ui-port) ui_port=$2 ;;
        --dir) dir=$2 ;;
    esac
    shift 2
done

if [ -z "${SPARK_HOME:-}" ]; then
    submit=$(command -v spark-submit) || fail "set SPARK_HOME to a Spark 3.5 distribution, or put its spark-submit on the PATH."
    spark_class=$(dirname "$submit")/spark-class
else
    spark_class=$SPARK_HOME/bin/spark-class
fi
[ -x "$spark_class" ] || fail "$spark_class is not there: set SPARK_HOME to a Spark 3.5 distribution."
[ ! -e "$dir/master.pid" ] || fail "a cluster of $dir is running or was not stopped: stop.sh --dir '$dir'."

mkdir -p "$dir"
export SPARK_LOCAL_IP=127.0.0.1
# Jars of finished applications are large and of no more use.
export SPARK_WORKER_OPTS="-Dspark.worker.cleanup.enabled=true -Dspark.worker.cleanup.interval=600 -Dspark.worker.cleanup.appDataTtl=1800"

# start NAME CLASS ARGUMENTS…: a process with NAME.pid and NAME.log.
start() {
    local name=$1
    shift
    nohup "$spark_class" "$@" >"$dir/$name.log" 2>&1 </dev/null &
    echo $! >"$dir/$name.pid"
}

# await NAME PATTERN: prints what the pattern's group matched in NAME.log; ends the cluster when the process dies or stays silent.
await() {
    local found tries=0
    while :; do
        found=$(sed -n "s/$2/\\1/p" "$dir/$1.log" | head -n 1)
        [ -z "$found" ] || break
        tries=$((tries + 1))
        if [ "$tries" -gt 600 ] || ! kill -0 "$(cat "$dir/$1.pid")" 2>/dev/null; then
            tail -n 5 "$dir/$1.log" >&2
            echo "local-cluster: the $1 did not start; see $dir/$1.log" >&2
            "$(dirname "${BASH_SOURCE[0]}")/stop.sh" --dir "$dir" >&2
            exit 4
        fi
        sleep 0.1
    done
    echo "$found"
}

start master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port "$ui_port"
url=$(await master '.*Starting Spark master at \(spark:[^ ]*\).*')
for ((i = 1; i <= workers; i++)); do
    start "worker-$i" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores "$cores" --memory "$memory" \
        --work-dir "$dir/work-$i" "$url"
done
for ((i = 1; i <= workers; i++)); do
    await "worker-$i" '.*Successfully registered with master \(spark:[^ ]*\).*' >/dev/null
done
echo "$url"
