"""What every DAG of Glossa is given, and the assets that connect them."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from typing import Any

from airflow.sdk import Asset, Param

from glossa_airflow import templates
from glossa_airflow.operators import ExitCodes

# Where everything lies: a folder, or a bucket as in s3a://bucket/data and gs://bucket/data.
ROOT = os.environ.get("GLOSSA_ROOT", "/var/lib/glossa").rstrip("/")

CORPUS = Asset("glossa_corpus")
TOKENIZER = Asset("glossa_tokenizer")
MODEL = Asset("glossa_model")
STUDY = Asset("glossa_study")

# The folder of a DAG's run: the same for every try, and for no other run.
RUN = "{{ params.run or dag_run.run_after | ts_nodash }}"

DEFAULTS: dict[str, Any] = {
    "start_date": datetime(2026, 1, 1, tzinfo=timezone.utc),
    "catchup": False,
    "tags": ["glossa"],
    "default_args": {
        "retries": 2,
        "retry_delay": timedelta(minutes=float(os.environ.get("GLOSSA_RETRY_MINUTES", "5"))),
        "retry_policy": ExitCodes(),
    },
    "user_defined_macros": {"definition": templates.definition, "prepare_settings": templates.prepare_settings},
}


def path(default: str, description: str) -> Param:
    """A parameter that is a path."""
    return Param(default, type="string", minLength=1, description=description)


def optional(description: str, **schema: Any) -> Param:
    """A parameter that is a string, or null where there is none."""
    return Param(None, type=["null", "string"], description=description, **schema)


def settings(command: str, **values: Any) -> Param:
    """A parameter that holds settings of a command, by their keys in conf/reference.conf below the command's section."""
    return Param(
        values,
        type="object",
        description=f"Settings of glossa {command}, as conf/reference.conf names them below its section.",
    )


RUN_NAME = optional(
    "Name of the folder of this run. Null: the time of the run. The same name again goes on in the same folder.",
    pattern="^[A-Za-z0-9._-]+$",
)
