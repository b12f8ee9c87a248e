#!/bin/sh
# Writes training/CLASSPATH.md: what training has on its class path beside Spark, and what Deeplearning4j would bring if training/pom.xml
# excluded nothing. The second list takes a download of some gigabytes the first time.
# Usage: training/classpath.sh
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# resolve FOLDER: the jars of the runtime class path, one "size name" a line, largest first. Spark is provided, so it is not among them.
resolve() {
    "$root/mvnw" -q -B -f "$1/pom.xml" -pl udfs,training -Denforcer.skip=true compile \
        dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile="$work/classpath" -Dmdep.regenerateFile=true >&2
    tr ':' '\n' <"$work/classpath" | grep '\.jar$' | while read -r jar; do
        printf '%s %s\n' "$(wc -c <"$jar" | tr -d ' ')" "$(basename "$jar")"
    done | sort -k1,1nr -k2
}

table() {
    awk -v title="$2" '
        { size += $1; lines[NR] = sprintf("| %s | %.1f |", $2, $1 / 1e6) }
        END { printf "\n## %s: %d jars, %.0f MB\n\n| jar | MB |\n|---|---|\n", title, NR, size / 1e6; for (i = 1; i <= NR; i++) print lines[i] }
    ' "$1"
}

mkdir "$work/whole"
cp -R "$root/pom.xml" "$root/udfs" "$root/training" "$root/jobs" "$root/.mvn" "$work/whole/"
rm -rf "$work"/whole/*/target "$work"/whole/*/src
# Without sources nothing is compiled; without exclusions and pins of scope all comes that is declared.
awk '/<exclusions>/ { skip = 1 } !skip { print } /<\/exclusions>/ { skip = 0 }' "$root/training/pom.xml" >"$work/whole/training/pom.xml"

resolve "$root" >"$work/after"
resolve "$work/whole" >"$work/before"
{
    echo "# The class path of training"
    echo
    echo "Made by \`training/classpath.sh\`. Spark's own jars are not listed: they are provided by the platform."
    table "$work/after" "As it is"
    table "$work/before" "As it would be without the exclusions of training/pom.xml"
} >"$root/training/CLASSPATH.md"
