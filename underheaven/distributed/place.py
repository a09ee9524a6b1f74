"""A place on a worker at which worlds of a study are lived, and what is asked of the worker's machine.

A study's model has documents of a world and the tables of its rules; a task has values of numbers, seeds and
policies. What comes back are counts and measures. No call takes or gives anything of a single person.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from typing import Any, NamedTuple

from underheaven import __version__
from underheaven.documents.problems import refuse
from underheaven.study.limits import memory_there
from underheaven.study.pool import Model

INSTALL = "install the same versions on every machine"


class Machine(NamedTuple):
    """What a machine of a cluster has."""

    version: str
    """Of Underheaven."""
    python: str
    """Its first two numbers: with another one, what is sent cannot be read."""
    memory: int | None
    """Bytes that are free, where the system says so."""
    name: str = ""
    processors: int = 0


def this_machine() -> Machine:
    """What this machine has; the cluster says its name and how many processors it gives."""
    return Machine(__version__, ".".join(platform.python_version_tuple()[:2]), memory_there())


def require_alike(machines: Sequence[Machine]) -> None:
    """Refuse machines whose versions are not those here: they might count otherwise."""
    own = this_machine()
    other = [each for each in machines if (each.version, each.python) != (own.version, own.python)]
    if other:
        told = "; ".join(f"{each.name} has {_versions(each)}" for each in other)
        raise refuse(
            "the machines of the cluster have different versions",
            f"here is {_versions(own)}; {told}",
            INSTALL,
        )


def _versions(of: Machine) -> str:
    return f"underheaven {of.version} on Python {of.python}"


class Place:
    """A place of a study: it has a model, and computes it of one task after the other."""

    def __init__(self) -> None:
        self._model: Model | None = None

    def hold(self, model: Model, version: str) -> None:
        """Have this model from now on. Raises `InputError` where `version` is another than here."""
        if version != __version__:
            raise refuse(
                "a world cannot be lived by another version of underheaven",
                f"a worker has {__version__}, and the study is of {version}",
                INSTALL,
            )
        self._model = model

    def compute(self, *task: Any) -> Any:
        """What the model comes to of a task."""
        assert self._model is not None, "hold first"
        return self._model(*task, _unchecked)


def _unchecked() -> None:
    """Whoever gives a task up ends the worker."""
