#!/usr/bin/env bash
# Bootstrap action of GPU nodes of EMR 7 (Amazon Linux 2023), before YARN starts. Usage: bootstrap-gpu.sh DISCOVERY-SCRIPT (s3://… or a file)
#
# YARN gives GPUs to containers by the device controller of cgroup v1, and Amazon Linux 2023 has cgroup v2: a v1 hierarchy that has only
# this controller is mounted beside it (configurations-gpu.json names its folder). Spark asks the discovery script for the GPUs of a container.
# GLOSSA_ROOT is for trying it without being root: a folder in place of /, where nothing is mounted.
set -euo pipefail

source=${1:?"bootstrap-gpu: name the discovery script"}
root=${GLOSSA_ROOT-}
cgroup=$root/spark-rapids-cgroup
discovery=$root/usr/lib/spark/scripts/gpu/getGpusResources.sh

as_root() {
    if [ -n "$root" ]; then "$@"; else sudo "$@"; fi
}

as_root mkdir -p "$cgroup/devices"
if [ -z "$root" ] && ! mountpoint -q "$cgroup/devices"; then
    sudo mount -t cgroup -o devices cgroupv1-devices "$cgroup/devices"
fi
as_root chmod -R a+rwx "$cgroup"

# EMR installs Spark after the bootstrap actions: the folder is made now, and a script that EMR brings takes this one's place.
as_root mkdir -p "$(dirname "$discovery")"
case $source in
    s3://*) aws s3 cp "$source" /tmp/getGpusResources.sh --only-show-errors && as_root cp /tmp/getGpusResources.sh "$discovery" ;;
    *) as_root cp "$source" "$discovery" ;;
esac
as_root chmod a+rx "$discovery"

# For the log: which driver this release has.
if command -v nvidia-smi >/dev/null; then
    nvidia-smi
else
    echo "bootstrap-gpu: no nvidia-smi yet; the release installs the driver with enableSparkRapids"
fi
