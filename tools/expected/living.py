"""Runs that are counted once and kept in a folder, so that a stopped command goes on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from underheaven.engine.world import World
from underheaven.verify.expected import Counted, count, world_of

TRAINED, UNSEEN = range(1, 101), range(101, 201)
"""Seeds that tables are made of, and seeds that they are held against."""
SHORT = 24
"""Digits of a world's hash that name its file."""


def kept(folder: Path, world: World) -> Counted:
    """What a world's run counts: read from the folder, or lived and written there, whole or not at all."""
    file = folder / f"{world.hash[:SHORT]}.npz"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        found = count(world)
        part = file.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as out:
            np.savez(
                out, tallies=found.tallies, years=found.years, regions=found.regions, columns=found.columns
            )
        part.rename(file)
        return found
    with np.load(file) as data:
        return Counted(
            tuple(data["years"].tolist()), tuple(data["regions"].tolist()), tuple(data["columns"].tolist()),
            data["tallies"],
        )  # fmt: skip


def lived(folder: Path, name: str, seeds: range) -> Iterator[Counted]:
    """The runs of a policy's table under some seeds, in order."""
    for seed in seeds:
        yield kept(folder / name, world_of(name, seed))
