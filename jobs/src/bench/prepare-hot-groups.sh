#!/usr/bin/env bash
# The search for duplicates where half of all documents have one thing in common: a band, the content, the URL or the id.
# Prints for each of these how much longer the slowest task of each stage took than the median one, from Spark's event log.
# Usage: prepare-hot-groups.sh WORK [DOCUMENTS]    WORK: a folder outside the tree; DOCUMENTS: how many (2000000)
#   HEAP   Java heap (2g)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../../.." && pwd)
work=$1
"$home/bin/glossa" --version >/dev/null
lib=$(find "$home"/jobs/target -maxdepth 2 -path "*/glossa-*/lib" | head -n 1)
mkdir -p "$work/classes"
classpath=$(echo "$lib"/glossa-jobs-*.jar "$lib"/spark/jackson-*.jar "$lib"/spark/*.jar "$lib"/provided/*.jar | tr ' ' :)
javac -proc:none -d "$work/classes" -cp "$classpath" "$here/java/dev/glossa/prepare/HotGroups.java"
opens=()
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done
export SPARK_LOCAL_IP=127.0.0.1
for hot in band content URL id; do
    rm -rf "$work/kept" "$work/events"
    mkdir -p "$work/events"
    java "${opens[@]}" -Xmx"${HEAP:-2g}" -XX:+UseParallelGC -Dspark.ui.enabled=false -Dspark.eventLog.enabled=true \
        -Dspark.eventLog.dir="file://$work/events" -Dlog4j2.configurationFile="${lib%/lib}/conf/log4j2-embedded.xml" \
        -Dglossa.log="$work/spark.log" -cp "$work/classes:$classpath" dev.glossa.prepare.HotGroups "$hot" "${2:-2000000}" "$work/kept"
    python3 "$here/python/stragglers.py" "$work/events"
    echo
done
