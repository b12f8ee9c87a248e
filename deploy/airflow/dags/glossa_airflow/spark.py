"""Commands by spark-submit: Spark on the worker itself, a standalone cluster, YARN or Kubernetes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

from glossa_airflow.launcher import Launcher
from glossa_airflow.operators import flat
from glossa_airflow.submissions import SparkSubmission


class SparkSubmitGlossa(SparkSubmitOperator):
    """A command of Glossa by spark-submit of Spark 3.5 with Scala 2.12, which is on the worker's PATH, as is a JDK 17.

    :param arguments: the command line without ``glossa``; its items may be lists (templated)
    """

    template_fields: Sequence[str] = (*SparkSubmitOperator.template_fields, "arguments")

    def __init__(self, *, arguments: Sequence[Any], platform: str, **kwargs: Any) -> None:
        # As the launcher has it: Spark's tasks are the parallelism.
        super().__init__(java_class="dev.glossa.cli.Glossa", env_vars={"OMP_NUM_THREADS": "1"}, **kwargs)
        self.arguments = arguments
        self.platform = platform

    def execute(self, context: Any) -> None:
        launcher = Launcher.of_environment("--platform", self.platform)
        [command] = launcher.submission(list(flat(self.arguments))).commands
        submission = SparkSubmission.of(command)
        self.application = submission.application
        self.application_args = submission.arguments
        self.name = submission.name
        self.jars = submission.jars
        self.conf = submission.conf
        return super().execute(context)
