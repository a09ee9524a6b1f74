"""Names that are asked for and are not there: an error with the nearest that is."""

from __future__ import annotations

from collections.abc import Collection

from underheaven.documents.problems import InputError, Problem
from underheaven.documents.words import nearest

MOST_NAMES = 12
"""Names that an error lists; of more it says how many there are."""


class UnknownNameError(InputError, KeyError):
    """There is nothing of that name. Also a `KeyError`, so that `in` and `get` work as of any mapping."""

    def __str__(self) -> str:
        """One problem a line; a `KeyError` alone would show it in quotes."""
        return InputError.__str__(self)


class UnknownAttributeError(UnknownNameError, AttributeError):
    """The same of an attribute, so that `hasattr` and `getattr` with a default work."""


def has(known: Collection[str], name: object) -> bool:
    """Whether `name` is text and one of `known`; what cannot be a name is none of them."""
    return isinstance(name, str) and name in known


def unknown(kind: str, name: object, known: Collection[str], remedy: str = "") -> UnknownNameError:
    """The error for a `kind` of thing that is not among `known`: the nearest name, and what there is."""
    return UnknownNameError([_problem(kind, name, known, remedy)])


def unknown_attribute(kind: str, name: str, known: Collection[str]) -> UnknownAttributeError:
    """The same for an attribute."""
    return UnknownAttributeError([_problem(kind, name, known, "")])


def _problem(kind: str, name: object, known: Collection[str], remedy: str) -> Problem:
    near = nearest(name, known) if isinstance(name, str) else None
    some, more = list(known)[:MOST_NAMES], len(known) - MOST_NAMES
    there = f"there are {', '.join(some)}" + (f" and {more} more" if more > 0 else "")
    shown = f"'{name}'" if isinstance(name, str) else " ".join(repr(name).split())
    return Problem(
        f"there is no {kind} {shown[:80]} here",
        there if known else f"there is no {kind} at all",
        f"did you mean {near}?" if near else remedy or ("name one of these" if known else "name none"),
    )
