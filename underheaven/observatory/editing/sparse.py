"""The least that a reform has to say: what of a document differs from the one that it reforms."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from underheaven.documents.canonical import orders
from underheaven.documents.document import Document
from underheaven.documents.problems import InputError
from underheaven.documents.reading import read_text
from underheaven.documents.reform import REFORM_OF, is_whole
from underheaven.documents.scalars import plain
from underheaven.documents.writing import as_yaml, digits
from underheaven.policy.loading import laid_over
from underheaven.policy.schema import Policy

Data = dict[str, Any]
Path = tuple[str, ...]
KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def difference(base: Data, data: Data) -> Data:
    """What `merge` has to lay over `base` so that `data` comes out; entries in the order of the base.

    Both are plain data of documents. What is equal is left out; null stands for what is gone.
    """
    changes: Data = {}
    for key in [*base, *(key for key in data if key not in base)]:
        old, new = base.get(key), data.get(key)
        if same(old, new):
            continue
        if isinstance(old, dict) and isinstance(new, dict) and not is_whole(old, new):
            inner = difference(old, new)
            changes[key] = new if is_whole(old, inner) else inner
        else:
            changes[key] = new
    return changes


def same(one: object, other: object) -> bool:
    """Whether two entries say the same: 1 and 1.0 do, 1 and true do not; the order of keys is no matter."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def entries(base: object, changes: Data, path: Path = ()) -> Iterator[tuple[Path, object, object]]:
    """Each entry that changes: its path, what the base has there, and what it becomes; None for nothing."""
    for key, change in changes.items():
        old = base.get(key) if isinstance(base, dict) else None
        if isinstance(old, dict) and isinstance(change, dict) and not is_whole(old, change):
            yield from entries(old, change, (*path, key))
        else:
            yield (*path, key), old, change


def reform(name: str, base: tuple[Policy, Document], policy: Policy, changes: Data) -> str | None:
    """The reform as the text of a file; None where a reform cannot say it, as where only an order differs.

    `base` is the policy called `name`, and `changes` what makes `policy` of it. The text is read again, and
    laid over the base: what does not come out as the same policy is not given.
    """
    if not changes:
        return None
    text = as_yaml({REFORM_OF: name, **changes}, short=True)
    try:
        again, _ = laid_over(base[1], read_text(text, name, keep_faults=True))
    except InputError:
        return None
    return text if again == policy and orders(again) == orders(policy) else None


def in_line(value: object) -> str:
    """An entry as YAML on one line, which is read as the same."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_in_line(key)}: {in_line(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_line, value)) + "]"
    if isinstance(value, str):
        return _in_line(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    return digits(value) if isinstance(value, Decimal) else str(value)


def _in_line(text: str) -> str:
    return text if KEY.fullmatch(text) and plain(text) == text else json.dumps(text, ensure_ascii=False)
