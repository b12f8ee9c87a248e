#!/usr/bin/env bash
# How fast Glossa encodes with LLaMA's tokenizer, beside SentencePiece and Hugging Face's tokenizers: whole corpus files as lists of
# lines, warm and cold, one thread; texts that could be slow; and the command line on English lines. It prints the machine, its load,
# medians and ratios.
# Usage: encoder.sh [RUNS [LANGUAGE...]]    (default: 5 en zh hi ar vi)
# From the environment: GLOSSA_SHARED (the folder with the reference data, default ../shared beside the checkout), GLOSSA_VENVS
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../../.." && pwd)
shared=${GLOSSA_SHARED:-$checkout/../shared}
venvs=${GLOSSA_VENVS:-$HOME/.cache/glossa}
runs=${1:-5}
languages=("${@:2}")
[ ${#languages[@]} -gt 0 ] || languages=(en zh hi ar vi)

model=$shared/data/tokenizers/llama/tokenizer.model
[ -e "$model" ] || {
    echo "encoder.sh: there is no $model: set GLOSSA_SHARED to the folder with the reference data." >&2
    exit 2
}
"$checkout/interop/prepare.sh" "$venvs"
python=$venvs/venv-models/bin/python
"$checkout/bin/glossa" --version >/dev/null
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' "$checkout/pom.xml" | head -n 1)
lib=$checkout/jobs/target/glossa-$version/lib

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -cp "$lib/glossa-jobs-$version.jar:$lib/spark/*" "$here/java/EncoderBenchmark.java" "$model" \
    "$shared/golden/tokenizer/llama-hf/tokenizer.json" "$shared/data/corpus" "$python" "$here/python/peers.py" "$runs" "${languages[@]}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" "$here/python/lines.py" "$shared/data/corpus/en.jsonl.gz" >"$work/en.txt"
glossa() { "$checkout/bin/glossa" "$1" --tokenizer "$model"; }
printf '\nEnglish lines from standard input to standard output, seconds\n'
TIMEFORMAT='  %R on the clock, %U of the processor'
for _ in $(seq "$runs"); do
    printf 'glossa encode       ' && time glossa encode <"$work/en.txt" >"$work/ids"
    printf 'sentencepiece       ' && time "$python" "$here/python/encode_lines.py" "$model" <"$work/en.txt" >"$work/expected"
    cmp "$work/ids" "$work/expected"
    printf 'glossa decode       ' && time glossa decode <"$work/ids" >"$work/text"
done
