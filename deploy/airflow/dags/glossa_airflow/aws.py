"""Commands on Amazon's services. A task that waits takes no worker where ``[operators] default_deferrable`` is true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.providers.amazon.aws.operators.emr import EmrAddStepsOperator, EmrServerlessStartJobOperator

from glossa_airflow.cloud import submission_of
from glossa_airflow.submissions import EmrServerlessRun, EmrStep

# Training takes days, and a state is asked for every minute: a week of them.
PATIENCE = {"waiter_delay": 60, "waiter_max_attempts": 7 * 24 * 60}


class EmrGlossa(EmrAddStepsOperator):
    """A command of Glossa as a step of the EMR cluster in GLOSSA_EMR_CLUSTER; a try is a step of its own.

    :param arguments: the command line without ``glossa``; its items may be lists (templated)
    """

    template_fields: Sequence[str] = (*EmrAddStepsOperator.template_fields, "arguments")

    def __init__(self, *, arguments: Sequence[Any], platform: str, **kwargs: Any) -> None:
        super().__init__(job_flow_id="", wait_for_completion=True, **{**PATIENCE, **kwargs})
        self.arguments = arguments
        self.platform = platform

    def execute(self, context: Any) -> Any:
        step = EmrStep.of(submission_of(self.platform, self.arguments, "emr", "add-steps"))
        self.job_flow_id = step.cluster
        self.region_name = step.region or self.region_name
        self.steps = step.steps
        return super().execute(context)


class EmrServerlessGlossa(EmrServerlessStartJobOperator):
    """A command of Glossa as a job run of the EMR Serverless application in GLOSSA_EMR_APPLICATION.

    :param arguments: the command line without ``glossa``; its items may be lists (templated)
    """

    template_fields: Sequence[str] = (*EmrServerlessStartJobOperator.template_fields, "arguments")

    def __init__(self, *, arguments: Sequence[Any], platform: str, **kwargs: Any) -> None:
        super().__init__(application_id="", execution_role_arn="", job_driver={}, **{**PATIENCE, **kwargs})
        self.arguments = arguments
        self.platform = platform

    def execute(self, context: Any, event: dict[str, Any] | None = None) -> Any:
        run = EmrServerlessRun.of(submission_of(self.platform, self.arguments, "emr-serverless", "start-job-run"))
        self.application_id = run.application
        self.region_name = run.region or self.region_name
        self.execution_role_arn = run.role
        self.name = run.name
        self.job_driver = run.job_driver
        self.configuration_overrides = run.configuration_overrides
        return super().execute(context, event)
