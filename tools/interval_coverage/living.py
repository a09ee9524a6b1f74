"""Repeats of a setting, lived by two processes and kept in a folder, so that a stopped command goes on."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from underheaven.measure.counts import Counts, Floats
from underheaven.measure.frame import Frame
from underheaven.measure.named import measure_named, named
from underheaven.verify.repeats import FIRST_SEED, SETTINGS, cells, ends_of
from underheaven.verify.shipped import measures_of

PROCESSES = 2


def _file(folder: Path, setting: str, number: int) -> Path:
    return folder / setting / f"{number:04}.npz"


def live(task: tuple[Path, str, int]) -> None:
    """Live one repeat and keep its ends and its counts, whole or not at all."""
    folder, setting, number = task
    measures = measures_of(SETTINGS[setting].world(FIRST_SEED + number))
    assert measures.counts is not None
    file = _file(folder, setting, number)
    part = file.with_suffix(".part")
    with part.open("wb") as out:
        np.savez_compressed(out, ends=ends_of(measures), counts=measures.counts.tallies)
    part.rename(file)


def missing(folder: Path, repeats: int) -> Iterator[tuple[Path, str, int]]:
    """What is not kept yet: number by number, all settings of each, so that one that stops stays balanced."""
    for number in range(repeats):
        for setting in SETTINGS:
            (folder / setting).mkdir(parents=True, exist_ok=True)
            if not _file(folder, setting, number).exists():
                yield folder, setting, number


def live_all(folder: Path, repeats: int) -> None:
    """Live what is not kept yet."""
    tasks = list(missing(folder, repeats))
    # Each process compiles nothing: the first repeat of this one has filled the folder of kernels.
    for task in tasks[:1]:
        live(task)
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        for _ in pool.imap_unordered(live, tasks[1:]):
            pass


def repeats_in(folder: Path, most: int) -> int:
    """How many repeats of every setting are kept, from the first on without a gap, at most so many."""
    whole = (all(_file(folder, each, number).exists() for each in SETTINGS) for number in range(most))
    return next((number for number, there in enumerate(whole) if not there), most)


def ends(folder: Path, setting: str, repeats: int) -> Floats:
    """Value and ends of each cell in each repeat, float64[repeats, cells, 3]."""
    return np.array([np.load(_file(folder, setting, number))["ends"] for number in range(repeats)])


def truths(folder: Path, setting: str, values: Floats) -> Floats:
    """What each cell is in expectation, float64[cells], from its values float64[repeats, cells].

    Of measures of people it is the measure of all repeats' counts together, in which the few people of one
    repeat make no quotient lean; of scores, pairs and queues, which keep no such counts, the mean.
    """
    frame = Frame.of(SETTINGS[setting].world(FIRST_SEED))
    tallies = sum(np.load(_file(folder, setting, number))["counts"] for number in range(len(values)))
    known = Counts(frame, np.asarray(tallies, np.float64), None)
    known_of = np.maximum((~np.isnan(values)).sum(axis=0), 1)
    found = np.where(np.isnan(values).all(axis=0), np.nan, np.nansum(values, axis=0) / known_of)
    places = _places(frame)

    @cache
    def pooled(measure: str) -> Floats:
        return measure_named(measure, frame)(known)

    for number, cell in enumerate(cells(setting)):
        if named(cell.measure)[0].of == "people" and not np.isnan(found[number]):
            found[number] = pooled(cell.measure)[places[cell.by, cell.category]]
    return np.asarray(found)


def _places(frame: Frame) -> dict[tuple[str, str], int]:
    """The row of each category in a table of counts."""
    every: Sequence[tuple[str, str]] = [
        ("", ""),
        *((by, name) for by, names in frame.dimensions.items() for name in names),
    ]
    return {key: number for number, key in enumerate(every)}
