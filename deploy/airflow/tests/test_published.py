"""What is published is the model of the latest run that held."""

import json
from datetime import datetime, timedelta, timezone

from glossa_airflow.published import publish_model, repeated

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)


def test_names_the_model_and_its_evaluation(tmp_path):
    file = tmp_path / "published/model.json"
    assert publish_model(str(file), "s3a://bucket/models/1", NOON)
    assert json.loads(file.read_text()) == {
        "model": "s3a://bucket/models/1/tuned/model",
        "evaluation": "s3a://bucket/models/1/evaluation/results.json",
        "run_after": "2026-01-01T12:00:00+00:00",
    }


def test_an_old_run_that_is_cleared_takes_nothing_back(tmp_path):
    file = str(tmp_path / "model.json")
    publish_model(file, "/models/2", NOON)
    assert not publish_model(file, "/models/1", NOON - timedelta(days=1))
    assert "/models/2/" in (tmp_path / "model.json").read_text()


def test_the_same_run_again_is_published_again(tmp_path):
    file = str(tmp_path / "model.json")
    assert publish_model(file, "/models/1", NOON)
    assert publish_model(file, "/models/1", NOON)


def test_repeats_an_option():
    assert repeated("--require", ["a<=1", "b>=2"]) == ["--require", "a<=1", "--require", "b>=2"]
