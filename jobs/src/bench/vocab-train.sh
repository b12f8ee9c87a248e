#!/usr/bin/env bash
# Time and memory of `glossa vocab train` beside spm_train's and Hugging Face's trainer; see python/vocab_train.py for the options.
# Usage: vocab-train.sh CORPUS WORK [OPTIONS]    CORPUS: a folder of LANG.jsonl.gz; WORK: a folder outside the tree
#   HEAP     Java heap of the session (6g)
#   PYTHON   a Python with sentencepiece and tokenizers (that of interop/prepare.sh)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../../.." && pwd)
"$home/bin/glossa" --version >/dev/null
lib=$(find "$home"/jobs/target -maxdepth 2 -path "*/glossa-*/lib" | head -n 1)
venvs=${GLOSSA_VENVS:-$HOME/.cache/glossa}
mkdir -p "$2/classes"
classpath=$(echo "$lib"/glossa-jobs-*.jar "$lib"/spark/jackson-*.jar "$lib"/spark/*.jar "$lib"/provided/*.jar | tr ' ' :)
javac -proc:none -d "$2/classes" -cp "$classpath" "$here/java/dev/glossa/vocabulary/TrainingSession.java"
opens=()
for package in lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic; do
    opens+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
done
for package in java.base/sun.nio.ch java.base/sun.nio.cs java.base/sun.security.action java.base/sun.util.calendar; do
    opens+=("--add-opens=$package=ALL-UNNAMED")
done
export SPARK_LOCAL_IP=127.0.0.1
exec "${PYTHON:-$venvs/venv-models/bin/python}" "$here/python/vocab_train.py" "$@" -- java "${opens[@]}" -Xmx"${HEAP:-6g}" \
    -XX:+UseParallelGC -Dspark.ui.enabled=false -Dspark.master="local[$(nproc)]" -Dspark.driver.host=127.0.0.1 \
    -Dspark.driver.bindAddress=127.0.0.1 -Dlog4j2.configurationFile="${lib%/lib}/conf/log4j2-embedded.xml" \
    -Dglossa.log="$2/spark.log" -cp "$2/classes:$classpath" dev.glossa.vocabulary.TrainingSession
