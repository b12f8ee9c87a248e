#!/usr/bin/env bash
# What MinHash finds of near duplicates planted at known similarities, and what it confuses, beside datatrove on the same texts.
#   run.sh WORK CORPUS
# WORK: a folder that is filled (needs python3); CORPUS: a folder of <lang>.jsonl.gz
#   PYTHON   a Python with datatrove 0.10.1 and its tokenizers (one in WORK, made here)
set -euo pipefail
work=$(mkdir -p "$1/classes" && cd "$1" && pwd) corpus=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
cd "$work"
if [ -z "${PYTHON:-}" ] && [ ! -d venv ]; then
  python3 -m venv venv
  venv/bin/pip -q install 'datatrove[io,processing]==0.10.1' spacy==3.8.18 jieba==0.42.1 pyvi==0.1.1 indic-nlp-library==0.92
fi
(cd "$root" && ./mvnw -q -pl udfs test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test)
classpath=$root/udfs/target/classes:$root/udfs/target/test-classes:$(cat classpath)
javac -proc:none -d classes -cp "$classpath" "$root"/udfs/src/bench/java/dev/glossa/dedup/*.java
java -Xmx2g -cp "classes:$classpath" dev.glossa.dedup.PlantedDuplicateFiles "$corpus" "$work/planted"
"${PYTHON:-venv/bin/python}" "$here/near_duplicates.py" "$work/planted" | tee near-duplicates.md
