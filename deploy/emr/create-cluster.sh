#!/usr/bin/env bash
# Makes an EMR cluster on EC2 for Glossa and prints its id. Needs the aws client and deploy/README.md's roles, bucket and subnet.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: create-cluster.sh --staging s3://BUCKET/FOLDER --logs s3://BUCKET/FOLDER --subnet ID [options]

  --gpu                       nodes with an NVIDIA T4 each, for training with the -Pcuda build
  --nodes N                   core nodes (2)
  --release LABEL             emr-7.13.0, or a newer 7.x
  --security-configuration S  encryption, made of security-configuration.json
  --idle SECONDS              ends itself when idle so long (3600)
  --dry-run                   prints the commands
TEXT
}

fail() {
    echo "create-cluster: $1" >&2
    exit 2
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
staging='' logs='' subnet='' nodes=2 release=emr-7.13.0 security='' idle=3600 gpu='' dry_run=''
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) usage; exit 0 ;;
        --gpu) gpu=yes ;;
        --dry-run) dry_run=yes ;;
        --staging | --logs | --subnet | --nodes | --release | --security-configuration | --idle)
            [ $# -gt 1 ] || fail "$1 wants a value."
            case $1 in
                --staging) staging=${2%/} ;;
                --logs) logs=${2%/} ;;
                --subnet) subnet=$2 ;;
                --nodes) nodes=$2 ;;
                --release) release=$2 ;;
                --security-configuration) security=$2 ;;
                --idle) idle=$2 ;;
            esac
            shift
            ;;
        *) fail "there is no option $1; --help lists them." ;;
    esac
    shift
done
for needed in "$staging" "$logs" "$subnet"; do
    [ -n "$needed" ] || fail "--staging, --logs and --subnet are needed; --help explains them."
done

run() {
    if [ -n "$dry_run" ]; then
        printf '%q ' "$@" | sed 's/ $//'
        echo
    else
        "$@"
    fi
}

primary=m6i.2xlarge core=m6i.4xlarge configurations=configurations.json bootstrap=()
if [ -n "$gpu" ]; then
    core=g4dn.2xlarge configurations=configurations-gpu.json
    run aws s3 cp "$here/bootstrap-gpu.sh" "$staging/bootstrap/bootstrap-gpu.sh" --only-show-errors
    run aws s3 cp "$here/../spark/getGpusResources.sh" "$staging/bootstrap/getGpusResources.sh" --only-show-errors
    bootstrap=(--bootstrap-actions "Path=$staging/bootstrap/bootstrap-gpu.sh,Name=gpu,Args=[$staging/bootstrap/getGpusResources.sh]")
fi
run aws emr create-cluster --name glossa --release-label "$release" --applications Name=Spark Name=Hadoop \
    --service-role GlossaEmrService --ec2-attributes "InstanceProfile=GlossaEmrNodes,SubnetId=$subnet" \
    --instance-groups "InstanceGroupType=MASTER,InstanceCount=1,InstanceType=$primary" \
    "InstanceGroupType=CORE,InstanceCount=$nodes,InstanceType=$core" \
    --configurations "file://$here/$configurations" ${bootstrap[@]+"${bootstrap[@]}"} \
    ${security:+--security-configuration "$security"} --log-uri "$logs/" \
    --auto-termination-policy "IdleTimeout=$idle" --tags application=glossa for-use-with-amazon-emr-managed-policies=true --query ClusterId --output text
