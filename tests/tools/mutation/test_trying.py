"""A mutant is killed where anything differs, raises or does not end; a line that nobody asks for lives on."""

from pathlib import Path
from typing import Any

import pytest

from tests.tools.mutation.planted import Asking, planted
from tools.mutation.forking import ENDLESS, forked
from tools.mutation.known import known_of
from tools.mutation.mutants import Change
from tools.mutation.trying import Oracle

Told = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> tuple[Told, dict[str, Change]]:
    """What came of each mutant of the planted package, and the mutants."""
    folder = tmp_path_factory.mktemp("planted")
    with planted(folder) as changes:
        worlds = {"asking": Asking()}
        oracle = Oracle(worlds, {}, known_of(worlds, {}, folder / "known.json", 1), patience=0.1)
        every = {change.mutant.name: change for change in changes}
        told = dict(forked(((name, oracle.trying(change)) for name, change in every.items()), 2))
        again = dict(forked(((name, oracle.trying(change)) for name, change in every.items()), 1))
        assert told == again
        return told, every


def test_a_line_that_nobody_asks_for_survives(tried: tuple[Told, dict[str, Change]]) -> None:
    told, every = tried
    lines = {name for name, change in every.items() if change.mutant.was in ("7", "100")}
    assert len(lines) == 2
    assert all("how" not in told[name] for name in lines)


def test_what_is_asked_for_is_killed(tried: tuple[Told, dict[str, Change]]) -> None:
    """All but the boundary of a value that nobody asks for."""
    told, every = tried
    left = {every[name].mutant.was for name, what in told.items() if "how" not in what}
    assert left == {"7", "100", "x > 100"}
    assert all(what["by"] == "asking" for what in told.values() if "how" in what)


def test_what_does_not_end_is_ended(tried: tuple[Told, dict[str, Change]]) -> None:
    told, every = tried
    backwards = [name for name, change in every.items() if change.mutant.becomes in ("x -= 1", "pass")]
    assert len(backwards) == 2
    assert {told[name]["how"] for name in backwards} == {ENDLESS}


def test_a_constant_is_changed_for_whoever_imports_it(tmp_path: Path) -> None:
    def look(saying: Any) -> None:
        from tools.mutation.loading import load

        load(constant)
        import planted.other  # type: ignore[import-not-found]

        saying.done({"limit": planted.other.LIMIT})

    with planted(tmp_path) as changes:
        (constant,) = (change for change in changes if change.mutant.function == "")
        assert dict(forked([("look", look)], 1)) == {"look": {"limit": 4}}
