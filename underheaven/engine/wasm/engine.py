"""Runs a world in WebAssembly, as `Engine` does.

The kernel and all that it touches are in a machine of 32 bits; what follows a step is computed here.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.problems import refuse
from underheaven.draws import key
from underheaven.engine.arguments import DIRECTORY, Arguments, arguments_of
from underheaven.engine.cpu import Archetypes, Engine, handed
from underheaven.engine.pieces import Piece
from underheaven.engine.scratch import Scratch
from underheaven.engine.wasm.build import HEAP, kernel_file
from underheaven.engine.wasm.memory import PAGE, moved, room_for
from underheaven.engine.wasm.objects import ENTRY
from underheaven.engine.world import World


class Instance:
    """The kernel with a memory of its own, in which the arrays of `arguments` have been laid out.

    `arguments` are then views of that memory, which lives as long as any of them.
    """

    def __init__(self, arguments: Arguments) -> None:
        runtime = _runtime()
        self._store = runtime.Store(_engine())
        directory = np.zeros(DIRECTORY.words, np.int64)
        places, end = room_for((directory, arguments), _heap())
        pages = -(-end // PAGE)
        memory = runtime.Memory(self._store, runtime.MemoryType(runtime.Limits(pages, pages)))
        instance = runtime.Instance(self._store, _module(), [memory])
        self._enter = instance.exports(self._store)[ENTRY]
        self.bytes = _bytes_of(memory, self._store)
        self.address, first = places[id(directory)], self.bytes.ctypes.data
        there, self.arguments = moved(directory, places, self.bytes), moved(arguments, places, self.bytes)
        there[:] = DIRECTORY.written(self.arguments, lambda array: array.ctypes.data - first)

    def enter(self, step: int, piece: Piece, seed: tuple[int, int]) -> int:
        """Live one step of a piece of work; returns where it stopped."""
        done: int = self._enter(self._store, step, *piece, *seed, self.address)
        return done


class WasmEngine(Engine):
    """Runs a world as `Engine` does with one thread; all that the kernel touches lives in its memory.

    Raises `InputError` where a tool is missing or the world needs more memory than 32 bits can address.
    """

    def __init__(self, world: World, archetypes: Archetypes | None = None, lives: bool = False) -> None:
        _runtime()  # what is missing is said before anybody is made
        _module()
        super().__init__(world, 1, archetypes, lives=lives)

    def _hand_over(self) -> None:
        """Lay everything out anew; what the arrays held goes along."""
        (scratch,), (sums,) = self._scratch, self._sums
        self._instance = Instance(
            arguments_of(
                self.tables, self.layout, self.communities, self.state, self.ledger, self._told, scratch, sums
            )
        )
        there = self._instance.arguments
        self.arguments = [there]
        self.state, self.ledger, self._told, self._sums = there.state, there.ledger, there.told, [there.sums]
        self._scratch = [Scratch(*(getattr(there, name) for name in Scratch._fields))]
        self.lives = there.counting.lives
        # Who has a place is found by this processor, in the same memory.
        self._directories = [DIRECTORY.written(there)]
        self._handed = [handed(there, self._directories[0])]

    def _run(self, thread: int, piece: Piece) -> int:
        del thread  # there is one
        return self._instance.enter(self.step, piece, key(self.world.seed))


def _runtime() -> Any:
    """The package that runs WebAssembly; `InputError` where it is missing."""
    try:
        return importlib.import_module("wasmtime")
    except ModuleNotFoundError:
        raise refuse(
            "WebAssembly cannot be run",
            "the package wasmtime is not installed",
            "install it into this Python: pip install wasmtime",
        ) from None


@cache
def _module() -> Any:
    """The kernel as machine code of this processor."""
    return _runtime().Module(_engine(), kernel_file())


@cache
def _engine() -> Any:
    return _runtime().Engine()


@cache
def _heap() -> int:
    """The first byte of the kernel's memory that is free."""
    runtime = _runtime()
    store = runtime.Store(_engine())
    memory = runtime.Memory(store, _module().imports[0].type)
    instance = runtime.Instance(store, _module(), [memory])
    return int(instance.exports(store)[HEAP].value(store))


def _bytes_of(memory: Any, store: Any) -> NDArray[np.uint8]:
    """A memory as uint8 [bytes]; the array keeps it alive."""
    buffer = memory.get_buffer_ptr(store)
    buffer.keeps = (memory, store)
    return np.frombuffer(buffer, np.uint8)
