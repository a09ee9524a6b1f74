"""One broken file for each kind of error, and what the command line says of it.

`fixtures/policies.txt` has the words for policies, each a reform of a few lines in a file beside it,
and `fixtures/societies.txt` those for societies: riverton with one thing changed.
"""

import re
from pathlib import Path

import pytest

from tests.commands.asking import FIXTURES, ask, refused, rows_of
from underheaven.policy.schema import Policy
from underheaven.society.loading import society_path

ROWS = rows_of("policies")
REST = str(len(Policy.model_fields) - 12)
"""How many keys of a policy a message does not name."""
NAMES = sorted({row[0] for row in ROWS})
RIVERTON = society_path("riverton").read_text(encoding="utf-8")
NO_NUMBER = re.sub(r"(?m)^small_child_below: .*$", "small_child_below: three", RIVERTON)


def test_every_broken_policy_is_expected() -> None:
    assert set(NAMES) == {path.stem for path in FIXTURES.glob("*.yaml")}


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_policy_is_refused_with_place_cause_and_remedy(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words from `run`, which writes nothing, and from `check`."""
    path = FIXTURES / f"{name}.yaml"
    expected = [f"{path}:{words.replace('<rest>', REST)}" for file, words in ROWS if file == name]
    monkeypatch.chdir(tmp_path)
    assert refused(ask("run", path, "--html", "report.html"), len(expected)) == expected
    assert not list(tmp_path.iterdir())
    assert refused(ask("check", path, "--society", "riverton"), len(expected)) == expected


BROKEN_SOCIETIES = {row[0]: row[1:] for row in rows_of("societies")}


@pytest.mark.parametrize("name", BROKEN_SOCIETIES)
def test_a_broken_society_is_refused_with_place_cause_and_remedy(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, marked, words = BROKEN_SOCIETIES[name]
    assert old in RIVERTON
    text = RIVERTON.replace(old, new, 1)
    # The place is that of the word that is marked, at or after the change.
    at = text.index(marked, max(0, text.index(new) - 200) if marked not in new else text.index(new))
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    expected = [f"mine.yaml:{line}:{column}: {words}"]
    assert refused(ask("run", "none", "--society", "mine.yaml")) == expected
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
    assert refused(ask("show", "mine.yaml")) == expected
    assert refused(ask("check", "mine.yaml", "mine.yaml")) == expected


def test_margins_that_disagree_are_refused_in_every_region_that_has_them(tmp_path: Path) -> None:
    """The ages of all four regions are one table, which the others refer to."""
    path = tmp_path / "mine.yaml"
    path.write_text(RIVERTON.replace("0-2/male: 0.016", "0-2/male: 0.116"), encoding="utf-8")
    lines = refused(ask("check", path), 4)
    people = {"oldtown": 36000, "harbour": 30000, "millside": 30000, "northfields": 24000}
    for line, (region, population) in zip(lines, people.items(), strict=True):
        assert line.endswith(
            f"regions.{region}.age_sex: ages and sexes add up to 1.100. The population is {population}. "
            "Let them add up to the population, or to 1."
        )


def test_both_files_are_told_of_at_once(tmp_path: Path) -> None:
    society = tmp_path / "mine.yaml"
    society.write_text(NO_NUMBER, encoding="utf-8")
    policy = FIXTURES / "several.yaml"
    answer = ask("run", policy, "--society", society, "--citizens", "1_000", "--to", "2019-02-30")
    lines = refused(answer, 9)
    assert [line.partition(": ")[0].partition(":")[0] for line in lines] == [
        "underheaven", "underheaven", *[str(policy)] * 6, str(society)
    ]  # fmt: skip


def test_a_society_that_is_wrong_is_said_once_for_many_policies(tmp_path: Path) -> None:
    society = tmp_path / "mine.yaml"
    society.write_text(NO_NUMBER, encoding="utf-8")
    answer = ask("check", "article-2019", "none", society, "--society", society)
    assert answer.status == 2
    lines = [line for line in answer.out.splitlines() if ": warning: " not in line]
    assert lines == ["article-2019: no errors", "none: no errors"]
    (line,) = answer.problems
    assert line.startswith(f"{society}:22:20: small_child_below: 'three' is not a whole number.")
