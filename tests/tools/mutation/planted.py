"""A package that is planted for tests: a rule, of which one line is asked by nobody."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tools.mutation import covering, loading, mutants
from tools.mutation.mutants import Change, changes
from tools.mutation.trials import Trial, hashed

RULE = """LIMIT = 3


def rule(x: int) -> int:
    if x > 100:
        return 7
    return min(x, LIMIT) + 1


def endless(x: int) -> int:
    while x < 5:
        x += 1
    return x
"""
OTHER = "from planted.rule import LIMIT\n"
ASKED = (0, 1, 2, 3, 4, 7)


class Asking(Trial):
    """Asks the planted rule."""

    def __init__(self) -> None:
        self.name = "asking"

    @property
    def size(self) -> int:
        return len(ASKED)

    def make(self) -> Any:
        return importlib.import_module("planted.rule")

    def made(self, thing: Any) -> bytes:
        return hashed(thing.LIMIT)

    def live(self, thing: Any) -> Iterator[bytes]:
        for x in ASKED:
            yield hashed((thing.rule(x), thing.endless(x)))


@contextmanager
def planted(folder: Path) -> Iterator[tuple[Change, ...]]:
    """Within, the tool mutates the planted package; gives its changes."""
    package = folder / "planted"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "rule.py").write_text(RULE)
    (package / "other.py").write_text(OTHER)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        for module in (mutants, loading, covering):
            patch.setattr(module, "PACKAGE", package)
        patch.setattr(covering, "sources", lambda: [package / "rule.py"])
        importlib.import_module("planted.other")
        loading.imports.cache_clear()
        yield changes(package / "rule.py")
        loading.imports.cache_clear()
        for name in [name for name in sys.modules if name.partition(".")[0] == "planted"]:
            del sys.modules[name]
