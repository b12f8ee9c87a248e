#!/usr/bin/env bash
# Initialization action of GPU nodes of Dataproc 2.3-ml, whose image has NVIDIA's driver: YARN may give GPUs to containers, and Spark finds the
# discovery script. The metadata glossa-discovery names the script in the bucket (GLOSSA_DISCOVERY in its place, a file, for trying it).
# GLOSSA_ROOT is for trying it without being root: a folder in place of /.
set -euo pipefail

root=${GLOSSA_ROOT-}
discovery=$root/usr/lib/spark/scripts/gpu/getGpusResources.sh
executor=$root/etc/hadoop/conf/container-executor.cfg

mkdir -p "$(dirname "$discovery")" "$(dirname "$executor")"
if [ -n "${GLOSSA_DISCOVERY-}" ]; then
    cp "$GLOSSA_DISCOVERY" "$discovery"
else
    gcloud storage cp "$(/usr/share/google/get_metadata_value attributes/glossa-discovery)" "$discovery"
fi
chmod a+rx "$discovery"

if ! grep -qs '^\[gpu\]' "$executor"; then
    printf '[gpu]\nmodule.enabled=true\n' >>"$executor"
fi
# The daemon has read its settings before this action came.
if [ -z "$root" ] && systemctl is-active --quiet hadoop-yarn-nodemanager; then
    systemctl restart hadoop-yarn-nodemanager
fi
if command -v nvidia-smi >/dev/null; then nvidia-smi; else echo "init-gpu: this node has no GPU"; fi
