"""Shared parts in societies with people of their own, and tables without an origin."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from underheaven.documents.problems import InputError
from underheaven.society.ages import Bands, by_other_bands
from underheaven.society.loading import CATALOGUE, load_society, read_society
from underheaven.society.schema import Society

SHARED = ("supportive", "neutral", "critical")
FACTORS = ("0", "0", "1.4", "1.3", "0.9", "0.5", "0.2")


def text_of(bands: dict[str, Any], opinions: list[str], groups: list[str], table: str = "{}") -> str:
    """A society of one region that takes all its shared parts; `table` is the form of its tables."""

    def shares(names: list[str]) -> str:
        cells = ", ".join(f'"{name}": {Decimal(1) / 8 * part}' for name, part in _parts(names))
        return table.format(f"{{{cells}}}")

    ages = [f"{band}/{sex}" for band in bands for sex in ("male", "female")]
    return f"""
society: own
title: Own
about: An own country.
invented: true
default_citizens: 2000
groups: [{", ".join(groups)}]
age_bands: {{{", ".join(f"{name}: {band}" for name, band in bands.items()).replace("'", "")}}}
opinions: [{", ".join(opinions)}]
segregation: 0.1
regions:
  one:
    title: One
    tile: [0, 0]
    population: 5000
    age_sex: {shares(ages)}
    groups: {shares(groups)}
    urban: 0.5
    quintiles_urban: {{q1: 0.2, q2: 0.2, q3: 0.2, q4: 0.2, q5: 0.2}}
    quintiles_rural: {{q1: 0.2, q2: 0.2, q3: 0.2, q4: 0.2, q5: 0.2}}
    opinions: {shares(opinions)}
    household_sizes: {shares(["2", "3", "4"])}
acts: acts
behaviour: behaviour
firms: firms
"""


def _parts(names: list[str]) -> list[tuple[str, int]]:
    """Eighths that sum to 8: what is left goes to the last, so that adults are many."""
    each = max(8 // (2 * len(names)), 0)
    return [*((name, each) for name in names[:-1]), (names[-1], 8 - each * (len(names) - 1))]


def bands_from(starts: list[int]) -> dict[str, Any]:
    ends = [f", last: {end - 1}" for end in starts[1:]] + [""]
    return {f"b{first}": f"{{first: {first}{end}}}" for first, end in zip(starts, ends, strict=True)}


STARTS = st.lists(st.integers(19, 110), max_size=4, unique=True).map(lambda more: [0, 3, 18, *sorted(more)])
NAMES = st.lists(st.sampled_from([*SHARED, "mild", "wild"]), min_size=1, max_size=4, unique=True)
GROUPS = st.lists(
    st.sampled_from(["red", "blue", "weir", "values", "source"]), min_size=1, max_size=3, unique=True
)


@settings(max_examples=40, deadline=None)
@given(starts=STARTS, opinions=NAMES, groups=GROUPS)
def test_any_people_may_use_the_shared_parts_or_are_told_in_one_error(
    tmp_path_factory: pytest.TempPathFactory, starts: list[int], opinions: list[str], groups: list[str]
) -> None:
    path = tmp_path_factory.mktemp("own") / "own.yaml"
    path.write_text(text_of(bands_from(starts), opinions, groups), encoding="utf-8")
    strange = [name for name in opinions if name not in SHARED]
    if strange:
        with pytest.raises(InputError) as caught:
            read_society(path)
        (problem,) = caught.value.problems
        assert (problem.file, problem.where) == (str(path), "acts")
        assert problem.line > 1
        assert str(CATALOGUE) not in str(problem)
        assert all(name in problem.what for name in strange)
        return
    society = read_society(path)
    for act in society.acts.values():
        for tables in (act.rate_by, act.propensity_by, act.repayment_by):
            assert set(tables.get("age", society.age_bands)) <= set(society.age_bands)
            assert set(tables.get("opinion", opinions)) <= set(opinions)
    shared = load_society("riverton")
    assert society.acts.keys() == shared.acts.keys()
    assert society.acts["doctor_visit"].per_year == shared.acts["doctor_visit"].per_year


def test_a_society_without_age_bands_is_told_of_them_and_not_of_the_parts(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    text = text_of(bands_from([0, 3, 18]), ["neutral"], ["red"])
    path.write_text(text.replace("first: 3", "first: 4"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_society(path)
    assert "begins at 4" in str(caught.value)
    assert all(problem.file == str(path) for problem in caught.value.problems)
    assert "shared part" not in str(caught.value)


def numbers(bands: list[int]) -> Bands:
    ends = [end - 1 for end in bands[1:]] + [None]
    read = Bands.read(
        {f"b{first}": {"first": first, "last": end} for first, end in zip(bands, ends, strict=True)}
    )
    assert read is not None
    return read


THEIRS = numbers([0, 3, 18, 30, 45, 60, 75])


@given(starts=STARTS, factors=st.lists(st.decimals("0", "9", places=2), min_size=7, max_size=7))
def test_a_factor_by_other_bands_lies_between_those_that_the_band_overlaps(
    starts: list[int], factors: list[Decimal]
) -> None:
    table = dict(zip(THEIRS.years, factors, strict=True))
    weights = numbers(starts).weights(THEIRS)
    for band, value in by_other_bands(table, weights).items():
        there = [table[name] for name in weights[band]]
        assert there
        assert isinstance(value, Decimal)
        assert min(there) <= value <= max(there)


def test_a_factor_is_the_mean_over_the_years() -> None:
    plain = dict(zip(THEIRS.years, map(Decimal, FACTORS), strict=True))
    weights = numbers([0, 3, 18, 40, 60]).weights(THEIRS)
    # 12 years at 1.4 and 10 at 1.3; 5 at 1.3 and 15 at 0.9; 15 at 0.5 and, up to 80, 5 at 0.2.
    found = by_other_bands(plain, weights)
    assert found["b18"] == Decimal("1.354545")
    assert found["b40"] == Decimal("1")
    assert found["b60"] == Decimal("0.425")


@pytest.mark.parametrize("groups", [["red", "blue"], ["values", "source"], ["range", "assumed", "red"]])
def test_a_bare_table_is_the_table_without_an_origin(tmp_path: Path, groups: list[str]) -> None:
    path, read = tmp_path / "own.yaml", list[Society]()
    for form in ("{}", "{{values: {}}}"):
        path.write_text(text_of(bands_from([0, 3, 18]), ["neutral"], groups, form), encoding="utf-8")
        read.append(read_society(path))
    assert read[0] == read[1]
    assert set(read[0].regions["one"].groups.values) == set(groups)


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ('"red": 0.250', '"red": "0.250"', '"0.250"', "groups.red: '0.250' is text and not a number"),
        ('"red": 0.250', '"red": half', "half", "groups.red: 'half' is not a number"),
        ('"red": 0.250', '"rad": 0.250', '"rad"', "groups.rad: there is no 'rad'.*Write 'red'"),
        ('"red": 0.250', '"red": -0.250', '"red": -', "groups.red: -0.250 is neither a share"),
        ('"red": 0.250', '"red": 0.500', "groups: {\"red", "groups: the shares add up to 1.25"),
        ('"red": 0.250', '"red": true', 'true, "', "groups.red: true is not a number"),
        ('"red": 0.250', '"red": {value: 0.25}', "{value", "groups.red: a group of entries is not a number"),
        ('"red": 0.250', "assumed: x", '"blue"', "groups.blue: categories stand beside.*before `blue`"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_bare_table_is_told_where_it_is(
    tmp_path: Path, old: str, new: str, at: str, said: str
) -> None:
    path = tmp_path / "own.yaml"
    text = text_of(bands_from([0, 3, 18]), ["neutral"], ["red", "blue"])
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    before = text[: text.index(at)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    with pytest.raises(InputError, match=said) as caught:
        read_society(path)
    assert f"{path}:{line}:{column}: " in str(caught.value)
