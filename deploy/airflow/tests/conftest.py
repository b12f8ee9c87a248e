"""The DAGs folder on the path, as Airflow has it, and a launcher that prints what a test wants."""

import stat
import sys
from pathlib import Path

import pytest

DAGS = Path(__file__).parents[1] / "dags"
sys.path.insert(0, str(DAGS))


@pytest.fixture
def launcher(tmp_path, monkeypatch):
    """A stand-in for bin/glossa in GLOSSA_HOME, made of a script; it leaves its arguments in the file ``asked``."""

    def make(script: str) -> Path:
        binary = tmp_path / "glossa/bin/glossa"
        binary.parent.mkdir(parents=True)
        binary.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{tmp_path}/asked"\n{script}\n')
        binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("GLOSSA_HOME", str(tmp_path / "glossa"))
        return tmp_path / "asked"

    return make
