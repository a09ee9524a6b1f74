"""Errors of the command line, said for Python: its options are arguments here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import ParamSpec, TypeVar

from underheaven.documents.problems import InputError, Problem

P = ParamSpec("P")
R = TypeVar("R")
ARGUMENTS = {"from": "start", "to": "end", "out": "folder"}
"""Options that are called otherwise in Python; all others are called the same."""
_RESUMED = re.compile(
    r"(?:go on with it: )?give its command again, with --resume|(?:underheaven )?run --resume"
    r"|--resume to go on with it, "
)
_OPTION = re.compile(r"(?<![\w-])--([a-z]+(?:-[a-z]+)*)")


def told(function: Callable[P, R]) -> Callable[P, R]:
    """The function, whose errors name arguments where those of the command line name options."""

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except InputError as error:
            raise type(error)([_told(each) for each in error.problems]) from error.__cause__

    return called


def _told(problem: Problem) -> Problem:
    return replace(problem, what=_said(problem.what), why=_said(problem.why), remedy=_said(problem.remedy))


def _said(text: str) -> str:
    text = _RESUMED.sub(lambda found: "" if found[0].startswith("--") else "run its world again", text)
    return _OPTION.sub(lambda found: ARGUMENTS.get(found[1], found[1].replace("-", "_")), text)
