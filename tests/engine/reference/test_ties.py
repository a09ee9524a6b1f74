"""Who is tied to whom."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.worlds import random_world
from underheaven.engine.reference.people import Attributes, Community
from underheaven.engine.reference.philox import Draws
from underheaven.engine.reference.ties import Affine, Ties, ties

WORDS = st.integers(0, 2**32 - 1)


@given(WORDS, WORDS, st.integers(1, 4096))
def test_far_places_are_a_permutation_with_its_inverse(a: int, b: int, citizens: int) -> None:
    far = Affine.keyed((a, b), citizens)
    assert far.size >= max(2, citizens)
    assert far.size == 2 or far.size < 2 * citizens
    for place in (0, 1, citizens // 2, far.size - 1):
        assert far.back(far.of(place)) == far.of(far.back(place)) == place


def _ties(
    seed: int, citizens: int, marked: float, size: int
) -> tuple[list[Ties], list[bool], list[list[int]]]:
    chance = random.Random(seed)
    world, _ = random_world(seed)
    column = [0x8000 * (chance.random() < marked) for _ in range(citizens)]
    community = Community.at_start((0, 0), 0, column, Attributes(world.society), 0)
    tied = [chance.random() < 0.8 for _ in column]
    employed = [chance.random() < 0.7 for _ in column]
    slots = chance.sample(range(citizens), citizens)
    workplaces = [slots[first : first + size] for first in range(0, citizens, size)]
    return ties(Draws(seed), community, tied, employed, workplaces), tied, community.households()


@given(st.integers(0, 999), st.integers(1, 300), st.sampled_from((0.02, 0.4)), st.sampled_from((2, 8, 64)))
def test_every_tie_is_mutual_and_between_the_scored(
    seed: int, citizens: int, marked: float, size: int
) -> None:
    found, tied, _ = _ties(seed, citizens, marked, size)
    for kind in Ties._fields:
        pairs = Counter((slot, other) for slot, who in enumerate(found) for other in getattr(who, kind))
        assert all(slot != other and tied[slot] and tied[other] for slot, other in pairs)
        assert pairs == Counter((other, slot) for slot, other in pairs.elements())
    assert all(
        len(who.friends) <= 4 and len(who.employer) < size and len(who.household) <= 63 for who in found
    )


def test_a_workplace_has_one_head() -> None:
    found, _, _ = _ties(5, 200, 0.4, 8)
    heads = [slot for slot, who in enumerate(found) if len(who.employer) > 1]
    assert heads
    for head in heads:
        assert all(found[other].employer == [head] for other in found[head].employer)


def test_of_a_very_large_household_the_first_sixty_four_count() -> None:
    found, tied, homes = _ties(7, 300, 0, 8)
    members = [slot for slot in homes[0] if tied[slot]]
    assert len(members) > 64
    assert found[members[63]].household == members[:63]
    assert found[members[64]].household == []


def test_nobody_is_tied_alone() -> None:
    found, _, _ = _ties(1, 1, 1, 8)
    assert found == [Ties([], [], [])]
