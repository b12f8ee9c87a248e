#!/bin/sh
# Prepares the Python environments of the interoperability tests, one for each pin file beside this script (or in PINS), outside the tree:
# DIR/venv-<pin file's name>-<hash of its text>. What is there already stays as it is.
# Usage: prepare.sh [DIR [PINS]]    (default: ~/.cache/glossa, or the folder in GLOSSA_VENVS; the folder of this script)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-${GLOSSA_VENVS:-$HOME/.cache/glossa}}
python=${PYTHON:-python3}
command -v "$python" >/dev/null 2>&1 || {
    echo "interop: no $python was found: install Python 3.10 or newer, or name it in PYTHON." >&2
    exit 2
}

for pins in "${2:-$here}"/*.txt; do
    name=$(basename "$pins" .txt)
    venv=$dir/venv-$name-$(cksum <"$pins" | cut -d' ' -f1)
    if [ ! -e "$venv/complete" ]; then
        echo "interop: installing $name into $venv" >&2
        rm -rf "$venv"
        mkdir -p "$dir"
        "$python" -m venv "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$pins"
        touch "$venv/complete"
    fi
    ln -sfn "$venv" "$dir/venv-$name"
done
