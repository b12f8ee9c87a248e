"""What the launcher prints is what is submitted."""

import pytest
from glossa_airflow.launcher import Launcher, LauncherError, Submission, options_of


def test_asks_the_launcher_what_it_would_submit(launcher):
    asked = launcher("echo spark-submit --name \"'glossa pack'\" glossa.jar pack")
    submission = Launcher.of_environment("--platform", "emr").submission(["pack", "--length", "64"])
    assert submission.commands == [["spark-submit", "--name", "glossa pack", "glossa.jar", "pack"]]
    assert asked.read_text().split() == ["pack", "--length", "64", "--platform", "emr", "--dry-run"]


def test_passes_the_launchers_own_sentence_on(launcher):
    launcher("echo 'glossa: there is no platform emr.' >&2; exit 2")
    with pytest.raises(LauncherError, match="there is no platform emr"):
        Launcher.of_environment("--platform", "emr").submission(["pack"])


def test_says_how_to_set_the_home(monkeypatch):
    monkeypatch.setenv("GLOSSA_HOME", "/nowhere")
    with pytest.raises(LauncherError, match="GLOSSA_HOME is /nowhere: set it"):
        Launcher.of_environment()


def test_tells_uploads_from_other_commands():
    sync = ["aws", "s3", "sync", "lib", "s3://bucket/glossa"]
    copy = ["gcloud", "storage", "cp", "--no-clobber", "a.jar", "gs://bucket/glossa"]
    read = ["aws", "s3", "cp", "s3://bucket/out/run.json", "-"]
    assert Submission([sync, copy, read, ["aws", "emr", "add-steps"]]).uploads() == [sync, copy]


def test_names_a_command_that_is_not_there():
    with pytest.raises(LauncherError, match="has no 'emr add-steps'"):
        Submission([["spark-submit"]]).named("emr", "add-steps")


def test_reads_options_in_both_spellings_until_the_arguments_begin():
    command = ["gcloud", "dataproc", "--region=r", "--async", "--project", "p", "--", "pack", "--output", "gs://b"]
    assert options_of(command) == {"--region": "r", "--project": "p"}
