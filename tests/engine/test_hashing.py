"""SHA-256 in integers is SHA-256."""

import hashlib

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from underheaven.engine.hashing import begin, finish, make_hashing, take_in


def digest(*parts: bytes) -> bytes:
    """The digest of some bytes, taken in one part after the other."""
    room, out = make_hashing(), np.zeros(32, np.uint8)
    begin(room)
    for part in parts:
        take_in(room, np.frombuffer(part, np.uint8), 1)
    finish(room, out)
    return out.tobytes()


@given(st.lists(st.binary(max_size=150), max_size=3))
def test_it_is_that_of_the_library(parts: list[bytes]) -> None:
    assert digest(*parts) == hashlib.sha256(b"".join(parts)).digest()


def test_every_length_of_the_last_block() -> None:
    for length in range(130):
        assert digest(bytes(range(length))) == hashlib.sha256(bytes(range(length))).digest()


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=9), st.sampled_from([1, 2, 4, 8]))
def test_numbers_are_taken_lowest_byte_first(numbers: list[int], width: int) -> None:
    column = np.array(numbers, np.int64).astype(f"<i{width}")
    room, out = make_hashing(), np.zeros(32, np.uint8)
    begin(room)
    take_in(room, column, width)
    finish(room, out)
    assert out.tobytes() == hashlib.sha256(column.tobytes()).digest()
