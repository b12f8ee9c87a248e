"""A command of Glossa as an operator of the platform that the DAGs run on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from airflow.sdk import BaseOperator, RetryDecision, RetryPolicy

# The operator of each platform; its provider is imported only where it is used.
OPERATORS = {
    "local": "glossa_airflow.spark:SparkSubmitGlossa",
    "cluster": "glossa_airflow.spark:SparkSubmitGlossa",
    "emr": "glossa_airflow.aws:EmrGlossa",
    "emr-serverless": "glossa_airflow.aws:EmrServerlessGlossa",
    "dataproc": "glossa_airflow.google:DataprocGlossa",
    "dataproc-serverless": "glossa_airflow.google:DataprocServerlessGlossa",
}


class ExitCodes(RetryPolicy):
    """Whether a command that failed is worth another try.

    Bad input (exit code 3) and a required value that is not met (5) stay so. Everything else may pass: an input that another job is
    writing, a lost machine, a kill. Jobs go on where they were, or start over; a second try never writes anything twice.
    """

    FINAL = {3: "bad input", 5: "a required value is not met"}

    def evaluate(self, exception: BaseException, try_number: int, max_tries: int, context: Any = None) -> RetryDecision:
        found = re.search(r"Error code is: (\d+)", str(exception))
        reason = self.FINAL.get(int(found.group(1))) if found else None
        return RetryDecision.fail(reason) if reason else RetryDecision.default()


def flat(arguments: Sequence[Any]) -> Iterator[str]:
    """The words of a command line of which some are lists of words, as tasks before may return them, and some are empty."""
    for argument in arguments:
        if isinstance(argument, (list, tuple)):
            yield from flat(argument)
        elif argument != "":
            yield str(argument)


def operator_here() -> tuple[type[BaseOperator], str]:
    """The operator of the platform named by GLOSSA_PLATFORM (default: local), and the platform.

    :raises ValueError: if there is no such platform
    """
    platform = os.environ.get("GLOSSA_PLATFORM", "local")
    if platform not in OPERATORS:
        raise ValueError(f"GLOSSA_PLATFORM is {platform}: the platforms are {', '.join(OPERATORS)}.")
    module, name = OPERATORS[platform].split(":")
    return getattr(import_module(module), name), platform


def glossa(*arguments: Any, task_id: str | None = None, **kwargs: Any) -> BaseOperator:
    """The task that runs a command on the platform.

    :param arguments: the command line without ``glossa``: strings (templated), or results of tasks, which may be lists
    :param task_id: default: the command
    """
    operator, platform = operator_here()
    return operator(task_id=task_id or arguments[0], arguments=list(arguments), platform=platform, **kwargs)


def mapped(task_id: str, commands: Any, **kwargs: Any) -> Any:
    """The mapped task that runs each of some commands on the platform.

    :param commands: the result of a task: a list of command lines without ``glossa``, each a list of words
    """
    operator, platform = operator_here()
    return operator.partial(task_id=task_id, platform=platform, **kwargs).expand(arguments=commands)
