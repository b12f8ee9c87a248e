"""What the clouds' operators have in common."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Any

from glossa_airflow.launcher import Launcher
from glossa_airflow.operators import flat


def submission_of(platform: str, arguments: Sequence[Any], *command: str) -> list[str]:
    """The client's command that submits a command of Glossa, after what it names has been brought to the bucket.

    :param command: words that the client's command has, as ``"emr", "add-steps"``
    """
    submission = Launcher.of_environment("--platform", platform).submission(list(flat(arguments)))
    for upload in submission.uploads():
        subprocess.run(upload, check=True)
    return submission.named(*command)
