"""A stand-in for AWS on loopback: moto's server, whose EMR also runs what it is given.

Moto takes steps and job runs and runs nothing: a step stays RUNNING, a job run is a SUCCESS at once. Here each is run by this machine's
spark-submit with the arguments that EMR would give it, and ends as that ends; its log is put where EMR puts it.

Usage: aws_platform.py PORT FOLDER SPARK_SUBMIT    (FOLDER/conf: the cluster's Spark configuration)
"""

import gzip
import os
import shlex
import subprocess
import sys
import threading

import boto3
from moto.emr import models as emr
from moto.emrserverless import models as serverless
from moto.server import main

PORT, FOLDER, SPARK_SUBMIT = sys.argv[1:]


def run(words, log_folder):
    """Runs spark-submit as the cluster would; returns whether it ended well."""
    environment = dict(os.environ, SPARK_CONF_DIR=os.path.join(FOLDER, "conf"), SPARK_LOCAL_IP="127.0.0.1")
    ended = subprocess.run([SPARK_SUBMIT, *words], cwd=FOLDER, env=environment, capture_output=True)
    s3 = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{PORT}", region_name="us-east-1")
    for name, text in (("stderr", ended.stderr), ("stdout", ended.stdout)):
        bucket, key = log_folder.removeprefix("s3://").split("/", 1)
        s3.put_object(Bucket=bucket, Key=f"{key}/{name}.gz", Body=gzip.compress(text))
    return ended.returncode == 0


def start(run_of_it, words, log_folder, ends):
    run_of_it.state = "RUNNING"

    def work():
        run_of_it.state = ends[0] if run(words, log_folder) else ends[1]

    threading.Thread(target=work, daemon=True).start()


add_steps = emr.Cluster.add_steps


def add_steps_and_run(cluster, steps):
    added = add_steps(cluster, steps)
    for step in added:
        assert step.jar == "command-runner.jar" and step.args[0] == "spark-submit", step.config
        log_folder = f"{cluster.log_uri.rstrip('/')}/{cluster.id}/steps/{step.id}"
        start(step, step.args[1:], log_folder, ("COMPLETED", "FAILED"))
    return added


start_job_run = serverless.EMRServerlessBackend.start_job_run


def start_job_run_and_run(backend, **parameters):
    job = start_job_run(backend, **parameters)
    driver = job.job_driver["sparkSubmit"]
    overrides = job.configuration_overrides
    words = shlex.split(driver["sparkSubmitParameters"])
    for configuration in overrides["applicationConfiguration"]:
        assert configuration["classification"] == "spark-defaults", configuration
        for key, value in configuration["properties"].items():
            words += ["--conf", f"{key}={value}"]
    words += [driver["entryPoint"], *driver["entryPointArguments"]]
    logs = overrides["monitoringConfiguration"]["s3MonitoringConfiguration"]["logUri"].rstrip("/")
    start(job, words, f"{logs}/applications/{job.application_id}/jobs/{job.id}/SPARK_DRIVER", ("SUCCESS", "FAILED"))
    return job


emr.Cluster.add_steps = add_steps_and_run
serverless.EMRServerlessBackend.start_job_run = start_job_run_and_run
main(["-H", "127.0.0.1", "-p", PORT])
