"""The launcher bin/glossa, asked what it would submit: one place knows how a command of Glossa is started, and it is not Airflow."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class LauncherError(RuntimeError):
    """The launcher refused a command, or printed one that is not understood; the message is a sentence."""


# How the clouds' clients copy; to "-", what is copied is only read.
UPLOADS = {("aws", "s3", "sync"), ("aws", "s3", "cp"), ("gcloud", "storage", "cp")}


@dataclass(frozen=True)
class Submission:
    """The commands of a dry run, in order, each as its words."""

    commands: list[list[str]]

    def named(self, *words: str) -> list[str]:
        """The command that has these words one after the other.

        :raises LauncherError: if there is none
        """
        for command in self.commands:
            if any(tuple(command[i : i + len(words)]) == words for i in range(len(command))):
                return command
        raise LauncherError(f"The launcher's dry run has no '{' '.join(words)}': GLOSSA_HOME has another version than these DAGs.")

    def uploads(self) -> list[list[str]]:
        """The commands that bring jars and files to the bucket, under names made of their content."""
        return [command for command in self.commands if tuple(command[:3]) in UPLOADS and "-" not in command]


@dataclass(frozen=True)
class Launcher:
    """The launcher of an unpacked glossa-<version>.tar.gz.

    :param home: the folder above bin/
    :param options: what says where a command runs, as ``--platform NAME``
    """

    home: Path
    options: tuple[str, ...]

    @classmethod
    def of_environment(cls, *options: str) -> Launcher:
        """The launcher in GLOSSA_HOME."""
        home = os.environ.get("GLOSSA_HOME")
        if not home or not Path(home, "bin/glossa").is_file():
            raise LauncherError(
                f"GLOSSA_HOME is {home or 'not set'}: set it for the workers to the folder of an unpacked glossa-<version>.tar.gz."
            )
        return cls(Path(home), options)

    def submission(self, arguments: Sequence[str]) -> Submission:
        """What would be submitted.

        :param arguments: the command line without ``glossa``
        :raises LauncherError: if the launcher refuses it
        """
        return Submission([shlex.split(line) for line in self.lines([*arguments, *self.options, "--dry-run"])])

    def lines(self, arguments: Sequence[str]) -> list[str]:
        """What a command says that computes nothing.

        :param arguments: the whole command line without ``glossa``
        :raises LauncherError: if the launcher refuses it
        """
        command = [str(self.home / "bin/glossa"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise LauncherError(done.stderr.strip() or f"{shlex.join(command)} ended with exit code {done.returncode}.")
        return [line for line in done.stdout.splitlines() if line]


def options_of(command: Sequence[str]) -> dict[str, str]:
    """The options of a client's command, as ``--name value`` or ``--name=value``, up to ``--``."""
    options: dict[str, str] = {}
    name = None
    for word in command:
        if word == "--":
            break
        if name and not word.startswith("--"):
            options[name], name = word, None
        elif word.startswith("--"):
            name, equals, value = word.partition("=")
            if equals:
                options[name], name = value, None
        else:
            name = None
    return options


def arguments_of(command: Sequence[str]) -> list[str]:
    """What follows ``--``."""
    return list(command[command.index("--") + 1 :])
