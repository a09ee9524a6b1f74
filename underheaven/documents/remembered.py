"""What follows from one document alone, remembered while the document is in use."""

from __future__ import annotations

from collections.abc import Callable
from decimal import getcontext
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from pydantic import BaseModel

from underheaven.documents.canonical import orders

M = TypeVar("M", bound=BaseModel)
P = ParamSpec("P")
R = TypeVar("R")
DOCUMENTS = 2
"""How many documents are remembered: those of the worlds that are compared. More would take up memory."""


def remembered(function: Callable[Concatenate[M, P], R]) -> Callable[Concatenate[M, P], R]:
    """A pure function of a document and of hashable arguments, whose last results are kept.

    A document is known again if it says the same, in the same order where order counts: worlds that are
    compared mostly have the same society, whichever object holds it. The precision of decimals counts as an
    argument, since results are rounded to it. Nobody may change what is given back.
    """
    kept: list[tuple[M, dict[Any, R]]] = []

    @wraps(function)
    def known(document: M, /, *args: P.args, **kwargs: P.kwargs) -> R:
        found = next((results for of, results in list(kept) if _same(of, document)), None)
        if found is None:
            found = {}
            kept.insert(0, (document, found))
            del kept[DOCUMENTS:]
        key = (getcontext().prec, args, tuple(sorted(kwargs.items())))
        if key not in found:
            found[key] = function(document, *args, **kwargs)
        return found[key]

    return known


def _same(one: BaseModel, other: BaseModel) -> bool:
    return one is other or (one == other and orders(one) == orders(other))
