#!/usr/bin/env bash
# Initialization action of nodes of Dataproc 2.3 (Debian 12, Ubuntu 22): a Java 17 for Spark, whose default there is older.
# Installs it where it is missing, links it as /usr/lib/jvm/glossa-java-17 and names it to Spark's daemons, drivers and executors.
# GLOSSA_ROOT is for trying it without being root: a folder in place of /, into which nothing is installed.
set -euo pipefail

root=${GLOSSA_ROOT-}
link=/usr/lib/jvm/glossa-java-17

find_java17() {
    local release
    for release in "$root"/usr/lib/jvm/*/release; do
        if [ -e "$release" ] && grep -q '^JAVA_VERSION="17' "$release"; then
            dirname "${release#"$root"}"
            return
        fi
    done
}

java=$(find_java17)
if [ -z "$java" ] && [ -z "$root" ]; then
    export DEBIAN_FRONTEND=noninteractive
    for attempt in 1 2 3; do
        if apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless; then break; fi
        [ "$attempt" -lt 3 ] || {
            echo "init-java17: openjdk-17-jre-headless cannot be installed: nodes without an external address need a Cloud NAT (deploy/README.md)" >&2
            exit 1
        }
    done
    java=$(find_java17)
fi
# Packages that have no release file.
[ -n "$java" ] || java=$(cd "$root/" && find usr/lib/jvm -maxdepth 1 -name 'java-17-openjdk-*' -type d | sed 's:^:/:' | sort | head -n 1)
if [ -z "$java" ]; then
    echo "init-java17: no Java 17 was found in $root/usr/lib/jvm, and none could be installed" >&2
    exit 1
fi
[ "$java" = "$link" ] || ln -sfn "$java" "$root$link"

# set_line FILE PREFIX LINE: exactly one such line.
set_line() {
    local file=$root$1
    mkdir -p "$(dirname "$file")"
    touch "$file"
    sed -i "\\:^$2:d" "$file"
    echo "$3" >>"$file"
}

set_line /etc/spark/conf/spark-env.sh 'export JAVA_HOME=' "export JAVA_HOME=$link"
set_line /etc/spark/conf/spark-defaults.conf 'spark\.executorEnv\.JAVA_HOME' "spark.executorEnv.JAVA_HOME $link"
set_line /etc/spark/conf/spark-defaults.conf 'spark\.yarn\.appMasterEnv\.JAVA_HOME' "spark.yarn.appMasterEnv.JAVA_HOME $link"
echo "init-java17: Spark runs on $java"
