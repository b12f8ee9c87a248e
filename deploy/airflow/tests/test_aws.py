"""Amazon's operators submit what the launcher printed, to services played by moto, and end as the service says."""

import asyncio
import json
import shlex
from unittest.mock import MagicMock

import boto3
import pytest
from aiobotocore.client import AioBaseClient
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk.exceptions import AirflowException, TaskDeferred
from botocore.client import BaseClient
from conftest import DAGS
from glossa_airflow.aws import EmrGlossa, EmrServerlessGlossa
from moto.emr.models import emr_backends
from moto.server import ThreadedMotoServer

ARGS = ["spark-submit", "--class", "dev.glossa.cli.Glossa", "--conf", "spark.a=-Dx -Dy", "s3://b/glossa.jar", "pack", "--length", "64"]
DRIVER = {"sparkSubmit": {"entryPoint": "s3://b/glossa.jar", "entryPointArguments": ["pack", "--length", "64"]}}
OVERRIDES = {"applicationConfiguration": [{"classification": "spark-defaults", "properties": {"spark.a": "1"}}]}


@pytest.fixture(scope="module")
def aws():
    """A function that makes clients of a moto server on loopback; connections of Airflow lead there, too."""
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(
            "AIRFLOW_CONN_AWS_DEFAULT",
            json.dumps(
                {
                    "conn_type": "aws",
                    "login": "key",
                    "password": "secret",
                    "extra": {"endpoint_url": f"http://{host}:{port}", "region_name": "us-east-1"},
                }
            ),
        )
        yield lambda service: boto3.client(
            service,
            endpoint_url=f"http://{host}:{port}",
            region_name="us-east-1",
            aws_access_key_id="key",
            aws_secret_access_key="secret",
        )
    server.stop()


@pytest.fixture
def cluster(aws, launcher):
    """A running EMR cluster, which the launcher names."""
    cluster = aws("emr").run_job_flow(
        Name="glossa",
        Instances={"MasterInstanceType": "m5.xlarge", "InstanceCount": 1, "KeepJobFlowAliveWhenNoSteps": True},
        JobFlowRole="role",
        ServiceRole="role",
    )["JobFlowId"]
    step = {"Type": "CUSTOM_JAR", "Name": "glossa pack", "ActionOnFailure": "CONTINUE", "Jar": "command-runner.jar", "Args": ARGS}
    launcher(printing("aws", "emr", "add-steps", "--cluster-id", cluster, "--steps", json.dumps([step]), "--output", "json"))
    return cluster


@pytest.fixture
def application(aws, launcher):
    """An EMR Serverless application that runs, which the launcher names."""
    emr = aws("emr-serverless")
    application = emr.create_application(name="glossa", releaseLabel="emr-7.13.0", type="SPARK")["applicationId"]
    emr.start_application(applicationId=application)
    role = "arn:aws:iam::123456789012:role/glossa"
    launcher(
        printing(
            *("aws", "emr-serverless", "start-job-run", "--application-id", application, "--execution-role-arn", role),
            *("--name", "glossa pack", "--job-driver", json.dumps(DRIVER), "--configuration-overrides", json.dumps(OVERRIDES)),
        )
    )
    return application


@pytest.fixture
def asked(monkeypatch):
    """The actions, as policies call them, that clients ask for from now on."""
    actions = set()
    for client in (BaseClient, AioBaseClient):

        def call(self, operation, parameters, original=client._make_api_call):
            actions.add(f"{self.meta.service_model.signing_name}:{operation}")
            return original(self, operation, parameters)

        monkeypatch.setattr(client, "_make_api_call", call)
    return actions


def allowed():
    """The actions that the policy of launchers and schedulers allows."""
    policy = json.loads((DAGS.parents[1] / "emr/iam/launcher-policy.json").read_text())
    return {action for statement in policy["Statement"] for action in statement["Action"]}


def printing(*words):
    """A script that prints a command as it is typed into a shell."""
    return f"cat <<'END'\n{shlex.join(words)}\nEND"


def deferred(operator):
    """What a task waits for, once it has submitted its command."""
    with pytest.raises(TaskDeferred) as waiting:
        operator.execute({"ti": MagicMock()})
    return waiting.value.trigger


def event_of(trigger):
    """What the trigger says in the end."""

    async def first():
        return await anext(trigger.run())

    return asyncio.run(first()).payload


def step_of(cluster, state):
    """The cluster's step, which moto never ends by itself."""
    [step] = emr_backends["123456789012"]["us-east-1"].clusters[cluster].steps
    step.state = state
    return step


def pack(operator, **kwargs):
    return operator(
        task_id="pack", arguments=["pack", "--length", 64], platform="emr", deferrable=True, waiter_delay=1, waiter_max_attempts=3, **kwargs
    )


def test_a_step_is_what_the_launcher_printed(aws, cluster):
    deferred(pack(EmrGlossa))
    [step] = aws("emr").list_steps(ClusterId=cluster)["Steps"]
    assert (step["Name"], step["ActionOnFailure"]) == ("glossa pack", "CONTINUE")
    assert (step["Config"]["Jar"], step["Config"]["Args"]) == ("command-runner.jar", ARGS)


def test_a_task_that_waits_for_a_step_ends_with_it(cluster):
    operator = pack(EmrGlossa)
    trigger = deferred(operator)
    step_of(cluster, "COMPLETED")
    operator.execute_complete({"ti": MagicMock()}, event_of(trigger))


def test_a_task_fails_with_its_step(cluster):
    operator = pack(EmrGlossa)
    trigger = deferred(operator)
    step_of(cluster, "FAILED")
    with pytest.raises(AirflowException, match="Error while running steps"):
        operator.execute_complete({"ti": MagicMock()}, event_of(trigger))


def test_a_job_run_is_what_the_launcher_printed_and_the_task_ends_with_it(aws, application):
    operator = pack(EmrServerlessGlossa)
    trigger = deferred(operator)
    emr = aws("emr-serverless")
    [listed] = emr.list_job_runs(applicationId=application)["jobRuns"]
    run = emr.get_job_run(applicationId=application, jobRunId=listed["id"])["jobRun"]
    assert run["name"] == "glossa pack"
    assert run["jobDriver"] == DRIVER
    assert run["configurationOverrides"] == OVERRIDES
    operator.execute_complete({"ti": MagicMock()}, event_of(trigger))


def test_an_application_that_stands_still_is_started_first(aws, application):
    emr = aws("emr-serverless")
    emr.stop_application(applicationId=application)
    operator = pack(EmrServerlessGlossa)
    started = event_of(deferred(operator))
    assert emr.get_application(applicationId=application)["application"]["state"] == "STARTED"
    with pytest.raises(TaskDeferred):
        operator.execute({"ti": MagicMock()}, started)
    assert len(emr.list_job_runs(applicationId=application)["jobRuns"]) == 1


def test_the_policy_allows_what_a_step_asks_for(cluster, asked):
    trigger = deferred(pack(EmrGlossa))
    step_of(cluster, "COMPLETED")
    event_of(trigger)
    assert "elasticmapreduce:AddJobFlowSteps" in asked
    assert asked <= allowed()


def test_the_policy_allows_what_a_job_run_asks_for(aws, application, asked):
    aws("emr-serverless").stop_application(applicationId=application)
    asked.clear()
    operator = pack(EmrServerlessGlossa)
    event_of(deferred(operator))
    event_of(deferred(operator))
    assert {"emr-serverless:StartApplication", "emr-serverless:StartJobRun"} <= asked
    assert asked <= allowed()


@pytest.mark.parametrize(("platform", "operator"), [("emr", EmrGlossa), ("emr-serverless", EmrServerlessGlossa)])
def test_every_command_is_of_the_platform(monkeypatch, platform, operator):
    monkeypatch.setenv("GLOSSA_PLATFORM", platform)
    bag = DagBag(DAGS)
    assert bag.import_errors == {}
    commands = [task for dag in bag.dags.values() for task in dag.tasks if hasattr(task, "arguments")]
    assert {type(task).__name__ for task in commands} == {operator.__name__}
