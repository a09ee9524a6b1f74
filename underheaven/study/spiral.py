"""The spiral told apart: what part of it is selection, and what part is caused.

Those who were under a consequence come under one again more often than others. Some of it is selection:
they are people who do such things more often, before as after. Some of it is caused: hardship changes what
they do. Each world is lived four times with the same draws: with lasting differences between people and
with everybody of an archetype alike, and each of these with the response to hardship and without it, which
is then still felt and counted and does nothing. What is left without both comes of what people are and
where their scores stand. Each part is its Shapley value over the two orders, so that they add up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven import draws
from underheaven.counted.columns import Life
from underheaven.documents.problems import refuse
from underheaven.engine.cpu import Engine
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.world import World
from underheaven.measure.concentration import concentration
from underheaven.measure.frame import Frame
from underheaven.measure.pool import Pool
from underheaven.record.enumeration import clear_of, scored
from underheaven.record.lasting import classes_of, occupants
from underheaven.study.limits import require_memory, require_renewal
from underheaven.study.lived import Lived, Past, finished, unheard
from underheaven.study.seeds import Estimate, over_seeds
from underheaven.study.switches import closed
from underheaven.study.workers import Workers

OnRun = Callable[[int, int], None]
Arm = tuple[bool, bool]
"""Whether people differ for life, and whether hardship changes what they do."""
ARMS: tuple[Arm, ...] = ((True, True), (True, False), (False, True), (False, False))
ALL, NONE = ARMS[0], ARMS[-1]
CITIZENS, SEEDS = 20_000, 5


@dataclass(frozen=True)
class Outcome:
    """What is split; `times` where parts are factors whose product it is, and not summands."""

    name: str
    title: str
    unit: str
    times: bool = False


OUTCOMES = (
    Outcome("spiral", "Hardship's weight on the next sanction", "times", times=True),
    Outcome("entry_rate_hard", "Come under a consequence, of 1,000 a year with hardship", "a year"),
    Outcome("entry_rate_plain", "Come under a consequence, of 1,000 a year without hardship", "a year"),
    Outcome("under", "Under a consequence, of those scored", "share"),
    Outcome("worst", "Share of costly records on the worst twentieth of those scored", "share"),
    Outcome("recorded", "Costly records of a person who has any", "records"),
    Outcome("dispersion", "Variance of costly records over their mean", "times"),
    Outcome("mean", "Costly records a person scored", "records"),
)


@dataclass(frozen=True)
class Parts:
    """An outcome in its parts: `rest` × or + `selection` × or + `caused` is `whole`, seed by seed."""

    outcome: Outcome
    whole: Estimate
    selection: Estimate
    caused: Estimate
    rest: Estimate

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        parts = {name: getattr(self, name).to_dict() for name in ("whole", "selection", "caused", "rest")}
        return {
            "title": self.outcome.title,
            "unit": self.outcome.unit,
            "parts_are": "factors" if self.outcome.times else "summands",
            **parts,
        }


@dataclass(frozen=True)
class Spiral:
    """A world's spiral in its parts, over some seeds. Everybody in it is synthetic."""

    world: World
    seeds: tuple[int, ...]
    parts: tuple[Parts, ...]
    chosen: dict[str, Estimate]
    """Lasting factor -> the mean factor of those under a consequence at the end; 1 is that of everybody."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "synthetic": True,
            "policy": self.world.policy.policy,
            "society": self.world.society.society,
            "citizens": self.world.citizens,
            "from": self.world.start.isoformat(),
            "to": self.world.end.isoformat(),
            "seeds": list(self.seeds),
            "outcomes": {each.outcome.name: each.to_dict() for each in self.parts},
            "mean_factor_of_the_sanctioned": {name: each.to_dict() for name, each in self.chosen.items()},
        }


Values = dict[str, float | None]


def spiral(
    world: World, seeds: Sequence[int], threads: int = 1, on_run: OnRun = lambda _done, _of: None
) -> Spiral:
    """Live the four worlds of each seed, `threads` at a time; `on_run` is told runs done and their number.

    InputError where the society has no lasting differences or does not fit into memory.
    """
    require_differences(world)
    require_renewal(world)
    require_memory(world, 1, engines=threads, lives=True)
    arms = {arm: armed(world, arm) for arm in ARMS}
    found: dict[tuple[int, Arm], tuple[Values, Values]] = {}
    workers, lock, runs = Workers(threads), Lock(), len(ARMS) * len(seeds)

    def work(number: int, seed: int, arm: Arm) -> Callable[[], None]:
        def live() -> None:
            values = _lived(replace(arms[arm], seed=seed))
            with lock:
                found[number, arm] = values
                on_run(len(found), runs)

        return live

    for number, seed in enumerate(seeds):
        for arm in ARMS:
            workers.add(number, work(number, seed, arm))
    workers.run()
    numbers = range(len(seeds))
    return Spiral(
        world=world,
        seeds=tuple(seeds),
        parts=tuple(
            split(outcome, [{arm: found[number, arm][0][outcome.name] for arm in ARMS} for number in numbers])
            for outcome in OUTCOMES
        ),
        chosen={
            name: over_seeds(
                [found[number, ALL][1][name] for number in numbers], "nobody is under a consequence"
            )
            for name in sorted(world.society.behaviour.lasting)
        },
    )


def require_differences(world: World) -> None:
    """Refuse a society in which nobody differs for life."""
    if not world.society.behaviour.lasting:
        raise refuse(
            f"the society {world.society.society} has no lasting differences",
            "without them nobody is selected: everybody of an archetype acts alike",
            "add `behaviour.lasting` to the society, or to a file that begins with"
            f" `society_of: {world.society.society}`",
        )


def armed(world: World, arm: Arm) -> World:
    """The world with what an arm leaves on."""
    differ, hardship = arm
    found = world if hardship else closed(world, ["hardship"])
    if differ:
        return found
    behaviour = found.society.behaviour.model_copy(update={"lasting": {}})
    return replace(found, society=found.society.model_copy(update={"behaviour": behaviour}))


def split(outcome: Outcome, values: Sequence[dict[Arm, float | None]]) -> Parts:
    """The parts of an outcome, from its values in the four worlds of each seed."""
    games = [_game(outcome, each) for each in values]
    missing = "undefined in one of the four worlds"

    def over(part: Callable[[dict[Arm, float]], float]) -> Estimate:
        estimate = over_seeds([None if game is None else part(game) for game in games], missing)
        if not outcome.times:
            return estimate
        mean, low, high = (
            None if each is None else math.exp(each) for each in (estimate.mean, estimate.low, estimate.high)
        )
        return replace(estimate, mean=mean, low=low, high=high)

    lasting, hardship = (True, False), (False, True)
    return Parts(
        outcome,
        whole=over(lambda v: v[ALL]),
        selection=over(lambda v: (v[lasting] - v[NONE] + v[ALL] - v[hardship]) / 2),
        caused=over(lambda v: (v[hardship] - v[NONE] + v[ALL] - v[lasting]) / 2),
        rest=over(lambda v: v[NONE]),
    )


def _game(outcome: Outcome, values: dict[Arm, float | None]) -> dict[Arm, float] | None:
    """The values of one seed, on the scale on which parts add up; None where one of them is undefined."""
    found = {arm: value for arm, value in values.items() if value is not None}
    if len(found) < len(values) or (outcome.times and min(found.values()) <= 0):
        return None
    return {arm: math.log(value) for arm, value in found.items()} if outcome.times else found


def _lived(world: World) -> tuple[Values, Values]:
    """The outcomes of one run, and the mean factors of those who end under a consequence."""
    engine = Engine(world, lives=True)
    try:
        lived = finished(engine, Past(0, Pool(Frame.of(world)), 0, ()), unheard)
        who = scored(engine)
        chosen = _factors(engine, who[_under(engine, who)]) if world.society.behaviour.lasting else {}
    finally:
        engine.close()
    return _values(lived, who), chosen


def _values(lived: Lived, who: NDArray[np.int64]) -> Values:
    records = lived.lives[Life.COSTLY_RECORDS, who].astype(np.int64)
    of_people = concentration(records)._asdict()
    found: Values = {}
    for outcome in OUTCOMES:
        measure = lived.measures.get(outcome.name)
        found[outcome.name] = of_people[outcome.name] if measure is None else measure.all.value
    return found


def _under(engine: Engine, who: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Of some citizens, who is under a consequence at the end."""
    group = engine.tables.class_of[engine.state.archetype[who] & ARCHETYPE] >> 1
    community = np.searchsorted(engine.communities.begin, who, side="right") - 1
    return np.asarray(engine.state.shown[who] < clear_of(engine)[engine.communities.region[community], group])


def _factors(engine: Engine, who: NDArray[np.int64]) -> Values:
    """The mean factor of some citizens, by lasting factor."""
    c, world = engine.communities, engine.world
    sums = dict.fromkeys(sorted(world.society.behaviour.lasting), 0.0)
    for number in range(len(c.size)):
        begin, n = int(c.begin[number]), int(c.size[number])
        mine = who[(who >= begin) & (who < begin + n)] - begin
        place = draws.counter(int(c.region[number]), int(c.number[number]))
        generation = engine.state.generation[begin : begin + n]
        for name, classes in classes_of(world, place, occupants(n, generation)).items():
            factors = np.array(
                [float(each.factor.value) for each in world.society.behaviour.lasting[name].classes]
            )
            sums[name] += float(factors[classes[mine]].sum())
    return {name: total / len(who) if len(who) else None for name, total in sums.items()}
