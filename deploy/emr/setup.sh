#!/usr/bin/env bash
# Makes what Glossa needs in an AWS account: a bucket, roles with the rights of iam/, an EMR Serverless application. What is there already stays,
# with these rights. Prints the settings for conf/environments as exports. Usage: setup.sh BUCKET [REGION]
set -euo pipefail

bucket=${1:?"Usage: setup.sh BUCKET [REGION]"}
region=${2:-${AWS_REGION:?"setup.sh: name the region, or set AWS_REGION"}}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER=
account=$(aws sts get-caller-identity --query Account --output text)

filled() {
    sed "s/BUCKET/$bucket/g; s/ACCOUNT/$account/g" "$here/iam/$1"
}

# role NAME TRUST: a role that a service takes.
role() {
    aws iam get-role --role-name "$1" >/dev/null 2>&1 ||
        aws iam create-role --role-name "$1" --assume-role-policy-document "$(filled "$2-trust.json")" >/dev/null
}

# policy NAME FILE: a policy for people. IAM keeps five versions of one, of which the oldest makes room.
policy() {
    local arn=arn:aws:iam::$account:policy/$1 document version versions
    document=$(filled "$2")
    if ! version=$(aws iam get-policy --policy-arn "$arn" --query Policy.DefaultVersionId --output text 2>/dev/null); then
        aws iam create-policy --policy-name "$1" --policy-document "$document" >/dev/null
        return
    fi
    if [ "$(aws iam get-policy-version --policy-arn "$arn" --version-id "$version" --query PolicyVersion.Document --output json | tr -d '[:space:]')" = \
        "$(tr -d '[:space:]' <<<"$document")" ]; then
        return
    fi
    versions=$(aws iam list-policy-versions --policy-arn "$arn" --output text \
        --query 'sort_by(Versions, &CreateDate)[].[IsDefaultVersion, VersionId]')
    if [ "$(wc -l <<<"$versions")" -ge 5 ]; then
        aws iam delete-policy-version --policy-arn "$arn" --version-id "$(awk '$1 == "False" { print $2; exit }' <<<"$versions")"
    fi
    aws iam create-policy-version --policy-arn "$arn" --policy-document "$document" --set-as-default >/dev/null
}

if ! aws s3api head-bucket --bucket "$bucket" 2>/dev/null; then
    if [ "$region" = us-east-1 ]; then
        aws s3api create-bucket --bucket "$bucket" >/dev/null
    else
        aws s3api create-bucket --bucket "$bucket" --create-bucket-configuration "LocationConstraint=$region" >/dev/null
    fi
fi
aws s3api put-public-access-block --bucket "$bucket" --public-access-block-configuration \
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
aws s3api put-bucket-encryption --bucket "$bucket" --server-side-encryption-configuration \
    '{"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}'
# Whoever speaks to the bucket does so by TLS.
aws s3api put-bucket-policy --bucket "$bucket" --policy "$(sed "s/BUCKET/$bucket/g" "$here/bucket-policy.json")"
# Parts of uploads that were never completed.
aws s3api put-bucket-lifecycle-configuration --bucket "$bucket" --lifecycle-configuration \
    '{"Rules": [{"ID": "parts", "Status": "Enabled", "Filter": {"Prefix": ""}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}]}'

role GlossaEmrService service
aws iam attach-role-policy --role-name GlossaEmrService --policy-arn arn:aws:iam::aws:policy/service-role/AmazonEMRServicePolicy_v2
# Of nodes' roles that policy knows only EMR's default.
aws iam put-role-policy --role-name GlossaEmrService --policy-name glossa --policy-document "$(filled service-policy.json)"
role GlossaEmrNodes nodes
aws iam put-role-policy --role-name GlossaEmrNodes --policy-name glossa --policy-document "$(filled job-policy.json)"
aws iam get-instance-profile --instance-profile-name GlossaEmrNodes >/dev/null 2>&1 || {
    aws iam create-instance-profile --instance-profile-name GlossaEmrNodes >/dev/null
    aws iam add-role-to-instance-profile --instance-profile-name GlossaEmrNodes --role-name GlossaEmrNodes
}
role GlossaEmrServerlessJob serverless
aws iam put-role-policy --role-name GlossaEmrServerlessJob --policy-name glossa --policy-document "$(filled job-policy.json)"
policy GlossaLauncher launcher-policy.json

application=$(aws emr-serverless list-applications --query "applications[?name=='glossa' && state!='TERMINATED'].id | [0]" --output text)
if [ "$application" = None ]; then
    application=$(aws emr-serverless create-application --cli-input-json "file://$here/serverless-application.json" \
        --query applicationId --output text)
fi

cat <<TEXT
export AWS_REGION=$region AWS_DEFAULT_REGION=$region
export GLOSSA_STAGING=s3://$bucket/glossa
export GLOSSA_LOGS=s3://$bucket/logs
export GLOSSA_EMR_APPLICATION=$application
export GLOSSA_EMR_ROLE=arn:aws:iam::$account:role/GlossaEmrServerlessJob
TEXT
