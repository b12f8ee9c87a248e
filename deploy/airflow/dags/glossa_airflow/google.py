"""Commands on Google's services. A task that waits takes no worker where ``[operators] default_deferrable`` is true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.providers.google.cloud.operators.dataproc import DataprocCreateBatchOperator, DataprocSubmitJobOperator

from glossa_airflow.cloud import submission_of
from glossa_airflow.submissions import DataprocBatch, DataprocJob


class DataprocGlossa(DataprocSubmitJobOperator):
    """A command of Glossa as a job of the Dataproc cluster in GLOSSA_DATAPROC_CLUSTER.

    :param arguments: the command line without ``glossa``; its items may be lists (templated)
    """

    template_fields: Sequence[str] = (*DataprocSubmitJobOperator.template_fields, "arguments")

    def __init__(self, *, arguments: Sequence[Any], platform: str, **kwargs: Any) -> None:
        super().__init__(job={}, region="", **kwargs)
        self.arguments = arguments
        self.platform = platform

    def execute(self, context: Any) -> Any:
        job = DataprocJob.of(submission_of(self.platform, self.arguments, "dataproc", "jobs", "submit", "spark"))
        self.job = job.job
        self.region = job.region
        self.project_id = job.project or self.project_id
        return super().execute(context)


class DataprocServerlessGlossa(DataprocCreateBatchOperator):
    """A command of Glossa as a batch of Dataproc Serverless; a try is a batch of its own.

    :param arguments: the command line without ``glossa``; its items may be lists (templated)
    """

    template_fields: Sequence[str] = (*DataprocCreateBatchOperator.template_fields, "arguments")

    def __init__(self, *, arguments: Sequence[Any], platform: str, **kwargs: Any) -> None:
        super().__init__(batch={}, region="", **kwargs)
        self.arguments = arguments
        self.platform = platform

    def execute(self, context: Any) -> Any:
        batch = DataprocBatch.of(submission_of(self.platform, self.arguments, "dataproc", "batches", "submit", "spark"))
        self.batch = batch.batch
        self.batch_id_prefix = f"glossa-{self.task_id.replace('_', '-')}"[:54]
        self.region = batch.region
        self.project_id = batch.project or self.project_id
        return super().execute(context)
