#!/usr/bin/env bash
# Quality rules and MinHash signature beside datatrove's, on the same documents in one run, each on one core; then where the time goes.
#   run.sh WORK CORPUS FINEWEB2_LANGUAGES [LANGUAGE...]
# WORK: a folder that is filled (needs python3); CORPUS: a folder of LANG.jsonl.gz; FINEWEB2_LANGUAGES: a JSON file of FineWeb-2's values
#   ROUNDS     rounds, of which medians are printed (5)
#   DOCUMENTS  documents of a language (500)
#   PYTHON     a Python with datatrove 0.10.1 and its tokenizers (one in WORK, made here)
set -euo pipefail
work=$(mkdir -p "$1/rules-classes" && cd "$1" && pwd) corpus=$(cd "$2" && pwd) values=$(realpath "$3")
languages=("${@:4}")
[ ${#languages[@]} -gt 0 ] || languages=(en zh ar bn gu hi id ml mr ne sw ta te ur vi)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
cd "$work"
if [ -z "${PYTHON:-}" ] && [ ! -d venv ]; then
  python3 -m venv venv
  venv/bin/pip -q install 'datatrove[io,processing]==0.10.1' spacy==3.8.18 jieba==0.42.1 pyvi==0.1.1 indic-nlp-library==0.92
fi
(cd "$root" && ./mvnw -q -pl udfs compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test)
classpath=$root/udfs/target/classes:$(cat classpath)
javac -proc:none -d rules-classes -cp "$classpath" "$root/udfs/src/bench/java/dev/glossa/quality/DocumentRulesBenchmark.java"
sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1
echo "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), one used"
exec taskset -c 0 java -Xmx2g -XX:+UseSerialGC -cp "rules-classes:$classpath" dev.glossa.quality.DocumentRulesBenchmark "$corpus" \
  "${PYTHON:-venv/bin/python}" "$here/datatrove_rules.py" "$values" "${ROUNDS:-5}" "${DOCUMENTS:-500}" "${languages[@]}"
