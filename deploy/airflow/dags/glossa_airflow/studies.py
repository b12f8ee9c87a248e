"""What a study's folder says of its cells."""

from __future__ import annotations

from glossa_airflow.store import read_json


def cells_of(folder: str) -> list[str]:
    """The names of the cells that were planned.

    :raises ValueError: if the study has not begun
    """
    study = read_json(f"{folder}/study.json")
    if study is None:
        raise ValueError(f"'{folder}' has no study.json: the log of the task 'study' says why it did not begin.")
    return [cell["name"] for cell in study["cells"]]


def failure_of(folder: str, cell: str) -> str | None:
    """Why a cell failed or is missing, or None if it is done."""
    outcome = read_json(f"{folder}/cells/{cell}/cell.json")
    if outcome is None:
        return f"The cell '{cell}' was not reached: clear the run's tasks, which go on where they were."
    return None if outcome["state"] == "DONE" else outcome["sentence"]
