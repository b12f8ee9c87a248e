"""The cells of a study are what the launcher lists, and each is a command of its own."""

import pytest
from glossa_airflow.launcher import LauncherError
from glossa_airflow.studies import commands_of_cells

STUDY = ["study", "--size", "quick", "", "--output", "/study"]


def test_each_cell_is_the_studys_command_with_its_name(launcher):
    asked = launcher("echo zh-1\necho zh-2")

    assert commands_of_cells(STUDY) == [
        ["study", "--size", "quick", "--output", "/study", "--cell", "zh-1"],
        ["study", "--size", "quick", "--output", "/study", "--cell", "zh-2"],
    ]
    assert asked.read_text().split() == ["study", "--size", "quick", "--output", "/study", "--list-cells"]


def test_a_study_that_the_launcher_refuses_has_no_cells(launcher):
    launcher('echo "glossa: There is no size \'large\'." >&2\nexit 2')

    with pytest.raises(LauncherError, match="no size 'large'"):
        commands_of_cells(STUDY)
