"""What is kept of the mutants is of the sources as they are, and hides none that survives."""

from pathlib import Path
from typing import Any

import pytest

from tools.mutation import page, results
from tools.mutation.forking import ENDLESS
from tools.mutation.mutants import hash_of, named
from tools.mutation.results import Source, read, stale, write

MOST_EQUIVALENT, LEAST_KILLED = 0.05, 0.9


def test_the_file_is_of_the_sources_and_of_the_tool_as_they_are() -> None:
    """Otherwise: make mutate, which tries what is not as it was."""
    assert stale() == []


def test_the_page_is_what_the_file_says() -> None:
    """Otherwise: python -m tools.mutation --page."""
    assert page.PAGE.read_text(encoding="utf-8") == page.text_of(read())


def test_nine_of_ten_are_killed() -> None:
    kept = read().values()
    tried = sum(len(source.tried) for source in kept)
    assert tried > 0
    assert sum(len(source.by) for source in kept) >= LEAST_KILLED * tried


def test_few_are_proved_to_be_equivalent() -> None:
    kept = read()
    equal = [each for each in page.survivors(kept) if (why := page.explanation_of(each)) and why.equivalent]
    assert len(equal) <= MOST_EQUIVALENT * sum(len(source.tried) for source in kept.values())


def test_every_explanation_is_of_a_mutant_that_survives() -> None:
    left = {mutant.name: mutant for mutant in page.survivors(read())}
    for name, why in page.explanations().items():
        assert name in left, name
        assert page.explanation_of(left[name]) == why, name
        assert why.because.endswith("."), name


def test_what_is_kept_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a source that was edited is one that nobody has tried."""
    file, rows = tmp_path / "mutation.json", read(tmp_path / "none.json")
    one, other = list(rows)[:2]
    came: list[dict[str, Any]] = [
        {"by": "a world", "how": "differs"},
        {"by": "it", "how": ENDLESS},
        {"tried": 3},
    ]
    for number, what in enumerate(came):
        rows[one].note(number, what)
        rows[other].note(number, what)
    write(rows, file)
    assert read(file) == rows
    assert rows[one].by == {0: "a world", 1: "it"}
    assert (rows[one].endless, rows[one].survived, rows[one].tried) == ([1], [2], {0, 1, 2})
    monkeypatch.setattr(results, "hash_of", lambda path: "edited" if named(path) == one else hash_of(path))
    assert read(file)[one] == Source("edited", "", rows[one].mutants)
    assert read(file)[other] == rows[other]
    assert stale(file) == [one]


def test_with_another_tool_all_is_to_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mutation.json"
    rows = read(file)
    rows[next(iter(rows))].note(0, {"tried": 3})
    write(rows, file)
    monkeypatch.setattr(results, "hash_of_tool", lambda: "another")
    assert stale(file) == ["tools/mutation"]
    assert not any(source.tried for source in read(file).values())


def test_who_survived_and_is_killed_later_is_killed() -> None:
    source = Source("", "", 2)
    source.note(1, {"tried": 3})
    source.note(1, {"by": "a world", "how": "differs"})
    assert (source.survived, source.killed) == ([], {"a world": [1]})


def test_an_explanation_of_what_no_longer_stands_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    (mutant, *_) = [results.change_of(name, 0).mutant for name, row in read().items() if row.mutants]
    told = page.Explanation(mutant.was, mutant.becomes, "It says the same.", equivalent=True)
    for said, expected in ((told, told), (page.Explanation("x", "y", "It says the same."), None)):
        monkeypatch.setattr(page, "explanations", lambda said=said: {mutant.name: said})
        assert page.explanation_of(mutant) == expected
