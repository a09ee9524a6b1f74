"""Everything that is wrong with what was asked, said at once and each thing once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from underheaven.documents.problems import InputError, Problem

T = TypeVar("T")


class Gathered:
    """The problems found so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def take(self, make: Callable[[], T]) -> T | None:
        """What `make` gives; None where it refuses, and its problems are kept."""
        try:
            return make()
        except InputError as error:
            self.problems += error.problems
            return None

    def settle(self) -> None:
        """Raises InputError with all problems that were kept, if any were."""
        if self.problems:
            raise InputError(list(dict.fromkeys(self.problems)))


def had(value: T | None) -> T:
    """What `take` gave, once `settle` has passed: nothing was refused, so it is there."""
    assert value is not None
    return value
