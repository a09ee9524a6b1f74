"""What is wrong in the table of measures is an error when it is imported, with the measure's name."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.measure.test_functions import counts
from underheaven.measure import as_data, standing
from underheaven.measure.definitions import FUNCTIONS, OWN
from underheaven.measure.named import base_of, named
from underheaven.measure.specification import Specification
from underheaven.measure.table import BY_NAME, SPECIFICATIONS, SUBJECTS, registered

GOOD: dict[str, Any] = {
    "name": "likeness",
    "title": "Likeness",
    "unit": "share",
    "formula": "one over another",
    "source": "nobody",
    "direction": "more: more alike",
    "label": "emergent",
    "undefined": "there is nobody",
    "expression": {"ratio": [["person.enrolled"], ["person.adults"]]},
}


def made(**changes: Any) -> Specification:
    return Specification(**(GOOD | changes))


def test_a_good_measure_is_taken() -> None:
    assert made().unit == "share"
    assert made(name="likeness.KIND", entries="kinds", expression=["act.{kind}.done"]).each == "kind of act"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"unit": ""}, "has no unit"),
        ({"title": " "}, "has no title"),
        ({"formula": ""}, "has no formula"),
        ({"undefined": ""}, "has no undefined"),
        ({"label": "guessed"}, "there is no label 'guessed'"),
        ({"of": "cats"}, "there is no kind of count 'cats'"),
        ({"where": "hospitals"}, "there is no condition 'hospitals'; did you mean 'hospital'"),
        ({"shared_where": "hospitals"}, "there is no condition 'hospitals'; did you mean 'hospital'"),
        ({"expression": ["person.enroled"]}, "no column 'person.enroled'; did you mean 'person.enrolled'"),
        ({"expression": ["act.*.refusd"]}, "no column 'act.*.refusd'; did you mean 'act.*.refused'"),
        ({"expression": ["-act.train.done"]}, "no column 'act.train.done'"),
        ({"expression": ["act.{seen}.done"]}, "no selection 'seen'"),
        ({"expression": ["act.{sources}.done"]}, "which are of the block 'source'"),
        ({"expression": ["act.{kinds_seen_by(source)}.done"]}, "no entry 'source'"),
        ({"expression": {"median": [["person.adults"]]}}, "no combinator 'median'"),
        ({"expression": {"ratios": [["person.adults"], 2]}}, "did you mean 'ratio'"),
        ({"expression": {"ratio": [["person.adults"]]}}, "'ratio' takes two operands, a and b"),
        ({"expression": {"gini": [1]}}, "'gini' takes no operand"),
        ({"expression": {"plus": []}}, "'plus' takes one operand or more"),
        ({"expression": {"ratio": ["person.adults", 2]}}, "'person.adults' is not an expression"),
        ({"expression": {"world": "step_minute"}}, "did you mean 'step_minutes'"),
        ({"expression": {"world": "place.{place}.yuan"}}, "no entry 'place'"),
        ({"expression": {"total": ["good", "goodies", 1]}}, "no selection 'goodies'; did you mean 'goods'"),
        ({"expression": {"ratio": [1, 2], "plus": [1]}}, "is not an expression"),
        ({"expression": True}, "True is not an expression"),
        ({"expression": None}, "None is not an expression"),
        ({"entries": "kinds"}, "a name ends in what each entry is"),
        ({"name": "likeness.KIND"}, "a name ends in what each entry is"),
        ({"name": "likeness.KIND", "entries": "kind"}, "no selection 'kind'; did you mean 'kinds'"),
    ],
)
def test_what_is_missing_or_unknown_is_named(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match="the measure 'likeness") as found:
        made(**changes)
    assert problem in str(found.value)


def test_a_measure_registered_twice_is_named() -> None:
    with pytest.raises(ValueError, match=r"the measure 'likeness' is registered twice, again under 'B'"):
        registered({"A": (made(),), "B": (made(title="Other"),)})


@pytest.mark.parametrize(
    ("there", "instead", "problem"),
    [
        ('unit="share"', 'unit=""', "the measure 'enrolled' has no unit"),
        (
            '["person.adults"]',
            '["person.adlts"]',
            "the measure 'enrolled': there is no column 'person.adlts'",
        ),
        ('{"ratio":', '{"share":', "the measure 'enrolled': there is no combinator 'share'"),
    ],
)
def test_a_module_with_a_bad_measure_cannot_be_imported(there: str, instead: str, problem: str) -> None:
    text = Path(str(standing.__file__)).read_text(encoding="utf-8")
    assert there in text
    with pytest.raises(ValueError, match=problem):
        exec(text.replace(there, instead, 1), {"__name__": "damaged"})


def test_a_table_with_a_measure_twice_cannot_be_imported() -> None:
    """In an interpreter of its own, which has not imported the table yet."""
    code = (
        "from underheaven.measure import standing\n"
        "standing.SPECIFICATIONS += standing.SPECIFICATIONS[:1]\n"
        "import underheaven.measure.table"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert "the measure 'enrolled' is registered twice" in found.stderr


def test_every_measure_is_data() -> None:
    assert tuple(BY_NAME.values()) == SPECIFICATIONS
    assert sum(len(them) for them in SUBJECTS.values()) == len(SPECIFICATIONS)
    for each in as_data.table_as_data()["measures"]:
        assert isinstance(each["expression"], dict), each["name"]


def test_what_stays_a_function_stands_in_one_list_with_its_reason() -> None:
    """Numbers of an audit that no tally holds, or that are drawn; none of them is a measure of a run."""
    assert FUNCTIONS.keys() == OWN.keys()
    assert all(FUNCTIONS.values())
    # An audit's precision is of the prediction of conduct, a run's of what is written.
    assert FUNCTIONS.keys() & {each.stem for each in SPECIFICATIONS} == {"precision"}


def test_measures_are_found_by_name() -> None:
    assert named("under")[0].name == "under"
    assert named("under.no_trains") == (BY_NAME["under.CONSEQUENCE"], "no_trains")
    with pytest.raises(KeyError):
        named("undr")
    with pytest.raises(KeyError):
        named("enrolled.no_trains")


def test_only_ratios_have_a_base() -> None:

    of = counts({"person.enrolled": 7, "source.clerks.true": 3, "source.clerks.wrong": 2})
    assert base_of("under", of) == 7
    assert base_of("precision_of_source.clerks", of) == 5
    with pytest.raises(KeyError, match="is not a ratio"):
        base_of("score_gini", of)


def test_titles_read_well_with_that_of_their_entry_behind_them() -> None:
    """`titled` puts the colon: a title that brings its own says it twice."""
    for each in SPECIFICATIONS:
        assert each.title == each.title.strip(" :,;."), each.name
        assert each.title[0].isupper(), each.name
