"""Write a run folder whose tallies have the size of a run with as many citizens as the nation has.

Nobody is simulated: counts are drawn at random, in proportion to a small run's, so that what reads counts can
be measured at full size. `python tools/nation_tallies.py SMALL OUT [CITIZENS]`; SMALL is the folder of a
finished run over some years, OUT is written anew.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from hashlib import sha256
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.layout import BINS, BLOCKS, layout_of
from underheaven.engine.records import StepRecord, YearRecord
from underheaven.measure.frame import Frame
from underheaven.measure.run import matrix, numbers
from underheaven.record.census import CensusRecord
from underheaven.record.query import RunFolder
from underheaven.record.recorder import Recorder
from underheaven.society.schema import PLACES, QUINTILES

NATION = 1_400_000_000
PLACES_OF_CENSUS = 200
"""Rows of the census in each block and group of a region."""


def main(small: Path, out: Path, citizens: int) -> None:
    """Widen the tallies of `small` into `out`."""
    run = RunFolder(small)
    frame = Frame.of(run.world)
    world = replace(run.world, citizens=min(citizens, run.world.nation))
    regions, groups = frame.regions, frame.groups
    cells = list(product(groups, PLACES, QUINTILES))
    size = world.community_size
    many = [-(-people // size) for people in world.citizens_of_regions]
    numbers_within = np.concatenate([np.arange(of_region) for of_region in many])
    people_of_region = np.repeat(np.array(world.citizens_of_regions), many)
    communities = np.stack(
        [
            np.repeat(np.arange(len(many)), many),
            numbers_within,
            # A region's last community has whoever is left.
            np.minimum(size, people_of_region - numbers_within * size),
            np.zeros(sum(many), np.int64),
        ],
        axis=1,
    )
    layout = layout_of(world)
    recorder = Recorder.create(out, world, layout, cells, communities, run.tables(), True)
    means = year_means(run, frame)
    waves = range(1 + len(world.policy.rollout))
    rows = list(product(range(BLOCKS), range(len(regions)), waves))
    draw = np.random.default_rng(0)
    scale = world.citizens / run.world.citizens / (len(rows) / len(regions))
    steps = np.zeros((len(regions), len(groups), layout.width), np.int64)
    for step in range(world.steps):
        bins = draw.integers(0, 10**6, (len(regions), len(groups), BINS))
        public = draw.integers(0, 10**6, (len(regions), len(layout.public)))
        known = draw.integers(0, 65_536, (len(regions), len(layout.known)))
        recorder.step(StepRecord(step, steps + draw.integers(0, 10**6, steps.shape), bins, public, known))
        year = world.year_of(step)
        if step + 1 == world.steps or world.year_of(step + 1) != year:
            # [regions, cells, M] of the small run, spread over blocks and waves with some noise.
            of_rows = means[[region for _, region, _ in rows]] * scale
            noise = np.sqrt(12) * (draw.random(of_rows.shape, np.float32) - 0.5)
            tallies = np.rint(np.maximum(of_rows + noise * np.sqrt(of_rows), 0)).astype(np.int64)
            recorder.year(YearRecord(year, rows, tallies))
            recorder.census(census(year, len(regions), len(groups), draw))
    nobody_lived = sha256(b"drawn, and lived by nobody").hexdigest()
    recorder.finish(dict.fromkeys(("state", "tallies", "run"), nobody_lived), 0.0)


def year_means(run: RunFolder, frame: Frame) -> NDArray[np.float64]:
    """Tallies of the last year by region and cell, float64[R, cells, M]."""
    (last,) = run.sql("SELECT max(year) AS y FROM years")["y"].to_pylist()
    sums = np.zeros((len(frame.regions), len(frame.groups), len(PLACES), len(QUINTILES), frame.layout.width))
    for batch in run.batches("years", year=last):
        batch = batch.filter(batch.column("year").to_numpy() == last)
        names = zip(
            ("region", "group", "place", "quintile"),
            (frame.regions, frame.groups, PLACES, QUINTILES),
            strict=True,
        )
        keys = tuple(numbers(batch.column(name), of) for name, of in names)
        np.add.at(sums, keys, matrix(batch, frame.layout.columns))
    return sums.reshape(len(frame.regions), -1, frame.layout.width)


def census(year: int, regions: int, groups: int, draw: np.random.Generator) -> CensusRecord:
    """A census with so many rows; deeds are not counted, as in any run of that size."""
    places = np.array(list(product(range(BLOCKS), range(regions), range(groups))))
    keys = np.repeat(places, PLACES_OF_CENSUS, axis=0)
    score, rest = np.divmod(np.tile(np.arange(PLACES_OF_CENSUS), len(places)), 4)
    standing = np.where(score < 8, 1 + (rest == 0), 0)
    expected = 8 + rest
    full = np.column_stack([keys, np.minimum(score, BINS - 1), expected, np.full_like(score, -1), standing])
    adults = draw.integers(1, 20_000, len(full))
    return CensusRecord(
        year, full, np.column_stack([adults, adults * expected * 1_000, np.zeros_like(adults)])
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else NATION)
