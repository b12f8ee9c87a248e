"""The DAGs load in Airflow, and their tasks follow one another as the documentation says."""

import pytest
from airflow.dag_processing.dagbag import DagBag
from conftest import DAGS
from glossa_airflow.operators import ExitCodes, flat
from airflow.sdk import RetryAction, TriggerRule

STRUCTURE = {
    "prepare_daily": {"delivered": {"prepare"}, "prepare": set()},
    "vocabulary": {
        "choose": {"vocab_extend", "vocab_train"},
        "vocab_extend": {"vocab_report"},
        "vocab_train": {"vocab_report"},
        "vocab_report": {"publish"},
        "publish": set(),
    },
    "transfer": {
        "choose": {"pack", "init", "tune", "evaluate"},
        "pack": {"pretrain"},
        "init": {"pretrain"},
        "pretrain": {"tune"},
        "tune": {"evaluate"},
        "evaluate": {"publish"},
        "publish": set(),
    },
    "study": {"plan": {"cell"}, "cell": {"report"}, "report": {"publish"}, "publish": set()},
}


@pytest.fixture(scope="module")
def bag():
    return DagBag(DAGS)


def test_every_file_loads(bag):
    assert bag.import_errors == {}
    assert set(bag.dags) == set(STRUCTURE)


@pytest.mark.parametrize("name", STRUCTURE)
def test_tasks_follow_one_another(bag, name):
    assert {task.task_id: task.downstream_task_ids for task in bag.dags[name].tasks} == STRUCTURE[name]


@pytest.mark.parametrize("name", ["prepare_daily", "transfer"])
def test_runs_that_write_one_place_wait_for_each_other(bag, name):
    assert bag.dags[name].max_active_runs == 1


def test_a_cell_that_fails_leaves_the_others_and_the_report_standing(bag):
    study = bag.dags["study"]
    assert study.get_task("cell").is_mapped
    assert study.get_task("cell").trigger_rule == TriggerRule.ALL_SUCCESS
    assert study.get_task("report").trigger_rule == TriggerRule.ALL_DONE_MIN_ONE_SUCCESS
    assert study.get_task("report").arguments[-1] == "--report-only"


def test_a_cell_is_tried_again_as_other_commands_are(bag):
    cell = bag.dags["study"].get_task("cell")
    assert cell.retries == 2
    assert isinstance(cell.retry_policy, ExitCodes)


@pytest.mark.parametrize(("variable", "cells"), [(None, 1), ("6", 6)])
def test_the_environment_says_how_many_cells_are_computed_at_once(monkeypatch, variable, cells):
    if variable:
        monkeypatch.setenv("GLOSSA_STUDY_CELLS", variable)
    [study] = DagBag(DAGS / "study.py").dags.values()
    assert study.get_task("cell").max_active_tis_per_dagrun == cells


def test_a_new_tokenizer_starts_the_transfer(bag):
    [published] = bag.dags["vocabulary"].get_task("publish").outlets
    assert bag.dags["transfer"].schedule == [published]


@pytest.mark.parametrize(
    ("code", "action"),
    [(1, RetryAction.DEFAULT), (2, RetryAction.DEFAULT), (3, RetryAction.FAIL), (4, RetryAction.DEFAULT), (5, RetryAction.FAIL), (137, RetryAction.DEFAULT)],
)
def test_what_stays_as_it_is_gets_no_second_try(code, action):
    failure = RuntimeError(f"Cannot execute: spark-submit. Error code is: {code}.")
    assert ExitCodes().evaluate(failure, 1, 3).action is action


def test_lists_of_words_join_the_others_and_empty_words_are_left_out():
    assert list(flat(["tune", ["--data", "a"], "", "--length", 5])) == ["tune", "--data", "a", "--length", "5"]
