"""What the DAGs' templates call."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from glossa_airflow.store import read_json

KEY = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*")


def definition(section: str, settings: Mapping[str, Any]) -> str:
    """Settings as one word of a command line, ``-Dsection={…}``; empty where there are none.

    :param settings: by key below the section, as conf/reference.conf names them; dots lead into sections (``flags.vocab-size``)
    :raises ValueError: for a key that is none, and for a value that is a mapping: YARN takes ``}}`` for the end of a variable
    """
    entries = []
    for key, value in settings.items():
        if not KEY.fullmatch(key):
            raise ValueError(f"'{key}' is no setting's name: conf/reference.conf lists them all.")
        if isinstance(value, Mapping):
            raise ValueError(f"The setting '{key}' is a section: write '{key}.name' for each of its settings.")
        entries.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return f"-D{section}={{{', '.join(entries)}}}" if entries else ""


def delivery(params: Mapping[str, Any], interval_start: datetime) -> str:
    """The folder that brings an interval's data."""
    return f"{params['raw'].rstrip('/')}/{interval_start.strftime(params['folder'])}"


def prepare_settings(params: Mapping[str, Any], interval_start: datetime) -> dict[str, Any]:
    """The settings of the run of ``prepare`` that adds an interval to the corpus.

    With a topic: what has arrived since the last run, whichever interval asks for it. Without: the interval's folder, and every folder
    that was read before, which ``prepare`` wants to see again; in the order of their names, so that the order of the runs leaves no trace.
    """
    if params["topic"]:
        source = {
            "stream.enabled": True,
            "stream.kafka.servers": params["kafka"],
            "stream.kafka.topic": params["topic"],
        }
    else:
        source = {"input": sorted({*folders_of(params["corpus"]), delivery(params, interval_start)})}
    return {**params["prepare"], **source}


def folders_of(corpus: str) -> list[str]:
    """The inputs that the corpus was made of: as its manifest says, or, where a killed run took that away, as the run said of itself."""
    for record in ("manifest.json", "run.json"):
        found = read_json(f"{corpus}/{record}")
        if found:
            return found["settings"]["prepare.input"]
    return []
