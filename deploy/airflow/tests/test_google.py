"""Google's own message types take what the operators send."""

import pytest

dataproc_v1 = pytest.importorskip("google.cloud.dataproc_v1", reason="the provider of Google Cloud is not installed")

from airflow.dag_processing.dagbag import DagBag  # noqa: E402
from conftest import DAGS  # noqa: E402
from glossa_airflow.google import DataprocGlossa, DataprocServerlessGlossa  # noqa: E402
from glossa_airflow.submissions import DataprocBatch, DataprocJob  # noqa: E402

COMMON = ["--region=r", "--class=Main", "--jars=gs://b/a.jar", "--properties=^|^spark.a=1,2", "--async", "--", "pack", "--length", "64"]


def test_a_job_is_a_job():
    job = DataprocJob.of(["gcloud", "dataproc", "jobs", "submit", "spark", "--cluster=c", *COMMON]).job
    message = dataproc_v1.Job(job)
    assert message.placement.cluster_name == "c"
    assert list(message.spark_job.args) == ["pack", "--length", "64"]
    assert dict(message.spark_job.properties) == {"spark.a": "1,2"}


def test_a_batch_is_a_batch():
    command = ["gcloud", "dataproc", "batches", "submit", "spark", "--version=1.2", "--service-account=a@p", "--subnet=s", *COMMON]
    message = dataproc_v1.Batch(DataprocBatch.of(command).batch)
    assert message.runtime_config.version == "1.2"
    assert message.environment_config.execution_config.subnetwork_uri == "s"
    assert list(message.spark_batch.args) == ["pack", "--length", "64"]


@pytest.mark.parametrize(("platform", "operator"), [("dataproc", DataprocGlossa), ("dataproc-serverless", DataprocServerlessGlossa)])
def test_every_command_is_of_the_platform(monkeypatch, platform, operator):
    monkeypatch.setenv("GLOSSA_PLATFORM", platform)
    bag = DagBag(DAGS)
    assert bag.import_errors == {}
    commands = [task for dag in bag.dags.values() for task in dag.tasks if hasattr(task, "arguments")]
    assert {type(task).__name__ for task in commands} == {operator.__name__}
