#!/usr/bin/env bash
# Makes a Dataproc cluster for Glossa of cluster.json, or with --gpu of cluster-gpu.json; setup.sh was run before.
# Usage: create-cluster.sh [--gpu] NAME ZONE BUCKET    (project and region: GOOGLE_CLOUD_PROJECT, GLOSSA_REGION)
set -euo pipefail

definition=cluster.json
if [ "${1-}" = --gpu ]; then
    definition=cluster-gpu.json
    shift
fi
[ $# -eq 3 ] || { echo "Usage: create-cluster.sh [--gpu] NAME ZONE BUCKET" >&2; exit 2; }
name=$1 zone=$2 bucket=$3
project=${GOOGLE_CLOUD_PROJECT:?"create-cluster.sh: set it, setup.sh prints it"}
region=${GLOSSA_REGION:?"create-cluster.sh: set it, setup.sh prints it"}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

sed "s/BUCKET/$bucket/g; s/ZONE/$zone/g; s/PROJECT/$project/g" "$here/$definition" |
    gcloud dataproc clusters import "$name" "--project=$project" "--region=$region" --quiet
echo "export GLOSSA_DATAPROC_CLUSTER=$name"
