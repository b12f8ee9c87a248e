#!/usr/bin/env bash
# Training steps beside PyTorch's, eager and compiled, in one run: tokens a second, share of the matrix products' peak, and a profile.
# Usage: training.sh [ROUNDS [CONFIG...]]    (default: 5 tiny small smollm2-135m; configs/ has them)
# From the environment: THREADS (1), GLOSSA_VENVS; torch.compile needs a C++ compiler and Python's headers
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../../.." && pwd)
venvs=${GLOSSA_VENVS:-$HOME/.cache/glossa}
rounds=${1:-5}
names=("${@:2}")
[ ${#names[@]} -gt 0 ] || names=(tiny small smollm2-135m)
declare -A batches=([tiny]=8 [small]=4 [smollm2-135m]=1)
configs=()
for name in "${names[@]}"; do
    [ -n "${batches[$name]:-}" ] || { echo "training.sh: there is no configuration $name: tiny, small or smollm2-135m." >&2; exit 2; }
    configs+=("$here/configs/$name.json=${batches[$name]}")
done
"$checkout/interop/prepare.sh" "$venvs"
"$checkout/bin/glossa" --version >/dev/null
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' "$checkout/pom.xml" | head -n 1)
lib=$checkout/jobs/target/glossa-$version/lib
export OMP_NUM_THREADS=${THREADS:-1}
sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx2g -XX:+UseParallelGC --add-modules jdk.incubator.vector \
    -cp "$lib/glossa-jobs-$version.jar:$(find "$lib" -name '*.jar' -printf '%p:')" "$here/java/TrainingStepBenchmark.java" \
    "$venvs/venv-models/bin/python" "$here/python/train_steps.py" "$OMP_NUM_THREADS" "$rounds" "${configs[@]}"
