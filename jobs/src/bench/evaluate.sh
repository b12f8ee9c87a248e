#!/usr/bin/env bash
# Items a second of `glossa evaluate` on 5-shot MMLU, without and with the shared prefix, beside lm-evaluation-harness's Hugging Face backend, and
# on two executors beside one: SmolLM2-135M, the same questions, one thread each. See python/evaluate_items.py, which measures, for the options.
# Usage: evaluate.sh SHARED WORK [OPTIONS]    SHARED: the folder of data/benchmarks/mmlu and golden/smollm2; WORK: a folder outside the tree
#   --subjects 4 --questions 100    so many of MMLU's subjects, and of the questions of each    --runs 3    medians are of so many
#   --only harness,plain,prefix,one,two    what is measured
# From the environment: GLOSSA_VENVS (~/.cache/glossa)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../../.." && pwd)
venvs=${GLOSSA_VENVS:-$HOME/.cache/glossa}
shared=$(cd "${1:?evaluate.sh: name the folder of the shared data}" && pwd)
work=${2:?evaluate.sh: name a folder to work in}
"$home/interop/prepare.sh" "$venvs"
model=$("$home/interop/smollm2.sh" "$shared" "$venvs")

# lm-eval beside the torch and transformers that are there already.
harness=$venvs/venv-harness-$(cksum <"$here/harness.txt" | cut -d' ' -f1)
if [ ! -e "$harness/complete" ]; then
    echo "evaluate.sh: installing lm-eval into $harness" >&2
    rm -rf "$harness"
    "$venvs/venv-models/bin/python" -m venv "$harness"
    packages=$("$harness/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo "$(realpath "$venvs/venv-models")${packages#"$harness"}" >"$packages/models.pth"
    "$harness/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/harness.txt"
    touch "$harness/complete"
fi
"$home/bin/glossa" --version >/dev/null
export SPARK_HOME=${SPARK_HOME:-$(echo "$venvs"/venv-spark/lib/python3*/site-packages/pyspark)}
exec python3 "$here/python/evaluate_items.py" "$home/bin/glossa" "$harness/bin/lm_eval" "$model" "$shared/data/benchmarks/mmlu" "$work" "${@:3}"
