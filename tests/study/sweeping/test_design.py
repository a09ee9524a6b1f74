"""A grid is every combination, a Latin hypercube has each stratum once, Sobol' needs powers of two."""

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.study.sweeping.worlds import FADE, RECORD, WORLD
from underheaven.documents.problems import InputError
from underheaven.study.sweeping.axes import asked_of, axes_of
from underheaven.study.sweeping.design import GRID, LATIN, SOBOL, design, drawn


def test_a_grid_is_every_combination_in_order() -> None:
    axes = axes_of(WORLD, asked_of([f"{RECORD}=8,2", f"{FADE}=90,50,70"]))
    made = design(GRID, axes)
    assert made.points == tuple((Decimal(a), Decimal(b)) for a in (8, 2) for b in (90, 50, 70))


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.integers(0, 2**32))
def test_every_stratum_of_a_latin_hypercube_is_drawn_once(points: int, seed: int) -> None:
    axes = axes_of(WORLD, asked_of([f"{RECORD}=2..30", f"{FADE}=50..90"]))
    made = design(LATIN, axes, points, seed)
    for column in made.unit.T:
        assert sorted(np.floor(column * points).astype(int)) == list(range(points))
    assert made.points == design(LATIN, axes, points, seed).points
    for axis, column in zip(axes, zip(*made.points, strict=True), strict=True):
        assert axis.low is not None
        assert axis.high is not None
        assert all(axis.low <= value <= axis.high for value in column)


def test_points_of_a_score_fall_on_sixteenths_and_whole_numbers_on_whole() -> None:
    (points,) = axes_of(WORLD, asked_of(["policy.rules.jaywalking.points=-10..-1"]))
    (places,) = axes_of(WORLD, asked_of(["society.behaviour.workplace_size=2..64"]))
    for place in np.linspace(0, 1, 37):
        assert points.at(place) * 16 % 1 == 0
        assert places.at(place) % 1 == 0
    assert points.at(0) == -10
    assert points.at(1) == -1


def test_ends_of_a_range_are_reached() -> None:
    axes = axes_of(WORLD, asked_of([f"{RECORD}=2..30"]))
    assert drawn("corners", axes, np.array([[0.0], [1.0]]), 1).points == ((Decimal(2),), (Decimal(30),))


@pytest.mark.parametrize("points", [3, 6, 12, 100])
def test_a_number_of_sobol_points_is_refused_with_the_next_power_of_two(points: int) -> None:
    axes = axes_of(WORLD, asked_of([f"{RECORD}=2..30"]))
    with pytest.raises(InputError, match=f"Give --points {2 ** math.ceil(math.log2(points))}"):
        design(SOBOL, axes, points)
    assert len(design(SOBOL, axes, 16).points) == 16


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (f"{RECORD}=30..2", f"write {RECORD}=2..30"),
        (f"{RECORD}=2..2", "is not a range"),
        (f"{RECORD}=much", "'much' for"),
        (f"{RECORD}=2,nan", "is not a number"),
        (f"{RECORD}=2,2", "has a value twice"),
        (f"{RECORD}=", "is not a number"),
        ("society.behaviour.workplace_size=2,2.5", "is a whole number"),
        ("policy.score.maximum", "has no range of its own"),
    ],
)
def test_values_that_cannot_be_are_refused(words: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        axes_of(WORLD, asked_of([words]))
    (problem,) = refused.value.problems
    assert said.casefold() in str(problem).casefold()
    assert problem.remedy


def test_a_path_alone_takes_the_range_of_its_file() -> None:
    stated = WORLD.society.behaviour.dread.fade_per_year.range
    (axis,) = axes_of(WORLD, asked_of([FADE]))
    assert (axis.low, axis.high) == stated


def test_a_design_says_what_it_needs() -> None:
    values = axes_of(WORLD, asked_of([f"{RECORD}=2,30"]))
    ranged = axes_of(WORLD, asked_of([f"{RECORD}=2..30"]))
    with pytest.raises(InputError, match=r"Write .*=2\.\.30, or take the design grid"):
        design(LATIN, values, 8)
    with pytest.raises(InputError, match=r"Write .*=2,30, or take the design latin-hypercube"):
        design(GRID, ranged)
    with pytest.raises(InputError, match=r"(?i)two or more"):
        design(LATIN, ranged, 1)
    with pytest.raises(InputError, match="no key is named"):
        design(GRID, ())
    with pytest.raises(InputError, match=r"(?i)there is no design 'random'"):
        design("random", ranged, 8)
