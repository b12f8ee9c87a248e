"""The cells of a study."""

from __future__ import annotations

from collections.abc import Sequence

from glossa_airflow.launcher import Launcher
from glossa_airflow.operators import flat


def commands_of_cells(command: Sequence[str]) -> list[list[str]]:
    """The command of each cell, which ends with the cell's name.

    :param command: of the whole study, without ``glossa``
    :raises LauncherError: if the launcher refuses it
    """
    words = list(flat(command))
    return [[*words, "--cell", cell] for cell in Launcher.of_environment().lines([*words, "--list-cells"])]
