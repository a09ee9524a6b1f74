"""Documents that were made in Python, and not read from a file, checked as those from a file are."""

from __future__ import annotations

from typing import Any, TypeVar
from weakref import ReferenceType, ref

from pydantic import BaseModel

from underheaven.documents.canonical import in_canonical_order
from underheaven.documents.checking import validate
from underheaven.documents.document import Document, Path, dotted
from underheaven.documents.problems import Problem

M = TypeVar("M", bound=BaseModel)
_kept: dict[tuple[int, int], ReferenceType[BaseModel]] = {}


class _Unwritten(Document):
    """A document that stands in no file: its problems have a path, and no line."""

    def problem(self, path: Path, what: str, why: str, remedy: str, *, at_value: bool = False) -> Problem:  # noqa: ARG002
        return Problem(what, why, remedy, where=dotted(path))


def is_known(made: BaseModel, step_minutes: int = 0) -> bool:
    """Whether this very object has been checked: documents never change, so once is enough.

    `step_minutes` is the length of the steps for which it was, where its checks hang on that.
    """
    known = _kept.get((id(made), step_minutes))
    return known is not None and known() is made


def know(made: BaseModel, step_minutes: int = 0) -> None:
    """Remember that an object has been checked, for as long as it lives."""
    key = id(made), step_minutes
    _kept[key] = ref(made, lambda _gone: _kept.pop(key, None))


def arranged(made: M, step_minutes: int = 0) -> M:
    """A document in canonical order, which is as well checked as before."""
    same = in_canonical_order(made)
    if same is not made and is_known(made, step_minutes):
        know(same, step_minutes)
    return same


def revalidated(model: type[M], made: BaseModel) -> M:
    """`made` as `model` reads its data anew; `model_copy(update=...)` for one looks at nothing.

    Raises InputError with every problem, each with its path. A float is taken as the shortest decimal that
    it prints as.
    """
    return validate(model, _Unwritten("", _plain(made)))


def _plain(value: Any) -> Any:
    """Data as a file would bring them: groups, lists, and what stands in them."""
    if isinstance(value, BaseModel):
        # What an update has invented stands there as well, so that it is refused.
        return {name: _plain(inside) for name, inside in value.__dict__.items()}
    if isinstance(value, dict):
        return {key: _plain(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inside) for inside in value]
    return value
