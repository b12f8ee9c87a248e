"""The launcher's commands, taken apart into what Airflow's operators want."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glossa_airflow.launcher import LauncherError, arguments_of, options_of


@dataclass(frozen=True)
class SparkSubmission:
    """A spark-submit command. The master is left out: in Airflow the connection says where Spark is."""

    application: str
    arguments: list[str]
    java_class: str
    name: str
    jars: str
    conf: dict[str, str]

    @classmethod
    def of(cls, command: Sequence[str]) -> SparkSubmission:
        """
        :raises LauncherError: if the command has an option that no field is for
        """
        options: dict[str, str] = {}
        conf: dict[str, str] = {}
        rest = iter(command[1:])
        for word in rest:
            if not word.startswith("--"):
                break
            value = next(rest)
            if word == "--conf":
                key, _, setting = value.partition("=")
                conf[key] = setting
            elif word in ("--master", "--class", "--name", "--jars"):
                options[word] = value
            else:
                raise LauncherError(f"spark-submit's {word} has no place in SparkSubmitOperator: give its spark. setting instead.")
        return cls(word, list(rest), options["--class"], options["--name"], options["--jars"], conf)


@dataclass(frozen=True)
class EmrStep:
    """``aws emr add-steps``: the cluster, and the steps as the service takes them."""

    cluster: str
    region: str | None
    steps: list[dict[str, Any]]

    @classmethod
    def of(cls, command: Sequence[str]) -> EmrStep:
        options = options_of(command)
        steps = [
            {
                "Name": step["Name"],
                "ActionOnFailure": step["ActionOnFailure"],
                "HadoopJarStep": {"Jar": step["Jar"], "Args": step["Args"]},
            }
            for step in json.loads(options["--steps"])
        ]
        return cls(options["--cluster-id"], options.get("--region"), steps)


@dataclass(frozen=True)
class EmrServerlessRun:
    """``aws emr-serverless start-job-run``."""

    application: str
    region: str | None
    role: str
    name: str
    job_driver: dict[str, Any]
    configuration_overrides: dict[str, Any]

    @classmethod
    def of(cls, command: Sequence[str]) -> EmrServerlessRun:
        options = options_of(command)
        return cls(
            options["--application-id"],
            options.get("--region"),
            options["--execution-role-arn"],
            options["--name"],
            json.loads(options["--job-driver"]),
            json.loads(options["--configuration-overrides"]),
        )


@dataclass(frozen=True)
class DataprocJob:
    """``gcloud dataproc jobs submit spark``: the message Job."""

    region: str
    project: str | None
    job: dict[str, Any]

    @classmethod
    def of(cls, command: Sequence[str]) -> DataprocJob:
        options = options_of(command)
        job = {"placement": {"cluster_name": options["--cluster"]}, "spark_job": spark_job(command, options)}
        job["spark_job"]["properties"] = properties(options)
        return cls(options["--region"], options.get("--project"), job)


@dataclass(frozen=True)
class DataprocBatch:
    """``gcloud dataproc batches submit spark``: the message Batch."""

    region: str
    project: str | None
    batch: dict[str, Any]

    @classmethod
    def of(cls, command: Sequence[str]) -> DataprocBatch:
        options = options_of(command)
        execution = {
            field: options[option]
            for field, option in (("service_account", "--service-account"), ("subnetwork_uri", "--subnet"))
            if option in options
        }
        batch: dict[str, Any] = {
            "spark_batch": spark_job(command, options),
            "runtime_config": {"version": options["--version"], "properties": properties(options)},
        }
        if execution:
            batch["environment_config"] = {"execution_config": execution}
        return cls(options["--region"], options.get("--project"), batch)


def spark_job(command: Sequence[str], options: Mapping[str, str]) -> dict[str, Any]:
    """What the messages SparkJob and SparkBatch have in common."""
    return {
        "main_class": options["--class"],
        "jar_file_uris": options["--jars"].split(","),
        "args": arguments_of(command),
    }


def properties(options: Mapping[str, str]) -> dict[str, str]:
    """The value of ``--properties``, which may name its own separator: ``^|^key=value|key=value`` (gcloud topic escaping)."""
    text = options["--properties"]
    separator = ","
    if text.startswith("^"):
        separator, text = text[1:].split("^", 1)
    return dict(entry.split("=", 1) for entry in text.split(separator) if entry)
