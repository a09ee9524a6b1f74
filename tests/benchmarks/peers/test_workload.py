"""What every peer is given is what the files of the bare workload say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.peers.models.tables import Tables, read, write
from benchmarks.peers.workload import exported
from underheaven.draws import FRIENDS, philox
from underheaven.engine.cpu import Engine
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.bench.fixed import W2_POLICY, W2_SOCIETY
from underheaven.study.bench.worlds import world_of_w2

CITIZENS, WEEKS = 5_000, 6
COMMUNITY = 4_096
DAYS_OF_A_YEAR = 365.25


@pytest.fixture(scope="module")
def tables() -> Tables:
    return exported("", CITIZENS, WEEKS)


def test_rates_are_those_of_the_society(tables: Tables) -> None:
    society = load_society(str(W2_SOCIETY))
    for kind, act in enumerate(society.acts.values()):
        for place, of_place in enumerate(("rural", "urban")):
            for fifth in range(5):
                factors = (
                    act.rate_by["place"][of_place].value * act.rate_by["quintile"][f"q{fifth + 1}"].value
                )
                expected = float(act.per_year.value * factors) * 7 / DAYS_OF_A_YEAR
                assert tables.rates[place * 5 + fifth, kind] == pytest.approx(expected, rel=1e-6)


def test_rules_are_those_of_the_policy(tables: Tables) -> None:
    policy, society = load_policy(str(W2_POLICY)), load_society(str(W2_SOCIETY))
    points = [float(each) for rule in policy.rules.values() if rule.points for each in rule.points.values]
    assert tables.points.tolist() == points
    (consequence,) = policy.consequences.values()
    assert consequence.below is not None
    assert [tables.below] == [float(each) for each in consequence.below.values]
    assert [kind for kind, no in zip(society.acts, tables.denied, strict=True) if no] == list(
        consequence.denies
    )
    assert np.allclose(tables.recorded, 0.8, atol=1e-9)
    score = policy.score
    assert (tables.low, tables.start, tables.high) == tuple(
        float(each.value) for each in (score.minimum, score.start, score.maximum)
    )
    (a_year,) = score.recovery.values
    expected = float(a_year) * 7 * WEEKS / DAYS_OF_A_YEAR
    assert tables.recovery.sum() == pytest.approx(expected, abs=1 / 16)
    (alpha,) = policy.association.alpha.values
    assert tables.pull[1:] * np.arange(1, len(tables.pull)) == pytest.approx(float(alpha), abs=1e-4)
    assert tables.pull[0] == 0


def test_people_are_those_of_the_engine(tables: Tables) -> None:
    engine = Engine(world_of_w2(CITIZENS, WEEKS), 1)
    engine.close()
    assert (engine.state.archetype == tables.archetype).all()
    assert np.bincount(tables.class_of, minlength=10) == pytest.approx(CITIZENS / 10, rel=0.1)
    assert set(tables.group_of.tolist()) == {0, 1, 2, 3}


def test_friends_are_those_of_the_specification(tables: Tables) -> None:
    """Slot by slot, by section 8.2."""
    for begin, size in ((0, COMMUNITY), (COMMUNITY, CITIZENS - COMMUNITY)):
        number = begin // COMMUNITY
        w0, w1, w2, _ = (int(word) for word in philox(number, 0, 0, FRIENDS, 1, 0))
        modulus = 1 << (size - 1).bit_length()
        a, b, d = (w0 | 1) % modulus, w1 % modulus, 4 + (w2 >> 28)
        to = {i: (a * i + b) % modulus for i in range(modulus)}
        back = {j: i for i, j in to.items()}
        for i in range(size):
            wanted = [(i + d) % size, (i - d) % size, to[i], back[i]]
            wanted = [begin + j if j != i and j < size else -1 for j in wanted]
            assert tables.friends[begin + i].tolist() == wanted


def test_whoever_is_a_friend_has_one(tables: Tables) -> None:
    pairs = [(i, int(j)) for i, row in enumerate(tables.friends) for j in row if j >= 0]
    assert sorted(pairs) == sorted((j, i) for i, j in pairs)


def test_only_the_poorest_fifth_is_busier_and_nobody_is_tied() -> None:
    alone, busier = exported("alone", CITIZENS, WEEKS), exported("busier", CITIZENS, WEEKS)
    assert (alone.archetype == busier.archetype).all()
    assert not alone.pull.any()
    assert not busier.pull.any()
    ratio = busier.rates / alone.rates
    poorest = np.arange(10) % 5 == 0
    assert ratio[poorest] == pytest.approx(1.5, rel=1e-6)
    assert (ratio[~poorest] == 1).all()


def test_tables_come_back_from_their_file(tables: Tables, tmp_path: Path) -> None:
    write(tmp_path / "tables.npz", tables)
    found = read(tmp_path / "tables.npz")
    for name, value in tables._asdict().items():
        assert np.array_equal(getattr(found, name), value), name
    assert found.citizens == CITIZENS
