from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.society.small import data, society
from underheaven.documents.problems import InputError
from underheaven.society.fitting import WHOLE, cells, margins, seed_weights
from underheaven.society.loading import load_society, society_names
from underheaven.society.numbering import CELL, categories
from underheaven.society.schema import Society

REGION = "harbour"


def shape(of: Society) -> tuple[int, ...]:
    return tuple(len(names) for names in categories(of).values())


def slow_cells(of: Society, region: str) -> list[int]:
    """The rule of docs/synthesis.md in plain Python: every sum one number after the other."""
    size = shape(of)
    wanted = margins(of, of.regions[region])
    x = list(seed_weights(of))
    place = [np.unravel_index(cell, size) for cell in range(len(x))]

    def index(attributes: tuple[str, ...], cell: int) -> int:
        number = 0
        for attribute in attributes:
            axis = CELL.index(attribute)
            number = number * size[axis] + int(place[cell][axis])
        return number

    indices = [[index(margin.attributes, cell) for cell in range(len(x))] for margin in wanted]

    def sums(which: int) -> list[float]:
        found = [0.0] * len(wanted[which].shares)
        for cell, value in enumerate(x):
            found[indices[which][cell]] += value
        return found

    while True:
        for which, margin in enumerate(wanted):
            found = sums(which)
            factor = [float(share) / got for share, got in zip(margin.shares, found, strict=True)]
            x = [value * factor[indices[which][cell]] for cell, value in enumerate(x)]
        errors = [
            abs(got - float(share))
            for which, margin in enumerate(wanted)
            for got, share in zip(sums(which), margin.shares, strict=True)
        ]
        if max(errors) <= 1e-12:
            shares = [math.floor(value * WHOLE) for value in x]
            shares[shares.index(max(shares))] += WHOLE - sum(shares)
            return shares


@pytest.mark.parametrize("name", society_names())
def test_every_margin_of_every_region_is_met(name: str) -> None:
    of = load_society(name)
    for region in of.regions:
        table = cells(of, region).reshape(shape(of))
        assert table.sum() == WHOLE
        assert table.min() >= 0
        for margin in margins(of, of.regions[region]):
            kept = [CELL.index(attribute) for attribute in margin.attributes]
            found = table.sum(axis=tuple(axis for axis in range(table.ndim) if axis not in kept))
            if kept != sorted(kept):
                found = found.T
            assert np.abs(found.ravel() / WHOLE - [float(share) for share in margin.shares]).max() < 1e-9


def test_cells_are_the_same_bits_as_a_slow_fit_in_the_written_order() -> None:
    of = load_society("riverton")
    assert cells(of, REGION).tolist() == slow_cells(of, REGION)


def test_fitting_keeps_the_odds_ratios_of_an_association() -> None:
    of = load_society("riverton")
    table = cells(of, REGION).reshape(shape(of))
    # Of one sex, age, place and opinion, where nothing but the seed ties group to quintile.
    joint = table[:, 0, 3, :, 1, 0].astype(float)
    weights = of.associations[0].weights
    seed = Fraction(weights["weir"]["q1"]) * Fraction(weights["holm"]["q5"])
    seed /= Fraction(weights["weir"]["q5"]) * Fraction(weights["holm"]["q1"])
    found = joint[0, 0] * joint[2, 4] / (joint[0, 4] * joint[2, 0])
    assert found == pytest.approx(float(seed), rel=1e-6)


@given(
    weights=st.lists(st.integers(1, 50), min_size=15, max_size=15),
    groups=st.lists(st.integers(1, 1000), min_size=3, max_size=3),
)
def test_any_positive_association_and_margin_can_be_met(weights: list[int], groups: list[int]) -> None:
    raw = data()
    names = ("weir", "fen", "holm")
    region = dict(raw["regions"][REGION])
    region["groups"] = {
        "values": {name: Decimal(number) / sum(groups) for name, number in zip(names, groups, strict=True)}
    }
    rows = {
        name: {f"q{q + 1}": Decimal(weights[5 * number + q]) for q in range(5)}
        for number, name in enumerate(names)
    }
    association = {"between": ["group", "quintile"], "weights": rows, "assumed": "x"}
    of = society(regions={REGION: region}, associations=[association])
    table = cells(of, REGION).reshape(shape(of)).sum(axis=(1, 2, 3, 4, 5))
    assert table / WHOLE == pytest.approx([number / sum(groups) for number in groups], abs=1e-9)


def test_a_share_of_nothing_empties_its_cells() -> None:
    raw = data()
    region = dict(raw["regions"][REGION])
    region["groups"] = {"values": {"weir": Decimal("0.6"), "fen": Decimal("0.4"), "holm": Decimal(0)}}
    of = society(regions={REGION: region})
    assert cells(of, REGION).reshape(shape(of))[2].sum() == 0


def zeroed(*pairs: tuple[str, str]) -> list[dict[str, object]]:
    """An association of group and quintile that rules some pairs out."""
    quintiles = [f"q{number}" for number in range(1, 6)]
    weights = {g: {q: Decimal((g, q) not in pairs) for q in quintiles} for g in ("weir", "fen", "holm")}
    return [{"between": ["group", "quintile"], "weights": weights, "assumed": "x"}]


def test_a_category_that_no_cell_can_hold_is_refused() -> None:
    of = society(associations=zeroed(*(("holm", f"q{q}") for q in range(1, 6))))
    with pytest.raises(InputError, match="no cell of region 'oldtown' can hold groups 'holm'"):
        cells(of, "oldtown")


def test_margins_that_no_weights_can_join_are_refused() -> None:
    # Only holm may be in q1 to q4, and there are not so many of them.
    pairs = [(group, f"q{q}") for group in ("weir", "fen") for q in range(1, 5)]
    of = society(associations=zeroed(*pairs))
    with pytest.raises(InputError, match="cannot be met together"):
        cells(of, "oldtown")
