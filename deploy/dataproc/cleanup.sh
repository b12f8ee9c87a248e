#!/usr/bin/env bash
# Removes what setup.sh and create-cluster.sh have made, but the bucket: that holds your data. Usage: cleanup.sh PROJECT REGION
set -euo pipefail

[ $# -eq 2 ] || { echo "Usage: cleanup.sh PROJECT REGION" >&2; exit 2; }
project=$1 region=$2
account=glossa@$project.iam.gserviceaccount.com
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

for cluster in $(gcloud dataproc clusters list "--project=$project" "--region=$region" --filter=labels.application=glossa '--format=value(clusterName)'); do
    gcloud dataproc clusters delete "$cluster" "--project=$project" "--region=$region" --quiet
done
if gcloud iam service-accounts describe "$account" "--project=$project" >/dev/null 2>&1; then
    gcloud projects remove-iam-policy-binding "$project" "--member=serviceAccount:$account" --role=roles/dataproc.worker \
        "--condition-from-file=$here/iam/worker-condition.json" >/dev/null
    gcloud iam service-accounts delete "$account" "--project=$project" --quiet
fi
if [ "$(gcloud iam roles describe glossaLauncher "--project=$project" '--format=value(deleted)' 2>/dev/null || echo True)" != True ]; then
    gcloud iam roles delete glossaLauncher "--project=$project" >/dev/null
fi
echo "cleanup: the bucket is left; 'gcloud storage rm --recursive gs://BUCKET' deletes it with everything in it." >&2
