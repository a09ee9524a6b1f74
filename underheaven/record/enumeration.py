"""Taking the census of conduct (census.py) from an engine: region by region, by chunks of communities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from underheaven import draws
from underheaven.counted.columns import Life, Standard
from underheaven.engine.compiling.acts import rates
from underheaven.engine.cpu import Engine
from underheaven.engine.drawing import draw
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import JOINERS, NOBODY, stage
from underheaven.engine.layout import BINS, BLOCKS
from underheaven.engine.records import Int64
from underheaven.mechanisms.lasting.combining import combinations
from underheaven.mechanisms.standards.moving import in_force
from underheaven.record.census import DONE, EXPECTED, IN_ERROR, NOT_COUNTED, CensusRecord
from underheaven.record.lasting import classes_of, combination_of, occupants
from underheaven.society.schema import Society

THOUSAND = 1_000
WHOLE = 1 << 32
"""A chance of one (specification, 1.3)."""
STANDINGS = IN_ERROR + 1
Sparse: TypeAlias = tuple[Int64, Int64]
"""Places in order, int64[n], and what is counted there, int64[n, 3]."""
CHUNK = 1 << 18
"""Citizens looked at at once, about, so that memory does not grow with the nation."""


class Known(NamedTuple):
    """What is looked up for every person: parts of the place in an array of counts, and more."""

    of_block: int
    of_archetype: Int64
    """By group and expected deeds, of an archetype or of one of its combinations of lasting classes."""
    of_score: Int64
    """By sixteenths above the scale's lower end."""
    threshold: Int64
    """Below it somebody of the archetype is under a consequence, in sixteenths."""
    expected: NDArray[np.float64]
    """Expected deeds likewise, in thousandths: whole numbers."""


class Enumerator:
    """Takes the census of an engine whenever a calendar year is over.

    The deeds of a year are those counted since the last census, or, of a person who came since, all of
    them; `kept` is what a checkpoint has to keep for that.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._deeds = np.zeros(engine.lives.shape[1], np.uint32)
        self._occupants = engine.state.generation[: len(self._deeds)].copy()
        self._often: NDArray[np.float64] | None = None

    def kept(self) -> dict[str, NDArray[Any]]:
        """Deeds counted up to the last census, uint32[N], and whose they are; empty where none are."""
        return {"census.deeds": self._deeds, "census.occupants": self._occupants}

    def restore(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Go on from a checkpoint of the engine."""
        if len(self._deeds):
            self._deeds = np.array(arrays["census.deeds"], np.uint32)
            self._occupants = np.array(arrays["census.occupants"], np.uint8)

    def take(self, year: int) -> CensusRecord:
        """The census after the last step lived, in which `year` ended."""
        e = self._engine
        groups, bands = len(e.world.society.groups), len(DONE) if len(self._deeds) else 1
        shape = (BLOCKS, groups, BINS, len(EXPECTED), bands, STANDINGS)
        known = self._known(shape)
        found = []
        for region in range(len(e.world.society.regions)):
            known = known._replace(threshold=self._thresholds(region))
            places, counts = _merged([self._counted(chunk, known) for chunk in self._chunks(region)])
            block, group, score, band, done, standing = np.unravel_index(places, shape)
            done = done if len(self._deeds) else np.full_like(done, NOT_COUNTED)
            keys = (block, np.full_like(block, region), group, score, band, done, standing)
            found.append((np.stack(keys, axis=1), counts))
        if len(self._deeds):
            self._deeds = e.lives[Life.DEEDS].copy()
            self._occupants = e.state.generation.copy()
        keys_of_all, counts_of_all = (np.concatenate(part) for part in zip(*found, strict=True))
        return CensusRecord(year, keys_of_all.astype(np.int64), counts_of_all.astype(np.int64))

    def _known(self, shape: tuple[int, ...]) -> Known:
        """What is looked up for every person, under the rules in force at the end of the last step."""
        e, t = self._engine, self._engine.tables
        if self._often is None:
            self._often = often_of(e.world.society)
        expected = expected_deeds(e, e.step - 1, self._often)
        band = np.searchsorted(np.array(EXPECTED) * THOUSAND, expected, side="left")
        groups = t.class_of.astype(np.int64) >> 1
        group = np.repeat(groups, len(expected) // len(groups))
        nought = np.zeros_like(group)
        keys = (nought, group, nought, np.minimum(band, len(EXPECTED) - 1), nought, nought)
        length = t.high - t.low + 1
        # The histogram's bins (specification, section 12), with the same reciprocal.
        bins = np.arange(length) * BINS * (((1 << 40) + length - 1) // length) >> 40
        return Known(
            of_block=int(np.prod(shape[1:])),
            of_archetype=np.ravel_multi_index(keys, shape).astype(np.int64),
            of_score=(bins * int(np.prod(shape[3:]))).astype(np.int64),
            threshold=self._thresholds(0),
            expected=expected.astype(np.float64),
        )

    def _thresholds(self, region: int) -> Int64:
        """Below it somebody of an archetype is under a consequence, int64 [archetypes]."""
        clear = clear_of(self._engine)[region]
        return np.asarray(clear[self._engine.tables.class_of.astype(np.int64) >> 1])

    def _chunks(self, region: int) -> Iterator[list[int]]:
        """Communities of a region in which anybody is enrolled, some at a time."""
        e = self._engine
        chunk, citizens = list[int](), 0
        for number in np.flatnonzero(e.communities.region == region).tolist():
            if stage(e.step - 1, number, e.communities) == NOBODY:
                continue
            chunk.append(number)
            citizens += int(e.communities.size[number])
            if citizens >= CHUNK:
                yield chunk
                chunk, citizens = [], 0
        if chunk:
            yield chunk

    def _counted(self, chunk: list[int], known: Known) -> Sparse:
        """The adults in the scheme of some communities of one region: places, and counts [places, 3]."""
        e, t, c = self._engine, self._engine.tables, self._engine.communities
        who = np.concatenate([members(self._engine, number) for number in chunk])
        archetype = (e.state.archetype[who] & ARCHETYPE).astype(np.int64)
        blocks = np.array([e.year_rows[row][0] for row in c.year_row[chunk].tolist()])
        bounds = np.searchsorted(who, c.begin[chunk])
        place = np.repeat(blocks * known.of_block, np.diff([*bounds.tolist(), len(who)]))
        acting = archetype
        if t.lasting.any:
            among = len(known.of_archetype) // len(t.class_of)
            acting = archetype * among + np.concatenate([self._classes(number) for number in chunk])
        place += known.of_archetype[acting]
        shown, threshold = e.state.shown[who], known.threshold[archetype]
        place += known.of_score[shown.astype(np.int32) - t.low]
        under = shown < threshold
        place += under
        place += under & (e.state.clean[who] >= threshold)
        deeds = None
        if len(self._deeds):
            deeds = self._deeds_of_year(who)
            place += (np.searchsorted(DONE, deeds, side="right") - 1) * STANDINGS
        return _summed(place, (None, known.expected[acting], deeds))

    def _classes(self, number: int) -> Int64:
        """The combination of lasting classes of each adult of a community who is in the scheme, in order."""
        c, world = self._engine.communities, self._engine.world
        begin, n = int(c.begin[number]), int(c.size[number])
        place = draws.counter(int(c.region[number]), int(c.number[number]))
        classes = classes_of(world, place, occupants(n, self._engine.state.generation[begin : begin + n]))
        return combination_of(world.society, classes)[members(self._engine, number) - begin]

    def _deeds_of_year(self, who: Int64) -> Int64:
        """Deeds of some citizens since the last census."""
        now, before = self._engine.lives[Life.DEEDS, who].astype(np.int64), self._deeds[who].astype(np.int64)
        if len(self._occupants):
            before[self._engine.state.generation[who] != self._occupants[who]] = 0
        return np.asarray(now - before)


def members(engine: Engine, number: int) -> Int64:
    """The adults of a community who are in the scheme, as numbers of citizens in order."""
    e, t, c = engine, engine.tables, engine.communities
    begin, n = int(c.begin[number]), int(c.size[number])
    archetype = e.state.archetype[begin : begin + n] & ARCHETYPE
    member = t.adult[archetype] == 1
    if stage(e.step - 1, number, c) == JOINERS:
        who = occupants(n, e.state.generation[begin : begin + n])
        place = draws.counter(int(c.region[number]), int(c.number[number]))
        words = draw(place, who, 0, draws.PERSON, draws.key(e.world.seed))
        member &= words[3] < t.joining[archetype]
    return np.asarray(begin + np.flatnonzero(member), dtype=np.int64)


def clear_of(engine: Engine) -> Int64:
    """The score from which on nobody was under a consequence as the last step ended, int64 [R, G], 16ths."""
    z = engine.tables.last_segment[engine.step - 1]
    below = in_force(engine.tables, engine.layout, engine.known, int(z), Standard.BEFORE)
    return np.asarray(below.max(axis=2, initial=-WHOLE))


def scored(engine: Engine) -> Int64:
    """The adults in the scheme as the last step that was lived ended, as numbers of citizens in order."""
    within = [
        members(engine, number)
        for number in range(len(engine.communities.size))
        if stage(engine.step - 1, number, engine.communities) != NOBODY
    ]
    return np.concatenate(within) if within else np.zeros(0, np.int64)


def often_of(society: Society) -> NDArray[np.float64]:
    """How often a year each archetype considers each kind of act, float64[archetypes, kinds]."""
    return np.array(rates(society)).astype(np.float64)


def expected_deeds(engine: Engine, step: int, often: NDArray[np.float64]) -> Int64:
    """Deeds a year that the policy punishes, in thousandths, int64[archetypes × combinations of classes].

    `often` is that of the engine's society (`often_of`), which takes longer to find than all else.

    By the rates and the propensity without dread and hardship of an archetype, and of each combination of
    lasting classes of it, under the rules in force when `step` ends. A loan counts by its chance of a bad end
    where only that is punished.
    """
    t = engine.tables
    bad, good = t.points[:, t.last_segment[step]] < 0
    repaid = np.minimum(t.credit.base / WHOLE, 1.0)
    outcome = np.where(good, repaid, 0.0) + np.where(bad, 1 - repaid, 0.0)
    punished = np.where(t.credit.has_outcome == 1, outcome, good)
    deeds = [
        (
            often
            * np.array(of.considering).astype(np.float64)
            * (t.base[t.doing[t.manner + number]] / WHOLE)
            * punished
        )
        for number, of in enumerate(combinations(engine.world.society))
    ]
    summed: NDArray[np.float64] = np.stack([each.sum(axis=1) for each in deeds], axis=1)
    return np.rint(THOUSAND * summed).astype(np.int64).ravel()


def _summed(place: Int64, columns: Sequence[NDArray[Any] | None]) -> Sparse:
    """Columns of counts added up by place; the first stands for ones where it is None, others for noughts."""
    size = int(place.max(initial=-1)) + 1
    if size <= 8 * len(place):
        many, at = np.bincount(place), place
        places = np.flatnonzero(many)
    else:
        places, at, many = np.unique(place, return_inverse=True, return_counts=True)
    sums = [many, *(np.zeros_like(many) for _ in columns[1:])]
    for number, column in enumerate(columns):
        if column is not None:
            # Sums of whole numbers below 2^53: exact in any order.
            sums[number] = np.bincount(at, column)
    counts = np.stack(sums, axis=1).astype(np.int64)
    return places.astype(np.int64), counts[places] if at is place else counts


def _merged(parts: list[Sparse]) -> Sparse:
    """What several parts count, together."""
    if not parts:
        return np.zeros(0, np.int64), np.zeros((0, 3), np.int64)
    places, counts = (np.concatenate(part) for part in zip(*parts, strict=True))
    return _summed(places, tuple(counts.T))
