"""Unit tests, asked where no small world shows a mutant, in the process that collected them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tools.mutation.mutants import ROOT

OPTIONS = (
    "--override-ini=addopts=", "--import-mode=importlib", "--assert=plain", "-s", "-p", "no:terminal",
    "-p", "no:cacheprovider", "-p", "no:xdist",
)  # fmt: skip


class _Collected:
    """Hands over what was collected, in place of running it."""

    def __init__(self, then: Callable[[dict[str, pytest.Item]], None]) -> None:
        self._then = then

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._then({item.nodeid: item for item in session.items})
        return True


def paths_of(sources: Iterable[str]) -> list[str]:
    """The tests of sources, which mirror them: those of the file, or else of the mechanism's folder."""
    found = set[Path]()
    for source in sources:
        path = ROOT / "tests" / source
        one = path.with_name(f"test_{path.name}")
        if one.exists():
            found.add(one)
        elif path.parent.parent.name == "mechanisms" and path.parent.exists():
            found.add(path.parent)
    return sorted(str(path.relative_to(ROOT)) for path in found if not found & set(path.parents))


def with_tests(then: Callable[[dict[str, pytest.Item]], None], paths: Sequence[str]) -> None:
    """Collect the tests and call `then` with them by name."""
    if not paths:
        then({})
        return
    code = pytest.main([*OPTIONS, *paths], plugins=[_Collected(then)])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise SystemExit(f"the tests could not be collected: {code!r}")


def passes(item: pytest.Item) -> bool:
    """Run a test here and now; whether it passes. What it sets up is taken down again."""
    reports = runtestprotocol(item, log=False, nextitem=None)
    return not any(report.failed for report in reports)
