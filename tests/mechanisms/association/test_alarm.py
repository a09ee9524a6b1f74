"""Dread by the experience of others, against a slow recount of everybody's ties."""

from collections.abc import Iterator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engine.handing import arguments_with, call, somewhere
from tests.engine.small import shipped
from underheaven.counted.columns import Person
from underheaven.draws import FRIENDS, philox
from underheaven.engine.layout import layout_of
from underheaven.engine.records import Int64
from underheaven.mechanisms.association.alarm import alarm
from underheaven.mechanisms.association.kernel import FIRST_OF_HOUSEHOLD, LARGEST_HOUSEHOLD, modulus

SEED = (7, 9)
CELLS = 4
U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
person = st.tuples(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 255))
"""Whether first of a household, enrolled, struck; dread."""
People = list[tuple[bool, bool, bool, int]]


def _friends(place: int, n: int, i: int) -> Iterator[int]:
    """The friends of a slot, one met twice twice (specification, 8.2)."""
    w0, w1, w2, _ = (int(word) for word in philox(place, 0, 0, FRIENDS, *SEED))
    m, offset = modulus(n), 4 + (w2 >> 28)
    a, b = (w0 | 1) % m, w1 % m
    friends = [(i + offset) % n, (i - offset) % n, (a * i + b) % m]
    friends += [j for j in range(m) if (a * j + b) % m == i]
    yield from (j for j in friends if j != i and j < n)


def _household(people: People, i: int) -> list[int]:
    """The members that count; nobody where one's own place in it is too late."""
    begins = [j for j, one in enumerate(people) if one[0] or j == 0]
    first = max(j for j in begins if j <= i)
    last = min([j for j in begins if j > i], default=len(people))
    members = [j for j in range(first, last) if people[j][1]][:LARGEST_HOUSEHOLD]
    return [j for j in members if j != i] if i in members else []


def _alarmed(place: int, by: int, struck: U8, member: U8, archetype: U16, dread: U8) -> Int64:
    """Let `dread` rise; by how much in each cell, int64 [CELLS]."""
    n, width = len(struck), layout_of(shipped(days=7, citizens=200)).width
    tally = np.zeros((CELLS, width), np.int64)
    arguments = arguments_with(
        somewhere(place, n, SEED),
        slots={"member": member, "cell": np.arange(n, dtype=np.uint8) % np.uint8(CELLS)},
        state={"archetype": archetype, "dread": dread},
        ties={"associate_dread": by},
        tying={"struck": struck},
        counting={"tally": tally},
    )
    call(alarm, arguments, int(struck.sum()))
    return tally[:, arguments.blocks.person + Person.DREAD_SUM]


@given(st.lists(person, min_size=1, max_size=150), st.integers(0, 90), st.integers(0, 2**20 - 1))
def test_dread_spreads_tie_by_tie(people: People, by: int, place: int) -> None:
    n = len(people)
    archetype = np.array([i % CELLS | FIRST_OF_HOUSEHOLD * one[0] for i, one in enumerate(people)], np.uint16)
    member = np.array([one[1] for one in people], np.uint8)
    struck = np.array([one[2] and one[1] for one in people], np.uint8)
    dread = np.array([one[3] for one in people], np.uint8)
    met = [0] * n
    for i in np.flatnonzero(struck).tolist():
        for j in (*_household(people, i), *_friends(place, n, i)):
            met[j] += int(member[j])
    expected = [min(255, one[3] + by * times) for one, times in zip(people, met, strict=True)]
    sums = _alarmed(place, by, struck, member, archetype, dread)
    assert dread.tolist() == expected
    for cell in range(CELLS):
        assert sums[cell] == sum(expected[i] - people[i][3] for i in range(cell, n, CELLS))


def test_of_a_crowd_the_first_64_members_are_family() -> None:
    """The late ones frighten nobody at home, and nobody at home frightens them."""
    crowd: People = [(False, True, False, 0)] * 100
    assert len(_household(crowd, 5)) == 63
    assert _household(crowd, 80) == []
    archetype, member = np.zeros(100, np.uint16), np.ones(100, np.uint8)
    for i in (5, 80):
        struck, dread = np.zeros(100, np.uint8), np.zeros(100, np.uint8)
        struck[i] = 1
        _alarmed(3, 1, struck, member, archetype, dread)
        friends = list(_friends(3, 100, i))
        expected = [(j in _household(crowd, i)) + friends.count(j) for j in range(100)]
        assert dread.tolist() == expected
