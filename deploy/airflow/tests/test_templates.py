"""The settings of an interval depend on the interval and on what was read before, never on when they are asked for."""

import json
from datetime import datetime, timezone

import pytest
from glossa_airflow.templates import definition, prepare_settings

DAY = datetime(2026, 1, 2, 2, tzinfo=timezone.utc)


@pytest.fixture
def params(tmp_path):
    return {
        "raw": "/data/raw/",
        "folder": "%Y-%m-%d",
        "kafka": None,
        "topic": None,
        "corpus": str(tmp_path / "corpus"),
        "prepare": {"language": "auto"},
    }


def corpus_of(params, record, *folders):
    folder = params["corpus"]
    from pathlib import Path

    Path(folder).mkdir(exist_ok=True)
    Path(folder, record).write_text(json.dumps({"settings": {"prepare.input": list(folders)}}))


def test_the_first_interval_is_read_alone(params):
    assert prepare_settings(params, DAY) == {"language": "auto", "input": ["/data/raw/2026-01-02"]}


def test_an_interval_is_added_to_those_before_and_after_it(params):
    corpus_of(params, "manifest.json", "/data/raw/2026-01-03", "/data/raw/2026-01-01")
    assert prepare_settings(params, DAY)["input"] == ["/data/raw/2026-01-01", "/data/raw/2026-01-02", "/data/raw/2026-01-03"]


def test_the_same_interval_again_changes_nothing(params):
    corpus_of(params, "manifest.json", "/data/raw/2026-01-02")
    assert prepare_settings(params, DAY)["input"] == ["/data/raw/2026-01-02"]


def test_a_killed_run_is_known_by_what_it_said_of_itself(params):
    corpus_of(params, "run.json", "/data/raw/2026-01-01")
    assert prepare_settings(params, DAY)["input"] == ["/data/raw/2026-01-01", "/data/raw/2026-01-02"]


def test_a_topic_is_read_whichever_interval_asks(params):
    params.update(kafka="broker:9092", topic="pages")
    assert prepare_settings(params, DAY) == {
        "language": "auto",
        "stream.enabled": True,
        "stream.kafka.servers": "broker:9092",
        "stream.kafka.topic": "pages",
    }


def test_settings_become_one_word():
    assert definition("pretrain", {"steps": 5, "data": ["a b"]}) == '-Dpretrain={steps: 5, data: ["a b"]}'


def test_no_settings_become_no_word():
    assert definition("pretrain", {}) == ""


def test_refuses_what_yarn_would_change():
    with pytest.raises(ValueError, match="'deduplication' is a section"):
        definition("prepare", {"deduplication": {"near": {}}})


def test_refuses_what_is_no_key():
    with pytest.raises(ValueError, match="'a: 1, b' is no setting's name"):
        definition("prepare", {"a: 1, b": 2})
