#!/usr/bin/env bash
# Makes what Glossa needs in a Google Cloud project: a bucket, a service account with the rights that jobs need, and a role for
# whom submits them. What is there already stays. Prints the settings for conf/environments as exports. Usage: setup.sh PROJECT REGION BUCKET
set -euo pipefail

[ $# -eq 3 ] || { echo "Usage: setup.sh PROJECT REGION BUCKET" >&2; exit 2; }
project=$1 region=$2 bucket=$3
account=glossa@$project.iam.gserviceaccount.com
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

gcloud services enable compute.googleapis.com dataproc.googleapis.com storage.googleapis.com iam.googleapis.com "--project=$project"
gcloud storage buckets describe "gs://$bucket" "--project=$project" >/dev/null 2>&1 ||
    gcloud storage buckets create "gs://$bucket" "--project=$project" "--location=$region" \
        --uniform-bucket-level-access --public-access-prevention
gcloud iam service-accounts describe "$account" "--project=$project" >/dev/null 2>&1 ||
    gcloud iam service-accounts create glossa "--project=$project" "--display-name=Glossa's jobs"

# Nodes and batches report to the service, and of the project's data they read and write this bucket alone: iam/README.md.
gcloud projects add-iam-policy-binding "$project" "--member=serviceAccount:$account" --role=roles/dataproc.worker \
    "--condition-from-file=$here/iam/worker-condition.json" >/dev/null
gcloud storage buckets add-iam-policy-binding "gs://$bucket" "--member=serviceAccount:$account" --role=roles/storage.objectAdmin >/dev/null
gcloud storage buckets add-iam-policy-binding "gs://$bucket" "--member=serviceAccount:$account" --role=roles/storage.legacyBucketReader >/dev/null

# For whom calls the launcher. A role that was deleted stays for days, and may come back.
case $(gcloud iam roles describe glossaLauncher "--project=$project" '--format=value(deleted)' 2>/dev/null || echo none) in
    none) gcloud iam roles create glossaLauncher "--project=$project" "--file=$here/iam/launcher-role.json" >/dev/null ;;
    True) gcloud iam roles undelete glossaLauncher "--project=$project" >/dev/null ;;
esac

# A copy of one's own: nodes run no script that others can change.
gcloud storage cp "$here/init-java17.sh" "$here/init-gpu.sh" "$here/../spark/getGpusResources.sh" "gs://$bucket/glossa/init/"

cat <<TEXT
export GOOGLE_CLOUD_PROJECT=$project
export GLOSSA_REGION=$region
export GLOSSA_STAGING=gs://$bucket/glossa
export GLOSSA_SERVICE_ACCOUNT=$account
TEXT
