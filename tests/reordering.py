"""Documents written in another order: every mapping of them shuffled, or only those of some paths."""

import random
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

from underheaven.documents.canonical import orders

M = TypeVar("M", bound=BaseModel)
Path = tuple[str, ...]


def shuffled(model: M, seed: int, which: Callable[[Path], bool] = lambda _path: True) -> M:
    """The same document with its mappings in another order, if `which` says so of a mapping's path."""
    data = _shuffled(model.model_dump(), random.Random(seed), which, ())
    return type(model).model_validate(data)


def without_meaning(model: BaseModel) -> Callable[[Path], bool]:
    """Whether the order of a mapping means nothing."""
    counts = orders(model)
    return lambda path: ".".join(path) not in counts


def _shuffled(data: Any, rng: random.Random, which: Callable[[Path], bool], path: Path) -> Any:
    if isinstance(data, tuple | list):
        return [_shuffled(each, rng, which, (*path, "*")) for each in data]
    if not isinstance(data, dict):
        return data
    names = list(data)
    if which(path):
        rng.shuffle(names)
    return {name: _shuffled(data[name], rng, which, (*path, str(name))) for name in names}
