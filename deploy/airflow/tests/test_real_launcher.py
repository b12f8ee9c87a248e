"""What the operators send is what the real launcher would submit, word for word (GLOSSA_HOME: an unpacked archive)."""

import os
from pathlib import Path

import pytest
from glossa_airflow.launcher import Launcher
from glossa_airflow.submissions import DataprocBatch, DataprocJob, EmrServerlessRun, EmrStep, SparkSubmission

HOME = os.environ.get("GLOSSA_HOME", "")
pytestmark = pytest.mark.skipif(not Path(HOME, "conf/environments").is_dir(), reason="GLOSSA_HOME is no unpacked archive")

PLACES = {
    "GLOSSA_EMR_CLUSTER": "j-1",
    "GLOSSA_EMR_APPLICATION": "app",
    "GLOSSA_EMR_ROLE": "arn:aws:iam::123456789012:role/glossa",
    "GLOSSA_DATAPROC_CLUSTER": "cluster",
    "GLOSSA_REGION": "region",
    "GOOGLE_CLOUD_PROJECT": "project",
}


@pytest.fixture
def submission(monkeypatch):
    """A function that asks the launcher about a platform, and what it is asked to run there."""

    def ask(platform, scheme):
        for name, value in PLACES.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("GLOSSA_STAGING", f"{scheme}://bucket/staging")
        arguments = ["init", "--config", "demo-small", "--tokenizer", f"{scheme}://bucket/t", '-Dinit={new-rows: "random"}']
        arguments += ["--output", f"{scheme}://bucket/model"]
        return Launcher.of_environment("--platform", platform).submission(arguments), arguments

    return ask


def test_a_step_of_emr(submission):
    printed, asked = submission("emr", "s3")
    step = EmrStep.of(printed.named("emr", "add-steps"))
    command = SparkSubmission.of(step.steps[0]["HadoopJarStep"]["Args"])
    assert step.cluster == "j-1"
    assert command.arguments == asked
    assert command.java_class == "dev.glossa.cli.Glossa"
    assert len(printed.uploads()) == 2


def test_a_job_run_of_emr_serverless(submission):
    printed, asked = submission("emr-serverless", "s3")
    run = EmrServerlessRun.of(printed.named("emr-serverless", "start-job-run"))
    assert (run.application, run.role) == ("app", PLACES["GLOSSA_EMR_ROLE"])
    assert run.job_driver["sparkSubmit"]["entryPointArguments"] == asked


def test_a_job_of_dataproc(submission):
    printed, asked = submission("dataproc", "gs")
    job = DataprocJob.of(printed.named("dataproc", "jobs", "submit", "spark"))
    assert (job.region, job.project) == ("region", "project")
    assert job.job["spark_job"]["args"] == asked
    assert "spark.executorEnv.JAVA_HOME" in job.job["spark_job"]["properties"]


def test_a_batch_of_dataproc_serverless(submission):
    printed, asked = submission("dataproc-serverless", "gs")
    batch = DataprocBatch.of(printed.named("dataproc", "batches", "submit", "spark"))
    assert batch.batch["runtime_config"]["version"] == "1.2"
    assert batch.batch["spark_batch"]["args"] == asked
    assert len(printed.uploads()) >= 2


@pytest.mark.parametrize("platform", ["local", "cluster"])
def test_a_command_of_spark_submit(monkeypatch, platform):
    arguments = ["pack", "--input", "/a", "--tokenizer", "/t", "-Dpack={length: 64}", "--output", "/b"]
    submission = Launcher.of_environment("--platform", platform).submission(arguments)
    [command] = submission.commands
    assert SparkSubmission.of(command).arguments == arguments
    assert submission.uploads() == []
