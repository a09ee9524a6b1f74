"""Philox4x32-10, written from the paper (Salmon, Moraes, Dror and Shaw 2011), and who draws what."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

Words = tuple[int, int, int, int]
MASK = 0xFFFFFFFF
ROUNDS = 10


class Purpose(IntEnum):
    """What a draw is for: the fourth word of the counter (specification, 1.2)."""

    COUNT = 1
    ACT = 2
    SEE = 3
    MATCH = 4
    CLERK = 5
    HEAR = 6
    PERSON = 7
    FRIENDS = 8
    WORK = 9
    ROLLOUT = 10
    GAME = 11
    LOOK = 12
    RECORD = 13
    RENEW = 14
    DATE = 15
    PLACES = 32
    FIRM = 33
    TRADE = 34
    BELIEVE = 35
    LASTING = 36


def philox(counter: Words, key: tuple[int, int]) -> Words:
    """Four words of 0 to 2^32 - 1 from a counter and a key of such words."""
    c0, c1, c2, c3 = counter
    for k0, k1 in _keys(key):
        first = 0xD2511F53 * c0
        second = 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (second >> 32) ^ c1 ^ k0, second & MASK, (first >> 32) ^ c3 ^ k1, first & MASK
    return c0, c1, c2, c3


@cache
def _keys(key: tuple[int, int]) -> list[tuple[int, int]]:
    """The two words of the key in each round."""
    return [((key[0] + i * 0x9E3779B9) & MASK, (key[1] + i * 0xBB67AE85) & MASK) for i in range(ROUNDS)]


def split_mix(bits: int) -> int:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014): 64 bits to 64 others, each to its own."""
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EB % 2**64
    return bits ^ bits >> 31


@cache
def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")


def belonging(words: Words, name: str | None) -> Words:
    """The words of one name, from the words that a draw has for all; None is nobody's name."""
    key = 0 if name is None else _key(name)
    pairs = ((words[0], words[1]), (words[2], words[3]))
    first, second = (split_mix((low | high << 32) ^ key) for low, high in pairs)
    return first >> 32, first & MASK, second >> 32, second & MASK


@dataclass(frozen=True)
class Draws:
    """All draws of a world: a function of the seed and of what is asked, without state."""

    seed: int

    def words(
        self, purpose: Purpose, place: tuple[int, int], slot: int = 0, draw: int = 0, step: int = 0
    ) -> Words:
        """The four words of one draw; `place` is (region, community)."""
        region, community = place
        counter = (region << 20 | community, slot | draw << 12, step, int(purpose))
        return philox(counter, (self.seed & MASK, self.seed >> 32))
