"""What may be weighed: harms that a scheme does, a closed list, and beside them its cost to its own purpose.

All harms are of the whole adult population, in the scheme or not, so that a safeguard that keeps people out
of it shows what that spares them. Of each harm more is worse, and there is a number for it wherever there
are adults. What serves control (obedience, silence, detection) is in neither list as something to seek: the
costs are told beside the harms, and nothing is ranked or chosen by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from underheaven.documents.problems import refuse
from underheaven.documents.words import nearest
from underheaven.engine.cpu import Engine
from underheaven.engine.layout import BINS
from underheaven.engine.records import Int64, StepRecord
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.frame import SIXTEENTHS, THOUSAND, Frame
from underheaven.measure.named import value_of
from underheaven.measure.selections import unlawful
from underheaven.measure.validity import rank_agreement
from underheaven.record.census import DONE, KEYS
from underheaven.record.enumeration import Enumerator

Function = Callable[[Counts], Floats]
"""Of counts [1 + groups, M], everyone first, to the measure of each; NaN is undefined."""


class Sums(NamedTuple):
    """What is counted in one run."""

    counts: Counts
    """Over the whole run, everyone and each group."""
    conduct: Int64
    """Adults in the scheme by bin of the score at the end of the last calendar year and by band of the
    deeds in it that the policy punishes, int64[BINS, bands]."""


@dataclass(frozen=True)
class Harm:
    """One harm, or one cost: `short` heads a column, `formula` says what is counted."""

    name: str
    short: str
    unit: str
    formula: str
    worse: Literal["more", "less"]
    function: Callable[[Sums], float]

    def of(self, sums: Sums) -> float | None:
        """The value for everyone; None where it is undefined."""
        value = self.function(sums)
        return None if np.isnan(value) else value


def _first(function: Function) -> Callable[[Sums], float]:
    return lambda sums: float(function(sums.counts)[0])


def _of_adults(column: str) -> Callable[[Sums], float]:
    return _first(lambda counts: ratio(THOUSAND * counts[column], counts["person.adults"]))


def _a_year(what: str) -> Callable[[Sums], float]:
    """Acts with one outcome, of all kinds, per thousand adult person-years."""
    return _first(lambda counts: ratio(THOUSAND * counts.acts(what, counts.frame.kinds), counts.adult_years))


def _speech(counts: Counts) -> Floats:
    return 100 * value_of("chill", counts)


def _gap(sums: Sums) -> float:
    """The largest difference between two groups in time under a consequence."""
    counts = sums.counts
    of_groups = ratio(THOUSAND * counts["person.any_under"], counts["person.adults"])[1:]
    return float(np.nanmax(of_groups) - np.nanmin(of_groups)) if np.isfinite(of_groups).any() else np.nan


def _wait(counts: Counts) -> Floats:
    return ratio(counts["person.slow_minutes"] / SIXTEENTHS, counts["person.slow_visits"])


def _struck_again(counts: Counts) -> Floats:
    return ratio(THOUSAND * counts["person.entered_hard"], counts.adult_years)


def _level(what: str) -> Callable[[Sums], float]:
    return _first(lambda counts: ratio(counts[f"person.{what}_sum"], counts["person.adults"]))


def _infringements(counts: Counts) -> Floats:
    return ratio(THOUSAND * counts.acts("done", unlawful(counts.frame)), counts.adult_years)


def _recorded(counts: Counts) -> Floats:
    kinds = tuple(unlawful(counts.frame))
    return 100 * ratio(counts.acts("recorded", kinds), counts.acts("done", kinds))


def _about_conduct(counts: Counts) -> Floats:
    """Of all records, those that are true and of an unlawful act."""
    kinds = counts.frame.kinds
    every = counts.acts("recorded", kinds) + counts.acts("wrong", kinds)
    return 100 * ratio(counts.acts("recorded", unlawful(counts.frame)), every)


def _validity(sums: Sums) -> float:
    return float(100 * rank_agreement(sums.conduct))


ADULTS, YEARS = "of 1,000 adults at a time", "per 1,000 adult person-years"
_HARMS = (
    Harm("sanctioned in error", "in error", ADULTS,
         "person-steps under a consequence that wrong records alone cause / person-steps of adults",
         "more", _of_adults("person.any_in_error")),
    Harm("sanctioned", "at all", ADULTS,
         "person-steps under any consequence / person-steps of adults",
         "more", _of_adults("person.any_under")),
    Harm("sanctioned for others", "for others", ADULTS,
         "person-steps under a consequence that one's own record would not give / person-steps of adults",
         "more", _of_adults("person.any_by_ties")),
    Harm("denied", "denied", YEARS, "acts denied because of standing / person-years of adults",
         "more", _a_year("denied")),
    Harm("confined", "confined", YEARS, "acts that confinement prevented / person-years of adults",
         "more", _a_year("prevented")),
    Harm("speech held back", "speech", "of 100 lawful statements",
         "lawful speech held back / lawful speech that would have been (as the measure `chill`)",
         "more", _first(_speech)),
    Harm("wrong records", "wrong", YEARS, "records about the wrong person / person-years of adults",
         "more", _a_year("wrong")),
    Harm("wait of others", "wait", "minutes a visit",
         "minutes waited / visits, of those in no fast lane at the hospital", "more", _first(_wait)),
    Harm("gap between groups", "gap", ADULTS,
         "`sanctioned` of the group that has most of it less that of the group that has least", "more", _gap),
    Harm("struck again", "again", YEARS,
         "times that somebody in hardship comes under a consequence / person-years of adults",
         "more", _first(_struck_again)),
    Harm("hardship", "hardship", "0 to 255", "mean hardship of adults", "more", _level("hardship")),
)  # fmt: skip
_COSTS = (
    Harm("infringements", "infringed", YEARS, "unlawful acts done / person-years of adults",
         "more", _first(_infringements)),
    Harm("unlawful acts recorded", "recorded", "of 100 unlawful acts", "true records of unlawful acts / done",
         "less", _first(_recorded)),
    Harm("records about conduct", "conduct", "of 100 records",
         "true records of unlawful acts / all records, true and wrong", "less", _first(_about_conduct)),
    Harm("validity of the score", "validity", "of 100, tau-b",
         "Kendall's tau-b of the score at the end of the last year and the punished deeds in it",
         "less", _validity),
)  # fmt: skip
HARMS: Mapping[str, Harm] = {each.name: each for each in _HARMS}
"""The harms by name: the only things that a search may be asked to bring down."""
COSTS: Mapping[str, Harm] = {each.name: each for each in _COSTS}
"""What is told beside them of the scheme's stated purpose; nothing is sought by it."""
SCORE, BAND = KEYS.index("score"), KEYS.index("done")
Values = dict[str, float | None]
"""Name of a harm or a cost: its value in one run; None where it is undefined."""


def harm_called(name: str) -> Harm:
    """The harm of that name. InputError for a cost, or for anything else, with the reason."""
    if name in HARMS:
        return HARMS[name]
    listed = ", ".join(HARMS)
    if name in COSTS:
        raise refuse(
            f"{name} is not a harm to people",
            "it is what the scheme says it is for, and no search here is made for more control",
            f"name a harm: {listed}",
        )
    near = nearest(name, HARMS)
    raise refuse(
        f"there is no harm '{name}'",
        "the list of harms is closed: nothing is sought by obedience, silence or detection",
        f"did you mean {near}?" if near else f"name one of {listed}",
    )


def weighed(world: World, tables: Tables | None = None) -> Values:
    """Live a world on one thread, and give its harms and costs; nothing is kept of its people.

    `tables` are those of the same world with any seed, where they are made already.
    """
    sums = summed(world, tables)
    return {name: each.of(sums) for name, each in (*HARMS.items(), *COSTS.items())}


def summed(world: World, tables: Tables | None = None) -> Sums:
    """Live a world on one thread, and give what is counted in it; `tables` as for `weighed`."""
    frame, total = Frame.of(world), np.zeros(())
    conduct = np.zeros((BINS, len(DONE)), np.int64)
    engine = Engine(world, lives=True, tables=tables)
    census = Enumerator(engine)
    try:
        for record in engine.records():
            if isinstance(record, StepRecord):
                total = total + record.tallies
            else:
                found = census.take(record.year)
                conduct[:] = 0
                np.add.at(conduct, (found.keys[:, SCORE], found.keys[:, BAND]), found.counts[:, 0])
    finally:
        engine.close()
    of_groups = total.sum(axis=0)
    counts = Counts(frame, np.concatenate([of_groups.sum(axis=0)[None], of_groups]), None)
    return Sums(counts, conduct)
