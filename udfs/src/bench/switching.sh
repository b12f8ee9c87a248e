#!/usr/bin/env bash
# Recall and precision of the code-switching detector on switches planted in the held-out half of a corpus.
#   switching.sh WORK CORPUS [HELD_OUT|TUNING [ANSWERS]]
# WORK: a folder for classes; CORPUS: a folder of <lang>.jsonl.gz; ANSWERS: of a language, and of a language, a donor and a kind (300)
set -euo pipefail
work=$(mkdir -p "$1/classes" && cd "$1" && pwd) corpus=$(cd "$2" && pwd)
root=$(cd "$(dirname "$0")/../../.." && pwd)
(cd "$root" && ./mvnw -q -o -pl udfs test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test)
classpath=$root/udfs/target/classes:$root/udfs/target/test-classes:$(cat "$work/classpath")
javac -proc:none -d "$work/classes" -cp "$classpath" "$root"/udfs/src/bench/java/dev/glossa/switching/*.java
java -Xmx2g -cp "$work/classes:$classpath" dev.glossa.switching.SwitchDetectionTable "$corpus" "${3:-HELD_OUT}" "${4:-300}"
