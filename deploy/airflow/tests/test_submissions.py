"""A client's command and the operator's fields say the same."""

import json

import pytest
from glossa_airflow.launcher import LauncherError
from glossa_airflow.submissions import DataprocBatch, DataprocJob, EmrServerlessRun, EmrStep, SparkSubmission


def test_takes_spark_submit_apart():
    submission = SparkSubmission.of(
        ["spark-submit", "--master", "yarn", "--class", "Main", "--name", "glossa pack", "--jars", "a.jar,b.jar"]
        + ["--conf", "spark.driver.extraJavaOptions=-Dx=1 -Dy=2", "--conf", "spark.a=b=c"]
        + ["glossa.jar", "pack", "--conf", "x.conf"]
    )
    assert submission == SparkSubmission(
        application="glossa.jar",
        arguments=["pack", "--conf", "x.conf"],
        java_class="Main",
        name="glossa pack",
        jars="a.jar,b.jar",
        conf={"spark.driver.extraJavaOptions": "-Dx=1 -Dy=2", "spark.a": "b=c"},
    )


def test_refuses_an_option_that_would_be_lost():
    with pytest.raises(LauncherError, match="--archives has no place"):
        SparkSubmission.of(["spark-submit", "--archives", "x.zip", "glossa.jar"])


def test_writes_steps_as_the_service_takes_them():
    step = {"Type": "CUSTOM_JAR", "Name": "glossa pack", "ActionOnFailure": "CONTINUE", "Jar": "command-runner.jar", "Args": ["a", "b"]}
    emr = EmrStep.of(["aws", "--region", "r", "emr", "add-steps", "--cluster-id", "j-1", "--steps", json.dumps([step])])
    assert (emr.cluster, emr.region) == ("j-1", "r")
    assert emr.steps == [
        {
            "Name": "glossa pack",
            "ActionOnFailure": "CONTINUE",
            "HadoopJarStep": {"Jar": "command-runner.jar", "Args": ["a", "b"]},
        }
    ]


def test_reads_a_job_run():
    driver = {"sparkSubmit": {"entryPoint": "s3://b/glossa.jar", "entryPointArguments": ["pack"]}}
    run = EmrServerlessRun.of(
        ["aws", "emr-serverless", "start-job-run", "--application-id", "a", "--execution-role-arn", "arn", "--name", "glossa pack"]
        + ["--job-driver", json.dumps(driver), "--configuration-overrides", "{}", "--output", "json"]
    )
    assert run == EmrServerlessRun("a", None, "arn", "glossa pack", driver, {})


def test_reads_a_job_of_dataproc_whose_properties_name_their_separator():
    job = DataprocJob.of(
        ["gcloud", "dataproc", "jobs", "submit", "spark", "--cluster=c", "--region=r", "--class=Main", "--jars=gs://b/a.jar,gs://b/b.jar"]
        + ["--properties=^|^spark.a=1,2|spark.b=x=y", "--async", "--", "pack", "--output", "gs://b/out"]
    )
    assert (job.region, job.project) == ("r", None)
    assert job.job == {
        "placement": {"cluster_name": "c"},
        "spark_job": {
            "main_class": "Main",
            "jar_file_uris": ["gs://b/a.jar", "gs://b/b.jar"],
            "args": ["pack", "--output", "gs://b/out"],
            "properties": {"spark.a": "1,2", "spark.b": "x=y"},
        },
    }


def test_reads_a_batch():
    batch = DataprocBatch.of(
        ["gcloud", "dataproc", "batches", "submit", "spark", "--batch=glossa-1", "--region=r", "--project=p", "--version=1.2"]
        + ["--service-account=a@p", "--class=Main", "--jars=gs://b/a.jar", "--properties=^|^spark.a=1", "--async", "--", "pack"]
    )
    assert (batch.region, batch.project) == ("r", "p")
    assert batch.batch == {
        "spark_batch": {"main_class": "Main", "jar_file_uris": ["gs://b/a.jar"], "args": ["pack"]},
        "runtime_config": {"version": "1.2", "properties": {"spark.a": "1"}},
        "environment_config": {"execution_config": {"service_account": "a@p"}},
    }
