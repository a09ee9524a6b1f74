"""The engine on a CUDA card: each CUDA thread lives a range of communities, with the functions of `kernel`.

Tests run it in Numba's simulator and compile it (`ptx`). No command offers it: nobody has run it on a card.
Numba takes the functions of the fast engine as they are; what its CUDA target has no code for, such as
sums of whole arrays, is written in them as loops.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba.cuda
import numpy as np
from numba import types
from numba.extending import overload, register_jitable

from underheaven.draws import key
from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.kernel import Sums, run_range
from underheaven.engine.scratch import Scratch
from underheaven.engine.world import World

# Under this name and whole, since the simulator puts itself in its place. Numba carries no types.
cuda: Any = numba.cuda
BLOCK = 32
"""CUDA threads of a block."""


def _one_of(kind: Any) -> Any:
    """A function (stacks, lane) that takes one lane's arrays out of a named tuple of stacks of arrays.

    Compiled code cannot go over the fields of a named tuple, so their names are written out here.
    """
    fields = ", ".join(f"stacks.{name}[lane]" for name in kind._fields)
    return register_jitable(eval(f"lambda stacks, lane: kind({fields})", {"kind": kind}))


_scratch_of, _sums_of = _one_of(Scratch), _one_of(Sums)


def _smaller(a: Any, b: Any) -> Any:
    return a if a < b else b


def _larger(a: Any, b: Any) -> Any:
    return a if a > b else b


@overload(min, target="cuda")
def _least(a: Any, b: Any) -> Any:
    """Of two integers: Numba's own `min` takes any number of values, which its CUDA target cannot."""
    return _smaller if isinstance(a, types.Integer) and isinstance(b, types.Integer) else None


@overload(max, target="cuda")
def _most(a: Any, b: Any) -> Any:
    """Of two integers, as `_least`."""
    return _larger if isinstance(a, types.Integer) and isinstance(b, types.Integer) else None


def live_lane(
    step: int,
    pieces: Any,
    known: Any,
    starts: Any,
    seed: tuple[int, int],
    c: Any,
    t: Any,
    s: Any,
    x: Any,
    ledger: Any,
    out: Any,
    stops: Any,
) -> None:
    """The kernel: one step of communities `pieces[lane, 0]` to `pieces[lane, 1]` (exclusive) in each lane.

    `x` and `out` hold stacks, an array of each kind for every lane; `stops` (int64[lanes]) comes to hold
    where each lane stopped. State and ledger are everybody's; a lane touches no community but its own.
    """
    lane = cuda.grid(1)
    if lane < len(pieces):
        mine, counts = _scratch_of(x, lane), _sums_of(out, lane)
        first, last = pieces[lane, 0], pieces[lane, 1]
        stops[lane] = run_range(step, first, last, known, starts, seed, c, t, s, mine, ledger, counts)


_kernel = cuda.jit(live_lane)


def _each(arrays: Any, change: Callable[[Any], Any]) -> Any:
    """A named tuple with every array changed, also in the named tuples within, and every number kept."""
    if hasattr(arrays, "_fields"):
        return type(arrays)(*(_each(each, change) for each in arrays))
    return change(arrays) if isinstance(arrays, np.ndarray) else arrays


class CudaEngine(Engine):
    """Runs a world as `Engine` does, each step as one launch of at most `lanes` CUDA threads.

    There are `block` threads in a block. Everything is carried to the card and back at every step: simple,
    and not fast.
    """

    def __init__(
        self, world: World, lanes: int, archetypes: Archetypes | None = None, block: int = BLOCK
    ) -> None:
        super().__init__(world, 1, archetypes, lanes)
        self.block = block

    def _live_chunks(self, chunks: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return self._launch(0, chunks)

    def _run(self, thread: int, first: int, last: int) -> int:
        left = self._launch(thread, [(first, last)])
        return left[0][0] if left else last

    def _launch(self, thread: int, chunks: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Live the step in ranges of communities, one for each lane; returns what is left of them."""
        there = tuple(_each(each, cuda.to_device) for each in self.arguments(chunks))
        _kernel[-(-len(chunks) // self.block), self.block](*there)
        *_, state, _, ledger, sums, stops = there
        for here, column in zip((*self.state, *self.ledger), (*state, *ledger), strict=True):
            column.copy_to_host(here)
        for total, counts in zip(self._sums[thread], sums, strict=True):
            total += counts.copy_to_host().sum(axis=0)
        ends = zip(stops.copy_to_host().tolist(), chunks, strict=True)
        return [(done, last) for done, (_, last) in ends if done < last]

    def arguments(self, chunks: list[tuple[int, int]]) -> tuple[Any, ...]:
        """What the kernel takes for ranges of communities, one for each lane, in this machine's memory."""
        lanes = len(chunks)
        return (
            self.step,
            np.array(chunks, np.int64),
            self.known,
            np.array(self.layout.starts, np.int64),
            key(self.world.seed),
            self.communities,
            # Copies, since the tables are read-only and nothing on a card is.
            _each(self.tables, np.array),
            self.state,
            _each(self._scratch[0], lambda array: np.stack([array] * lanes)),
            self.ledger,
            _each(self._sums[0], lambda array: np.zeros((lanes, *array.shape), array.dtype)),
            np.zeros(lanes, np.int64),
        )
