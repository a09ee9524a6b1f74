"""How thresholds follow what was counted in a step (specification, 31)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Act, Consequence, Person, Standard
from underheaven.engine.compiling.scoring import NOT_IN_FORCE
from underheaven.engine.layout import Layout
from underheaven.life.tables import Tables
from underheaven.mechanisms.standards.rule import DONE, RECORDED, REPAID, held, moved

I64 = NDArray[np.int64]
WIDTH = len(Standard)
YEAR_MINUTES = 525_960


class Moving:
    """Moves what is known of each threshold that follows outcomes."""

    def __init__(self, layout: Layout, tables: Tables) -> None:
        self._layout, self._tables, self._rules = layout, tables, tables.standards

    def follow(self, step: int, known: I64, tallies: I64) -> None:
        """Move the standards in `known`, int64 [R, fields], by the tallies of a step, int64 [R, G, M]."""
        r, groups = self._rules, tallies.shape[1]
        first = self._layout.blocks.standard
        for n in range(len(r.of[r.of >= 0])):
            at = first + WIDTH * n * groups
            mine = known[:, at : at + WIDTH * groups].reshape(len(known), groups, WIDTH)
            hits, base = self._counted(n, tallies)
            mine[..., Standard.HITS] += hits
            mine[..., Standard.BASE] += base
            mine[..., Standard.BEFORE] = mine[..., Standard.OFFSET]
            self._decide(n, step, mine)
            known[:, at : at + WIDTH * groups] = mine.reshape(len(known), groups * WIDTH)

    def _decide(self, n: int, step: int, mine: I64) -> None:
        """At the end of a period the next threshold is found, and comes into force after its lag."""
        period, lag = int(self._rules.period[n]), int(self._rules.lag[n])
        since = step + 1 - lag
        if lag and since >= period and since % period == 0:
            mine[..., Standard.OFFSET] = mine[..., Standard.NEXT]
        if (step + 1) % period:
            return
        z = int(self._tables.last_segment[step])
        thresholds = np.broadcast_to(self._rules.base[z, :, self._rules.consequence[n]], mine.shape[:2])
        mine[..., Standard.NEXT] = np.reshape(self._next(n, thresholds, mine), mine.shape[:2])
        mine[..., Standard.HITS] = mine[..., Standard.BASE] = 0
        if not lag:
            mine[..., Standard.OFFSET] = mine[..., Standard.NEXT]

    def _next(self, n: int, thresholds: I64, mine: I64) -> list[int]:
        """The offset of the next threshold, of each region and group in turn; as it is where nothing was
        counted, or none is in force.

        In Python's numbers, of which none is too large: what is counted in a year of a nation may be.
        """
        r = self._rules
        times = YEAR_MINUTES if r.what[n] == RECORDED else 1
        target, gain, step, low, high = (int(each[n]) for each in (r.target, r.gain, r.step, r.low, r.high))
        columns = (mine[..., column] for column in (Standard.OFFSET, Standard.HITS, Standard.BASE))
        found = []
        for threshold, offset, hits, base in zip(
            *(column.ravel().tolist() for column in (thresholds, *columns)), strict=True
        ):
            if threshold != NOT_IN_FORCE and base:
                by = moved((hits * times << 16) // base, target, gain, step)
                offset = held(threshold + offset + by, low, high) - threshold
            found.append(offset)
        return found

    def _counted(self, n: int, tallies: I64) -> tuple[I64, I64]:
        """Hits and what they are a share of, of each region and group; of all where they share one."""
        r, at = self._rules, self._layout.blocks
        acts = tallies[..., : at.source].reshape(*tallies.shape[:2], -1, len(Act))[:, :, r.kinds[n] == 1]
        if r.what[n] == DONE:
            hits, base = acts[..., Act.DONE].sum(axis=2), acts[..., Act.CONSIDERED].sum(axis=2)
        elif r.what[n] == RECORDED:
            hits = (acts[..., Act.RECORDED] + acts[..., Act.WRONG]).sum(axis=2)
            base = tallies[..., at.person + Person.ENROLLED_MINUTES]
        elif r.what[n] == REPAID:
            hits, base = acts[..., Act.REPAID].sum(axis=2), acts[..., Act.DONE].sum(axis=2)
        else:
            column = at.consequence + len(Consequence) * int(r.consequence[n]) + Consequence.UNDER
            hits, base = tallies[..., column], tallies[..., at.person + Person.ENROLLED]
        for axis, apart in ((0, r.by_region[n]), (1, r.by_group[n])):
            if not apart:
                hits, base = (
                    np.broadcast_to(each.sum(axis=axis, keepdims=True), each.shape) for each in (hits, base)
                )
        return np.array(hits), np.array(base)


def in_force(tables: Tables, layout: Layout, known: I64, segment: int, field: int = Standard.OFFSET) -> I64:
    """The thresholds of a segment in each region, int64 [R, G, C], in sixteenths of a point.

    `known` int64 [R, fields] is what was known in the step, or with the field `BEFORE` after it.
    """
    rules, written = tables.standards, np.asarray(tables.below[segment], np.int64)
    found = np.repeat(written[None], len(known), axis=0)
    groups = len(written)
    for n, c in enumerate(rules.consequence.tolist()):
        at = layout.blocks.standard + WIDTH * n * groups
        offset = known[:, at : at + WIDTH * groups].reshape(len(known), groups, WIDTH)[..., field]
        limited = np.clip(written[:, c] + offset, rules.low[n], rules.high[n])
        found[:, :, c] = np.where(written[:, c] == NOT_IN_FORCE, NOT_IN_FORCE, limited)
    return found
