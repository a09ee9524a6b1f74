"""Limits that a search is given: the most that there may be of a harm, and never a least."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.study.harms import HARMS, harm_called

_FORM = re.compile(r"\s*(.*?)\s*(<=|≤|<|>=|≥|>|==|=)\s*(\S+)\s*")
EXAMPLE = 'write a limit as in "sanctioned in error <= 5"'


@dataclass(frozen=True)
class Ceiling:
    """At most so much of a harm, in the harm's unit."""

    harm: str
    most: float

    def __str__(self) -> str:
        """As it is written: `sanctioned in error <= 5`."""
        return f"{self.harm} <= {self.most:g}"

    @property
    def unit(self) -> str:
        """The unit of the harm."""
        return HARMS[self.harm].unit


def ceiling(text: str) -> Ceiling:
    """The limit that a text holds. InputError for what is none, or asks for anything but less harm."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise refuse(f"'{text}' is not a limit", "a limit is a harm, <= and a number", EXAMPLE)
    name, sign, number = found.groups()
    harm = harm_called(name)
    if sign not in ("<=", "≤", "<"):
        raise refuse(
            f"'{text}' asks for a harm to be kept up",
            "a search here looks for less harm alone",
            f'write "{name} <= {number}"',
        )
    try:
        most = float(number)
    except ValueError:
        most = math.nan
    if not 0 <= most < math.inf:
        raise refuse(f"'{number}' is not a limit of {name}", "a harm is measured from 0 upwards", EXAMPLE)
    return Ceiling(harm.name, most)


def ceilings(texts: Iterable[str]) -> tuple[Ceiling, ...]:
    """The limits that texts hold, each harm once. InputError with everything that is wrong with them."""
    problems: list[Problem] = []
    found: dict[str, Ceiling] = {}
    for text in texts:
        try:
            one = ceiling(text)
        except InputError as error:
            problems += error.problems
            continue
        if one.harm in found:
            what = f"two limits of {one.harm}"
            problems.append(Problem(what, "a harm has one", "give the lower one alone"))
        found[one.harm] = one
    if problems:
        raise InputError(list(dict.fromkeys(problems)))
    if not found:
        raise refuse("no limit is given", "without one there is nothing to look for", EXAMPLE)
    return tuple(found.values())
