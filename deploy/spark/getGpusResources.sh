#!/usr/bin/env bash
# Spark's question for the GPUs of a container (spark.*.resource.gpu.discoveryScript): their indices as JSON.
set -euo pipefail

addresses=$(nvidia-smi --query-gpu=index --format=csv,noheader | sed 's/.*/"&"/' | paste -sd, -)
echo "{\"name\": \"gpu\", \"addresses\": [$addresses]}"
