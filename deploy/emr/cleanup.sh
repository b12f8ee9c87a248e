#!/usr/bin/env bash
# Removes what setup.sh has made, but the bucket: that holds your data. Usage: cleanup.sh [REGION]
set -euo pipefail

region=${1:-${AWS_REGION:?"cleanup.sh: name the region, or set AWS_REGION"}}
export AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER=
account=$(aws sts get-caller-identity --query Account --output text)

clusters() {
    aws emr list-clusters --active --query "Clusters[?Name=='glossa'].Id" --output text
}

state_of() {
    aws emr-serverless get-application --application-id "$1" --query application.state --output text
}

for cluster in $(clusters); do
    aws emr terminate-clusters --cluster-ids "$cluster"
done
for application in $(aws emr-serverless list-applications --query "applications[?name=='glossa' && state!='TERMINATED'].id" --output text); do
    # It can be deleted only where it stands still.
    until state_of "$application" | grep -qE '^(CREATED|STOPPED)$'; do
        [ "$(state_of "$application")" != STARTED ] || aws emr-serverless stop-application --application-id "$application"
        sleep 5
    done
    aws emr-serverless delete-application --application-id "$application"
done
# EMR ends a cluster's instances by the roles that go next.
while [ -n "$(clusters)" ]; do sleep 10; done

there() {
    "$@" >/dev/null 2>&1
}

if there aws iam get-instance-profile --instance-profile-name GlossaEmrNodes; then
    aws iam remove-role-from-instance-profile --instance-profile-name GlossaEmrNodes --role-name GlossaEmrNodes
    aws iam delete-instance-profile --instance-profile-name GlossaEmrNodes
fi
for role in GlossaEmrNodes GlossaEmrServerlessJob; do
    if there aws iam get-role --role-name "$role"; then
        aws iam delete-role-policy --role-name "$role" --policy-name glossa
        aws iam delete-role --role-name "$role"
    fi
done
if there aws iam get-role --role-name GlossaEmrService; then
    aws iam delete-role-policy --role-name GlossaEmrService --policy-name glossa
    aws iam detach-role-policy --role-name GlossaEmrService --policy-arn arn:aws:iam::aws:policy/service-role/AmazonEMRServicePolicy_v2
    aws iam delete-role --role-name GlossaEmrService
fi
policy=arn:aws:iam::$account:policy/GlossaLauncher
if there aws iam get-policy --policy-arn "$policy"; then
    # A policy goes with its last version.
    for version in $(aws iam list-policy-versions --policy-arn "$policy" --query 'Versions[?!IsDefaultVersion].VersionId' --output text); do
        aws iam delete-policy-version --policy-arn "$policy" --version-id "$version"
    done
    aws iam delete-policy --policy-arn "$policy"
fi
echo "cleanup: the bucket is left; 'aws s3 rb s3://BUCKET --force' deletes it with everything in it." >&2
