"""The engine on a CUDA card: each CUDA thread lives a range of communities, with the functions of `order`.

Tests run it in Numba's simulator and compile it (`ptx`). No command offers it: nobody has run it on a card.
Numba takes the functions of the fast engine as they are; what its CUDA target has no code for, such as
sums of whole arrays, is written in them as loops.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numba
import numba.cuda
import numpy as np
from numba import types
from numba.extending import overload
from numpy.typing import NDArray

from underheaven.draws import key
from underheaven.engine.arguments import DIRECTORY, Arguments, arguments_of
from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.making_scratch import make_scratch
from underheaven.engine.order import run_range
from underheaven.engine.pieces import Piece
from underheaven.engine.state import Sums
from underheaven.engine.world import World

# Under this name and whole, since the simulator puts itself in its place. Numba carries no types.
cuda: Any = numba.cuda
config: Any = numba.config
BLOCK = 32
"""CUDA threads of a block."""


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


def live_lane(step: int, pieces: Any, seed: tuple[int, int], handed: Any, stops: Any) -> None:
    """The kernel: one step of the communities of `pieces[lane]` in each lane (`pieces.Piece`).

    `handed` holds what each lane is handed (`arguments`): int64 addresses of directories on the card, or in
    the simulator the records themselves. `stops` (int64[lanes]) comes to hold where each lane stopped. State
    and ledger are everybody's; a lane touches no community but its own.
    """
    lane = cuda.grid(1)
    if lane < len(pieces):
        stops[lane] = run_range(step, pieces[lane, 0], pieces[lane, 1], pieces[lane, 2], seed, handed[lane])


_kernel = cuda.jit(live_lane)


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

    def _live_chunks(self, chunks: list[Piece]) -> list[Piece]:
        return self._launch(0, chunks)

    def _run(self, thread: int, piece: Piece) -> int:
        left = self._launch(thread, [piece])
        return left[0].first if left else piece.last

    def _launch(self, thread: int, chunks: list[Piece]) -> list[Piece]:
        """Live the step in pieces, one for each lane; returns what is left of them."""
        lanes = [self._lane() for _ in chunks]
        pieces, stops = (
            cuda.to_device(np.array(chunks, np.int64)),
            cuda.to_device(np.zeros(len(chunks), np.int64)),
        )
        carried = _Carried(lanes)
        _kernel[-(-len(chunks) // self.block), self.block](
            self.step, pieces, key(self.world.seed), carried.handed, stops
        )
        carried.bring_back()
        for lane in lanes:
            for total, counts in zip(self._sums[thread], lane.sums, strict=True):
                total += counts
        ends = zip(stops.copy_to_host().tolist(), chunks, strict=True)
        return [piece._replace(first=done) for done, piece in ends if done < piece.last]

    def _lane(self) -> Arguments:
        """What one lane is handed, in this machine's memory: scratch and sums are its own."""
        sums = Sums(*(np.zeros_like(each) for each in self._sums[0]))
        scratch = make_scratch(self.tables, self.layout, self.lives)
        return arguments_of(
            self.tables, self.layout, self.communities, self.state, self.ledger, self._told, scratch, sums
        )


class _Carried:
    """The arrays of all lanes on the card; in the simulator, without addresses, they stay where they are."""

    def __init__(self, lanes: Sequence[Arguments]) -> None:
        self.handed: Any = lanes
        self._there: dict[int, tuple[NDArray[Any], Any]] = {}
        if not config.ENABLE_CUDASIM:
            directories = [DIRECTORY.written(lane, self._address) for lane in lanes]
            self.handed = cuda.to_device(np.array([self._address(each) for each in directories], np.int64))

    def _address(self, array: NDArray[Any]) -> int:
        """Where an array lies on the card; one that several lanes share is carried there once."""
        if id(array) not in self._there:
            # A copy, since tables are read-only and nothing on a card is; at least one word long.
            there = cuda.to_device(np.array(array) if array.size else np.zeros(1, array.dtype))
            self._there[id(array)] = (array, there)
        address: int = self._there[id(array)][1].__cuda_array_interface__["data"][0]
        return address

    def bring_back(self) -> None:
        """Carry what may have changed back into this machine's arrays."""
        for here, there in self._there.values():
            if here.flags.writeable and here.size:
                there.copy_to_host(here)
