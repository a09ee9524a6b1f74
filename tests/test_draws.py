"""The generator of both halves of the model, compiled and as plain Python."""

import hashlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from underheaven import draws
from underheaven.keys import name_key

ONES = 0xFFFFFFFF
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
"""The answers that the authors publish (Random123)."""
Four = tuple[int, int, int, int]
word = st.integers(0, ONES)


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_known_answers(counter: Four, key: tuple[int, int], answer: Four) -> None:
    assert draws.words(*counter, key) == answer
    assert draws.philox(*counter, *key) == answer


@given(st.tuples(word, word, word, word), st.tuples(word, word))
def test_compiled_and_plain_agree(counter: Four, key: tuple[int, int]) -> None:
    assert draws.words(*counter, key) == draws.philox(*counter, *key)


@given(st.lists(word, max_size=40), word, word, word, st.integers(0, 2**64 - 1))
def test_filling_is_drawing_one_by_one(
    who: list[int], place: int, step: int, purpose: int, seed: int
) -> None:
    out = np.zeros((4, len(who)), np.uint32)
    key = draws.key(seed)
    draws.fill(place, np.array(who, np.uint32), len(who), step, purpose, key, out)
    assert [tuple(column) for column in out.T.tolist()] == [
        draws.words(place, each, step, purpose, key) for each in who
    ]


def test_filling_leaves_the_rest_alone() -> None:
    out = np.full((4, 5), 7, np.uint32)
    draws.fill(0, np.arange(5, dtype=np.uint32), 3, 0, draws.ACT, (1, 2), out)
    assert (out[:, 3:] == 7).all()
    assert (out[:, :3] != 7).all()


def test_purposes_are_those_of_the_specification() -> None:
    run = (
        draws.COUNT, draws.ACT, draws.SEE, draws.MATCH, draws.CLERK, draws.HEAR, draws.PERSON, draws.FRIENDS,
        draws.WORK, draws.ROLLOUT,
    )  # fmt: skip
    synthesis = (draws.PROFILE, draws.CELLS, draws.POOL, draws.HOUSE, draws.MEMBER, draws.GUEST)
    assert run == tuple(range(1, 11))
    assert synthesis == tuple(range(16, 22))


@given(st.integers(0, 2**64 - 1))
def test_a_seed_is_two_words(seed: int) -> None:
    low, high = draws.key(seed)
    assert high << 32 | low == seed
    assert max(low, high) <= ONES


@given(st.integers(0, 63), st.integers(0, 2**20 - 1))
def test_a_community_has_a_counter_of_its_own(region: int, community: int) -> None:
    assert divmod(draws.counter(region, community), 1 << 20) == (region, community)


def test_words_are_uniform() -> None:
    """Each of 32 bits of each word is set in half of 20,000 draws, within five standard deviations."""
    n = 20_000
    out = np.zeros((4, n), np.uint32)
    draws.fill(3, np.arange(n, dtype=np.uint32), n, 5, draws.ACT, draws.key(9), out)
    for words in out:
        ones = [int((words >> bit & 1).sum()) for bit in range(32)]
        assert max(abs(each - n / 2) for each in ones) < 5 * (n / 4) ** 0.5


SPLITMIX = (0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F)
"""The first numbers of SplitMix64 from the seed 0, as Vigna's code (2015) gives them."""
GAMMA = 0x9E3779B97F4A7C15
key64 = st.integers(0, 2**64 - 1)


named: Any = draws.named
compiled: Any = njit(lambda low, high, key: draws.named(low, high, key))
"""The same, compiled."""


def test_the_words_of_a_name_come_from_splitmix64() -> None:
    for number, answer in enumerate(SPLITMIX, 1):
        high, low = divmod(number * GAMMA % 2**64, 2**32)
        assert named(low, high, np.uint64(0)) == divmod(answer, 2**32)


@given(word, word, key64)
def test_words_of_a_name_are_the_same_compiled(low: int, high: int, key: int) -> None:
    assert compiled(low, high, np.uint64(key)) == tuple(map(int, named(low, high, np.uint64(key))))


@given(word, word, key64)
def test_a_key_is_laid_over_the_words(low: int, high: int, key: int) -> None:
    mixed = named(low ^ key & ONES, high ^ key >> 32, np.uint64(0))
    assert named(low, high, np.uint64(key)) == mixed


def test_the_key_of_a_name_is_a_digest() -> None:
    assert name_key("cameras") == int.from_bytes(hashlib.sha256(b"cameras").digest()[:8], "little")


def test_words_of_two_names_are_uniform_and_independent() -> None:
    """Chi-square of 16 by 16 cells, over 200,000 draws: within five standard deviations of its mean."""
    n, names = 200_000, ("s0", "s1", "cameras", "camerat")
    out = np.zeros((4, n), np.uint32)
    draws.fill(3, np.arange(n, dtype=np.uint32), n, 5, draws.SEE, draws.key(9), out)
    keys = [np.uint64(name_key(name)) for name in names]
    words = [
        np.array([compiled(low, high, key)[0] for low, high in zip(*out[:2].tolist(), strict=True)])
        for key in keys
    ]
    for i, one in enumerate(words):
        for other in words[i + 1 :]:
            cells = np.bincount((one >> 28) << 4 | other >> 28, minlength=256)
            chi = ((cells - n / 256) ** 2 / (n / 256)).sum()
            assert abs(chi - 255) < 5 * (2 * 255) ** 0.5
