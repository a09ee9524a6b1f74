"""Patterns: fixed as data, measured on worlds, and never a failure; a few are lived again, small."""

import json
import math

import pytest

from tests.commands.asking import ask
from underheaven.documents.problems import InputError
from underheaven.documents.works import works
from underheaven.engine.layout import layout_of
from underheaven.verify.patterns import Found, Pattern, chosen, look, patterns, value

MEASURED = [name for name, pattern in patterns().items() if pattern.cannot is None]


def test_the_six_patterns_are_there_with_all_that_they_need() -> None:
    assert len(patterns()) == 6
    assert {pattern.source for pattern in patterns().values()} <= works().keys()
    assert {pattern.label for pattern in patterns().values()} <= {"input", "calibrated", "emergent"}


@pytest.mark.parametrize("name", MEASURED)
def test_what_is_measured_is_there_to_be_counted(name: str) -> None:
    pattern = patterns()[name]
    world = pattern.world(1)
    assert pattern.year is not None
    assert world.start.year <= pattern.year <= world.end.year
    assert pattern.between is not None
    assert pattern.between[0] < pattern.between[1]
    assert {*pattern.regions, *pattern.against} <= world.society.regions.keys()
    assert set(pattern.of) <= {*pattern.over, *layout_of(world).columns}


def test_a_pattern_is_measured_whole_or_says_why_not() -> None:
    data = patterns()["false-alerts"].model_dump()
    for change in ({"year": None}, {"over": ()}, {"cannot": "no"}, {"between": None}):
        with pytest.raises(ValueError, match="measured whole"):
            Pattern.model_validate(data | change)


def test_the_verdict_is_that_of_the_mean() -> None:
    name, pattern = "false-alerts", patterns()["false-alerts"]
    assert Found(name, pattern, (0.8, 0.95)).verdict == "met"
    assert Found(name, pattern, (0.7, 0.9)).verdict == "not met"
    assert Found(name, pattern, (math.nan,)).verdict == "not met"
    assert Found(name, pattern, ()).verdict == "cannot be expressed"


def test_what_is_counted_is_the_year_and_the_regions() -> None:
    """On a world of half a year the quotient is that of the columns; over itself it is 1."""
    pattern = patterns()["false-alerts"].model_copy(
        update={"of": ("source.cameras.*",), "over": ("source.cameras.*",)}
    )
    assert value(pattern, 1, 2_000) == 1
    some = pattern.model_copy(update={"regions": ("harbour",), "against": ("millside",)})
    assert value(some, 1, 2_000) == 1
    nobody = pattern.model_copy(update={"over": ("act.dating.refused",)})
    assert math.isnan(value(nobody, 1, 2_000))
    with pytest.raises(ValueError, match="no column"):
        value(pattern.model_copy(update={"of": ("source.nothing.true",)}), 1, 2_000)


def test_in_the_article_most_alerts_are_right_since_offenders_are_many() -> None:
    pattern = patterns()["false-alerts"]
    found = look("false-alerts", pattern, 1, 4_000)
    assert found.verdict == "not met"
    assert found.mean is not None
    assert 0 < found.mean < 0.5


def test_a_seed_gives_the_same_again_and_another_seed_another() -> None:
    pattern = patterns()["silent-minorities"]
    one = look("silent-minorities", pattern, 2, 4_000)
    assert one.values == look("silent-minorities", pattern, 2, 4_000).values
    assert len(set(one.values)) == 2


def test_the_command_says_all_and_fails_by_none() -> None:
    answer = ask("patterns", "awareness", "disclosure", "--json")
    assert answer.status == 0
    found = json.loads(answer.out)["patterns"]
    assert [each["verdict"] for each in found] == ["cannot be expressed"] * 2
    assert all(each["cannot"] for each in found)
    told = ask("patterns", "awareness")
    assert "Cannot be expressed: nobody in the model knows" in " ".join(told.out.split())


def test_names_and_seeds_that_there_are_not_are_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="Did you mean awareness"):
        chosen(["awarenes"])
    answer = ask("patterns", "awarenes", "--seeds", "0")
    assert answer.status == 2
    assert "Did you mean awareness?" in answer.err
    assert "give 1 to 1,000" in answer.err.lower()
