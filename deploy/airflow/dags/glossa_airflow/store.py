"""Small JSON files beside the tables, wherever those lie."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# The connections that the platforms' operators use, too.
CONNECTIONS = {
    "s3": "aws_default",
    "s3a": "aws_default",
    "gs": "google_cloud_default",
}


def location(path: str) -> Any:
    """The path as Python has them: of this machine's files, or of an object store by Airflow's connection for it."""
    scheme = urlsplit(path).scheme
    if scheme in ("", "file"):
        return Path(urlsplit(path).path if scheme else path)
    from airflow.sdk import ObjectStoragePath

    return ObjectStoragePath(path, conn_id=CONNECTIONS.get(scheme))


def read_json(path: str) -> Any:
    """What the file holds, or None where there is none."""
    file = location(path)
    return json.loads(file.read_text()) if file.exists() else None


def write_json(path: str, value: Any) -> None:
    """Writes the file whole or not at all."""
    text = json.dumps(value, indent=2, sort_keys=True) + "\n"
    file = location(path)
    if isinstance(file, Path):
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(f".{file.name}.{os.getpid()}")
        partial.write_text(text)
        partial.replace(file)
    else:
        # Object stores show a file when all of it is there.
        file.write_text(text)
