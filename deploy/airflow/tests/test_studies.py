"""A study's folder says which cells are done, and of the others why not."""

import json

import pytest
from glossa_airflow.studies import cells_of, failure_of


@pytest.fixture
def study(tmp_path):
    (tmp_path / "study.json").write_text(json.dumps({"cells": [{"name": "zh-1"}, {"name": "zh-2"}, {"name": "zh-3"}]}))
    for name, state, sentence in (("zh-1", "DONE", ""), ("zh-2", "FAILED", "The step 'pack-1' failed: no space.")):
        cell = tmp_path / "cells" / name
        cell.mkdir(parents=True)
        (cell / "cell.json").write_text(json.dumps({"state": state, "sentence": sentence}))
    return str(tmp_path)


def test_lists_the_planned_cells(study):
    assert cells_of(study) == ["zh-1", "zh-2", "zh-3"]


def test_says_nothing_of_a_cell_that_is_done(study):
    assert failure_of(study, "zh-1") is None


def test_repeats_the_sentence_of_a_cell_that_failed(study):
    assert failure_of(study, "zh-2") == "The step 'pack-1' failed: no space."


def test_names_a_cell_that_was_not_reached(study):
    assert "'zh-3' was not reached" in failure_of(study, "zh-3")


def test_says_where_to_look_when_nothing_began(tmp_path):
    with pytest.raises(ValueError, match="has no study.json"):
        cells_of(str(tmp_path))
