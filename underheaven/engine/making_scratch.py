"""Each thread's room to work in is made once, so that a step allocates nothing."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Life
from underheaven.engine.considering import ALMOST_ALWAYS
from underheaven.engine.layout import BINS, Layout
from underheaven.engine.log import make_log
from underheaven.engine.scratch import (
    SIZE,
    U32,
    Counting,
    Events,
    Matching,
    Ranking,
    Reckoning,
    Scratch,
    Seeking,
    Sifting,
    Slots,
    Trading,
    Tying,
)
from underheaven.engine.walked import Me
from underheaven.life.tables import Tables
from underheaven.mechanisms.deterrence.rule import LEVELS

EVER = 1 << 32
"""Above every word."""
LINE = 64
"""Bytes that the processor fetches at once."""


def make_lives(citizens: int) -> U32:
    """Room to count of each citizen what `Life` names, uint32 [Life, citizens]."""
    return np.zeros((len(Life), citizens), np.uint32)


def make_scratch(tables: Tables, layout: Layout, lives: U32) -> Scratch:
    """Arrays large enough for any community of these tables; `lives` is shared with other threads."""
    acts = len(tables.count_above)
    wrong = _most_wrong(tables) + len(tables.gaming.until)
    events, one = SIZE * (acts + 2 * wrong) + ALMOST_ALWAYS, acts + wrong
    groups, kinds, goods = tables.below.shape[1], len(tables.by_name), len(tables.places.with_child)
    reckoned, near = kinds * tables.deterrence.any, tables.below.shape[2] + tables.privileges.above.shape[1]
    return Scratch(
        Slots(
            here=_room(13, np.int64),
            slots=np.arange(SIZE, dtype=np.uint32),
            who=np.arange(SIZE, dtype=np.uint32),
            word=_room((4, SIZE), np.uint32),
            person=_room((4, SIZE), np.uint32),
            member=_room(SIZE, np.uint8),
            was_member=_room(SIZE, np.uint8),
            manner=_room(SIZE, np.uint16),
            considering=_room(SIZE, np.uint16),
            cell=_room(SIZE, np.uint8),
            shown_before=_room(SIZE, np.int16),
            hardship_before=_room(SIZE, np.uint8),
        ),
        Events(
            considered=_room(SIZE, np.uint8),
            first=_room(SIZE, np.int32),
            rare=_room(SIZE, np.uint16),
            rare_first=_room(SIZE, np.int32),
            slot=_room(events, np.uint16),
            drawn=_room(events, np.uint32),
            kind=_room(events, np.uint8),
            stream=_room(events, np.uint8),
            minute=_room(events, np.uint16),
            word=_room((4, events), np.uint32),
            order=_room(one, np.int64),
            booked=_room((3, one), np.int64),
            me=_room(len(Me), np.int64),
        ),
        Sifting(
            walks=_room(SIZE, np.uint8),
            walkers=_room(SIZE, np.uint16),
            fate=_room(events, np.uint16),
            closer=_room(SIZE * acts + 1, np.uint32),
            source=_room(events, np.uint8),
            looked=_room(SIZE * acts + 1, np.uint32),
            who=_room(SIZE * acts + 1, np.uint32),
            word=_room((4, SIZE * acts + 1), np.uint32),
            bins=_room(SIZE, np.uint16),
            under=_room(SIZE, np.int64),
            kept=_room((kinds, 256 >> tables.bin_bits), np.int64),
            kept_in=_room(2, np.int64),
            special=_room(kinds, np.uint8),
            only=_room(kinds, np.uint8),
            care=_room(kinds, np.uint8),
            stance=_room(SIZE, np.uint8),
        ),
        Reckoning(
            costly=_room(reckoned, np.uint8),
            trusted=_room((2 * groups, reckoned), np.int64),
            believed=_room(LEVELS, np.int64),
            usual=_room(reckoned, np.int64),
            near=_room((groups * tables.deterrence.any, near), np.int64),
            belief=_room(SIZE * tables.deterrence.learns, np.int64),
        ),
        Matching(word=_room(SIZE, np.uint32)),
        Tying(
            packed=_room(2 * SIZE, np.int64),
            tied=_room((3, SIZE), np.int64),
            employer=_room(2 * SIZE, np.uint16),
            workers=_room(SIZE, np.int64),
            placed=_room(SIZE, np.int64),
            after=_room((2, SIZE), np.int16),
            struck=_room(SIZE, np.uint8),
            touched=_room(SIZE, np.uint16),
            returned=_room(SIZE, np.uint8),
        ),
        Trading(
            hired=_room(SIZE, np.uint8),
            first_place=_room(SIZE, np.uint32),
            last_place=_room(SIZE, np.uint32),
            number=_room(SIZE, np.int64),
            first=_room(SIZE, np.int64),
            representative=_room(SIZE, np.int64),
            employees=_room(SIZE, np.int64),
            barred=_room(SIZE, np.int64),
            word=_room((4, SIZE), np.uint32),
            busy=_room(SIZE + 1, np.uint16),
            least=_room(1, np.int64),
        ),
        Seeking(
            seeker=_room(SIZE, np.uint8),
            seekers=_room(SIZE, np.uint16),
            sight=_room(SIZE, np.int64),
            up_to=_room((2, SIZE), np.int64),
            drawn=_room(SIZE, np.uint32),
            seek=_room((3, SIZE), np.int64),
            free=_room((2, SIZE), np.uint8),
        ),
        Ranking(
            digits=_room(1, np.int64),
            found=_room((goods, 2, 5), np.int64),
            left=_room((goods, 2), np.int64),
            counts=_room((goods, 2, 1 << 16), np.int64),
        ),
        Counting(
            tally=_room((10 * groups, layout.width), np.int64),
            acts=_room((10 * groups, kinds, 3), np.int64),
            packed=_room((3, 1_024), np.int64),
            histogram=_room((4, groups, BINS), np.int32),
            public=_room(len(layout.public), np.int64),
            lives=lives,
        ),
        make_log(0, 0, 0),
    )


def _room(shape: int | tuple[int, ...], dtype: type[np.generic]) -> NDArray[Any]:
    """Zeros that share no line of the processor's cache with an array to which another thread may write."""
    size = math.prod((shape,) if isinstance(shape, int) else shape) * np.dtype(dtype).itemsize
    whole = np.zeros(size + 2 * LINE, np.uint8)
    first = -whole.ctypes.data % LINE
    return whole[first : first + size].view(dtype).reshape(shape)


def _most_wrong(tables: Tables) -> int:
    """The most wrong records that one citizen may have in a step: the caps of all streams."""
    capped = tables.mistakes.until < EVER
    return int(capped.any(axis=(0, 1, 2, 3)).sum())
