"""What a run folder holds, and how one is made, measured and cleared."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path

from underheaven.documents.problems import InputError, refuse
from underheaven.engine.layout import BINS, BLOCKS, Layout
from underheaven.engine.world import World
from underheaven.record import lock
from underheaven.record.checkpoint import remove_checkpoint
from underheaven.record.disk import PART, sha256_of, writing
from underheaven.record.final import LIMIT
from underheaven.record.journal import SEGMENTS
from underheaven.record.ledger import ledger_bytes
from underheaven.record.provenance import FILE, Axes, Provenance, is_ours
from underheaven.record.schemas import Names
from underheaven.record.segment import ENDING

TABLES = "tables.npz"
COMMUNITIES = "communities.parquet"
FINAL = "final.parquet"
GROWING = ("steps", "histogram", "public", "years", "census")
"""Files, without their ending, that grow while the run goes on."""
DATA = (TABLES, COMMUNITIES, *(f"{name}.parquet" for name in GROWING), FINAL)
BYTES_OF_STATE, BYTES_OF_LIFE = 16, 49
"""Of a citizen in a checkpoint; and of what is counted of each, below ten million or where asked for."""
BYTES_OF_CENSUS, CENSUS_PLACES = 12, 300
"""Of a row of the census, and rows of one block and group of a region, generously."""
BYTES_OF_COUNT = 3
"""A generous guess at a count in the files, which are compressed; small worlds need more, but little."""


def names_of(provenance: Provenance) -> Names:
    """The axes of a run's counts."""
    axes = provenance.axes
    return Names(provenance.world_hash, columns_of(axes), axes.regions, axes.groups, axes.cells)


def columns_of(axes: Axes) -> Layout:
    """The columns of tallies with these axes."""
    return Layout(**{each.name: getattr(axes, each.name) for each in fields(Layout)})


def estimate_bytes(world: World, axes: Axes, communities: int, lives: bool = False) -> int:
    """About how many bytes a run's folder takes at its largest; `lives` asks for a row of each citizen."""
    layout = columns_of(axes)
    places = len(axes.regions) * len(axes.groups)
    counts = world.steps * places * (layout.width + BINS)
    counts += world.steps * len(axes.regions) * (len(layout.public) + len(layout.known))
    years = world.year_of(world.steps - 1) - world.start.year + 1
    waves = 1 + len(world.policy.rollout)
    rows = min(communities, len(axes.regions) * BLOCKS * waves) * len(axes.cells)
    counts += years * rows * layout.width
    places = min(communities, len(axes.regions) * BLOCKS) * len(axes.groups) * CENSUS_PLACES
    census = years * min(places, world.citizens) * BYTES_OF_CENSUS
    state = world.citizens * (BYTES_OF_STATE + BYTES_OF_LIFE * (lives or world.citizens < LIMIT))
    state += ledger_bytes(world, communities)
    # Closing writes every row a second time; a checkpoint stays until the next one is complete.
    return 2 * (counts * BYTES_OF_COUNT + census + state) + 16_000_000


def require_free(folder: Path, replace: bool) -> None:
    """Refuse a folder that cannot be made or holds anything but a run; a run too, without `replace`."""
    with writing(folder):
        is_folder = folder.is_dir()
        holds_nothing = not is_folder or all(each.name == lock.FILE for each in folder.iterdir())
        other = not is_folder and (folder.exists() or folder.is_symlink())
        place = next(each for each in (folder, *folder.absolute().parents) if each.exists())
        closed = not os.access(place, os.W_OK | os.X_OK)
    if other or not place.is_dir():
        what = folder if other else place
        raise refuse(f"{what} is not a folder", "a run is kept in a folder", "name another one with --out")
    if closed:
        why = f"the folder {place} is closed to you"
        raise refuse(f"{folder} may not be written to", why, "name another folder with --out")
    if holds_nothing:
        return
    if not is_ours(folder):
        raise refuse(
            f"{folder} is not empty",
            "what it holds is not a run, and will not be touched",
            "name another folder with --out",
        )
    if not replace:
        raise refuse(
            f"{folder} already holds a run",
            "a run is never overwritten unasked",
            "give --replace to make it anew, --resume to go on with it, or another folder with --out",
        )


def prepare(folder: Path, replace: bool, check: Callable[[], None]) -> tuple[Path, ...]:
    """Make `folder` an empty run folder; the folders that were made for it, the innermost first.

    `check` may refuse before anything changes. With `replace`, the files of a run are removed and
    nothing else. InputError if the folder holds anything and may not be replaced.
    """
    require_free(folder, replace)
    check()
    made = tuple(place for place in (folder, *folder.parents) if not place.exists())
    try:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        if is_ours(folder):
            clear(folder)
        with writing(folder):
            (folder / SEGMENTS).mkdir(exist_ok=True)
    except InputError:
        discard(folder, made)
        raise
    return made


def discard(folder: Path, made: Iterable[Path]) -> None:
    """Remove the files of a run and, of the folders that were `made` for it, those that are empty then."""
    with writing(folder):
        if folder.is_dir():
            clear(folder)
            (folder / FILE).unlink(missing_ok=True)
        for place in made:
            if place.is_dir() and not any(place.iterdir()):
                place.rmdir()


def clear(folder: Path) -> None:
    """Remove the files of a run but its provenance, to be overwritten; anything else stays."""
    remove_unfinished(folder, keep_checkpoint=False)
    with writing(folder):
        for name in DATA:
            (folder / name).unlink(missing_ok=True)


def remove_unfinished(folder: Path, keep_checkpoint: bool) -> None:
    """Remove segments, halves of files and, unless kept, the checkpoint."""
    with writing(folder):
        segments = folder / SEGMENTS
        for name in GROWING:
            for ending in (ENDING, ".parquet"):
                for path in segments.glob(f"{name}-*{ending}*"):
                    path.unlink()
        for name in (*DATA, FILE):
            (folder / f"{name}{PART}").unlink(missing_ok=True)
        if segments.is_dir() and not any(segments.iterdir()):
            segments.rmdir()
    if not keep_checkpoint:
        remove_checkpoint(folder)


def files_of(folder: Path) -> tuple[dict[str, str], dict[str, int]]:
    """SHA-256 and bytes of every file of the run but its provenance and its checkpoint, which has its own."""
    there = [name for name in DATA if (folder / name).is_file()]
    return (
        {name: sha256_of(folder / name) for name in there},
        {name: (folder / name).stat().st_size for name in there},
    )
