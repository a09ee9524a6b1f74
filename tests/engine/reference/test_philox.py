"""The generator, against the known answers that its authors publish (Random123)."""

import pytest

from underheaven.engine.reference.philox import Draws, Purpose, Words, philox

ONES = 0xFFFFFFFF


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_known_answers(counter: Words, key: tuple[int, int], words: Words) -> None:
    assert philox(counter, key) == words


def test_a_draw_is_keyed_by_what_it_is_for() -> None:
    seed = 0x299F31D0A4093822
    counter = (3 << 20 | 5, 17 | 9 << 12, 11, 3)
    assert Draws(seed).words(Purpose.SEE, (3, 5), 17, 9, 11) == philox(counter, (0xA4093822, 0x299F31D0))
