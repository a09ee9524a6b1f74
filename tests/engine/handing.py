"""What one phase of a step is handed, for tests that call it alone."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
from numba import njit

from tests.engine.small import shipped
from underheaven.by_address import handed
from underheaven.engine.arguments import DIRECTORY, Arguments
from underheaven.engine.cpu import Engine
from underheaven.engine.here import EVERYBODY, Here


@cache
def _base() -> Arguments:
    """What a small world's thread is handed."""
    engine = Engine(shipped(days=7, citizens=200))
    engine.close()
    return engine.arguments[0]


def arguments_with(here: Here, **changes: Mapping[str, Any]) -> Arguments:
    """The records of a small world at a place and a step, with some fields of some records replaced."""
    numbers = np.array([*here[:-1], *here.seed], np.int64)
    changes = {**changes, "slots": {**changes.get("slots", {}), "here": numbers}}
    base = _base()
    return base._replace(**{name: getattr(base, name)._replace(**new) for name, new in changes.items()})


def somewhere(place: int, n: int, seed: tuple[int, int]) -> Here:
    """A community of n, all enrolled, in the first step."""
    return Here(0, 0, 0, 0, place, 0, n, EVERYBODY, EVERYBODY, 0, 0, seed)


def call(phase: Callable[..., Any], arguments: Arguments, *before: Any) -> Any:
    """Call a phase, compiled, with what stands before its arguments."""
    directory = DIRECTORY.written(arguments)
    return _compiled(phase)(*before, handed(arguments, directory))


@cache
def _compiled(phase: Callable[..., Any]) -> Any:
    return njit(nogil=True)(phase)
