"""What a run hands over: the published model, and words for a command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from glossa_airflow.store import read_json, write_json


def repeated(option: str, values: Sequence[str]) -> list[str]:
    """The option before each of the values."""
    return [word for value in values for word in (option, value)]


def publish_model(file: str, folder: str, run_after: datetime) -> bool:
    """Says in the file that the model of a run of ``transfer`` is the published one.

    :param folder: the run's folder, with ``tuned/model`` and ``evaluation``
    :param run_after: the time of the run; a model of a later run stays the published one, so that clearing an old run takes nothing back
    :return: whether it is
    """
    published = read_json(file)
    if published and datetime.fromisoformat(published["run_after"]) > run_after:
        return False
    write_json(
        file,
        {
            "model": f"{folder}/tuned/model",
            "evaluation": f"{folder}/evaluation/results.json",
            "run_after": run_after.isoformat(),
        },
    )
    return True
