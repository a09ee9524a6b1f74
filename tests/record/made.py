"""A small invented world and counts that fit its layout, made by a generator with a fixed seed."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.record import mechanisms
from underheaven.counted.columns import Life
from underheaven.engine.layout import BINS, BLOCKS, Layout, layout_of
from underheaven.engine.records import StepRecord, YearRecord
from underheaven.engine.world import World
from underheaven.policy.schema import Policy
from underheaven.record.census import DONE, EXPECTED, CensusRecord
from underheaven.record.final import FinalRows
from underheaven.record.recorder import Recorder
from underheaven.society.schema import PLACES, QUINTILES, Society

HALF = Decimal("0.5")
REGIONS = ("east", "west")
GROUPS = ("hill", "river")
CELLS = [(group, place, quintile) for group in GROUPS for place in PLACES for quintile in QUINTILES]
TABLES: dict[str, NDArray[Any]] = {"rates": np.arange(12, dtype=np.int64).reshape(3, 4)}


def _table(**values: float) -> dict[str, Any]:
    return {"values": {name: str(value) for name, value in values.items()}}


def _act(title: str, **more: Any) -> dict[str, Any]:
    return {
        "title": title.title(),
        "kind": "conduct",
        "outside": True,
        "per_year": 10,
        "propensity": HALF,
        "dread_response": HALF,
        "hardship_response": 0,
        "hardship": 0,
        **more,
    }


def society() -> Society:
    """Two regions, two groups, five kinds of act."""
    region = {
        "title": "A region",
        "tile": (0, 0),
        "population": 5000,
        "age_sex": _table(**{"child/male": 0, "child/female": 0, "adult/male": 1, "adult/female": 1}),
        "groups": _table(hill=0.5, river=0.5),
        "urban": HALF,
        "quintiles_urban": _table(q1=0.2, q2=0.2, q3=0.2, q4=0.2, q5=0.2),
        "quintiles_rural": _table(q1=0.2, q2=0.2, q3=0.2, q4=0.2, q5=0.2),
        "opinions": _table(calm=1),
        "household_sizes": _table(**{"1": 1}),
    }
    return Society.model_validate(
        {
            "society": "made",
            "title": "Made",
            "about": "Invented for tests.",
            "invented": True,
            "default_citizens": 4800,
            "groups": GROUPS,
            "age_bands": {"child": {"first": 0, "last": 17}, "adult": {"first": 18}},
            "opinions": ["calm"],
            "segregation": 0,
            "regions": dict.fromkeys(REGIONS, region),
            "acts": {
                "train": _act("train journey", kind="need"),
                "praise": _act("praise", speech="supportive", outside=False),
                "critique": _act("critique", speech="critical", outside=False),
                "worship": _act("worship"),
                "jaywalk": _act("jaywalking", lawful=False),
            },
            "behaviour": {
                "dread": {
                    "record": 8,
                    "sanction": 64,
                    "denial": 16,
                    "fade_per_year": 255,
                    "secrecy_spread": HALF,
                },
                "hardship": {"fade_per_year": 100},
                "climate": {"prior": HALF, "alone": 1, "crowd": HALF},
                "employed_ages": ["adult"],
                "workplace_size": 8,
            },
        }
    )


def policy() -> Policy:
    """Two sources, two consequences; trains are denied, critique and jaywalking cost points."""
    coverage = {"urban": HALF, "rural": HALF}
    return Policy.model_validate(
        {
            "policy": "made",
            "title": "Made",
            "about": "Invented for tests.",
            "score": {"minimum": 0, "maximum": 800, "start": 600, "recovery": 50},
            "secrecy": HALF,
            "sources": {
                "cameras": {"title": "Cameras", "coverage": coverage, "sees": {"jaywalk": HALF}},
                "clerks": {
                    "title": "Clerks",
                    "coverage": coverage,
                    "sees": {"critique": HALF},
                    "mistakes": {
                        "per_person_year": Decimal("0.1"),
                        "records": {"critique": HALF, "jaywalk": HALF},
                    },
                },
            },
            "rules": {"critique": {"points": -20}, "jaywalk": {"points": -10}},
            "consequences": {
                "no_trains": {"title": "No trains", "below": 500, "denies": ["train"]},
                "confined": {"title": "House arrest", "below": 300, "confines": True},
            },
            "association": {"alpha": 0, "household": 0, "employer": 0, "friends": 0},
        }
    )


def world(**changes: Any) -> World:
    """A world of 105 weeks, 2017 to 2018, unless `changes` say otherwise."""
    values: dict[str, Any] = {
        "policy": policy(),
        "society": society(),
        "seed": 1,
        "start": dt.date(2017, 1, 1),
        "end": dt.date(2018, 12, 31),
        "citizens": 4800,
    }
    return World(**(values | changes))


def full(**changes: Any) -> World:
    """The same world with every mechanism that there is, and a scheme that comes in two waves."""
    return world(
        policy=Policy.model_validate(mechanisms.policy(policy().model_dump(exclude_none=True))),
        society=Society.model_validate(mechanisms.society(society().model_dump(exclude_none=True))),
        renewal=True,
        **changes,
    )


def layout(made: World) -> Layout:
    """The layout of a world."""
    return layout_of(made)


def recorder(folder: Path, made: World, replace: bool = False) -> Recorder:
    """A new recorder with the axes of the made world."""
    return Recorder.create(folder, made, layout(made), CELLS, communities(made), TABLES, replace=replace)


def communities(made: World) -> list[tuple[int, int, int, int]]:
    """Region, number, citizens and first enrolled step of every community."""
    size = made.community_size
    return [
        (region, number, min(size, people - number * size), 3 if region else -1)
        for region, people in enumerate(made.citizens_of_regions)
        for number in range(-(-people // size))
    ]


def people(made: World) -> Iterator[FinalRows]:
    """Everybody at the end: alone in a household, of the first archetype, at 600 points."""
    for region, number, size, _ in communities(made):
        score, level = np.full(size, 16 * 600, dtype=np.int16), np.zeros(size, dtype=np.uint8)
        alone = np.full(size, 1 << 15, dtype=np.uint16)
        lives = np.zeros((len(Life), size), dtype=np.uint32)
        yield FinalRows(region, number, alone, score, score, score, score, level, level, lives)


class Counts:
    """Random counts of every step by (block, region, cell), and what an engine would make of them."""

    def __init__(self, made: World, seed: int = 0) -> None:
        self.world = made
        self.layout = layout(made)
        self._seed = seed
        self.rows = [
            (block, region, wave)
            for block in range(0, BLOCKS, 3)
            for region in range(len(REGIONS))
            for wave in range(1 + len(made.policy.rollout))
        ]
        self._kept: dict[int, NDArray[np.int64]] = {}

    def of(self, step: int) -> NDArray[np.int64]:
        """int64[rows, cells, M] of one step, the same whenever it is asked for."""
        if step not in self._kept:
            self._kept[step] = self._drawn(step)
        return self._kept[step]

    def _drawn(self, step: int) -> NDArray[np.int64]:
        draw = np.random.default_rng([self._seed, step])
        shape = (len(self.rows), len(CELLS))
        none = np.zeros(shape, dtype=np.int64)
        names: dict[str, NDArray[np.int64]] = {}
        for kind in self.layout.kinds:
            would = draw.poisson(6, shape)
            left = would
            for what in ("held_back", "prevented", "denied"):
                names[f"act.{kind}.{what}"] = draw.binomial(left, 0.2)
                left = left - names[f"act.{kind}.{what}"]
            names[f"act.{kind}.brought_on"] = draw.poisson(1, shape)
            names[f"act.{kind}.done"] = left + names[f"act.{kind}.brought_on"]
            names[f"act.{kind}.considered"] = would + draw.poisson(6, shape)
            names[f"act.{kind}.answerable"] = draw.binomial(names[f"act.{kind}.done"], 0.8)
            names[f"act.{kind}.recorded"] = draw.binomial(names[f"act.{kind}.answerable"], 0.3)
            names[f"act.{kind}.wrong"] = draw.poisson(0.2, shape)
            names |= {f"act.{kind}.{what}": none for what in ("refused", "gamed", "repaid")}
        for source in self.layout.sources:
            names[f"source.{source}.true"] = draw.poisson(3, shape)
            names[f"source.{source}.wrong"] = draw.poisson(0.5, shape)
        names |= self._persons(draw, shape)
        names |= mechanisms.counts(self.world, draw, shape, names)
        return np.stack([names[column] for column in self.layout.columns], axis=-1)

    def _persons(self, draw: np.random.Generator, shape: tuple[int, int]) -> dict[str, NDArray[np.int64]]:
        """People, and what is in force for them, none more often than it can be."""
        part: dict[str, NDArray[np.int64]] = {}
        part["persons"] = draw.poisson(20, shape) + 4
        part["adults"] = draw.binomial(part["persons"], 0.8)
        part["enrolled"] = draw.binomial(part["adults"], 0.9)
        for what, of in (("person", "persons"), ("adult", "adults"), ("enrolled", "enrolled")):
            part[f"{what}_minutes"] = part[of] * self.world.step_minutes
        part["shown_sum"] = part["enrolled"] * 16 * 600 - draw.poisson(900, shape)
        for level in ("dread_sum", "hardship_sum", "points_lost", "points_gained", "pull_sum"):
            part[level] = draw.poisson(50, shape)
        part["clamped"] = draw.binomial(1, 0.1, shape)
        part["any_under"] = draw.binomial(part["enrolled"], 0.3)
        part["any_in_error"] = draw.binomial(part["any_under"], 0.1)
        part["any_by_ties"] = draw.binomial(part["any_under"], 0.2)
        part["any_entered"] = draw.binomial(part["any_under"], 0.1)
        part["any_left"] = draw.binomial(part["any_under"], 0.05)
        part["risk_plain"] = draw.binomial(part["enrolled"], 0.4)
        part["risk_hard"] = draw.binomial(part["enrolled"], 0.2)
        part["entered_plain"] = draw.binomial(part["risk_plain"], 0.01)
        part["entered_hard"] = draw.binomial(part["risk_hard"], 0.03)
        names = {f"person.{what}": counts for what, counts in part.items()}
        for consequence in self.layout.consequences:
            under = draw.binomial(part["any_under"], 0.8)
            names[f"consequence.{consequence}.under"] = under
            for what, share in (("in_error", 0.1), ("by_ties", 0.2), ("entered", 0.1), ("left", 0.05)):
                names[f"consequence.{consequence}.{what}"] = draw.binomial(under, share)
            by_rule = draw.binomial(names[f"consequence.{consequence}.left"], 0.2)
            rest = names[f"consequence.{consequence}.left"] - by_rule
            names[f"consequence.{consequence}.left_by_rule"] = by_rule
            names[f"consequence.{consequence}.left_by_redress"] = draw.binomial(rest, 0.4)
            spared = draw.binomial(part["enrolled"] - under, 0.05)
            names[f"consequence.{consequence}.spared_by_ties"] = spared
        return names

    def step(self, step: int) -> StepRecord:
        """The record of one step."""
        generator = np.random.default_rng([self._seed, step, 1])
        tallies = np.zeros((len(REGIONS), len(GROUPS), self.layout.width), dtype=np.int64)
        counts = self.of(step)
        for row, (_, region, _) in enumerate(self.rows):
            for cell, (group, _, _) in enumerate(CELLS):
                tallies[region, GROUPS.index(group)] += counts[row, cell]
        return StepRecord(
            step,
            tallies,
            generator.integers(0, 50, (len(REGIONS), len(GROUPS), BINS)),
            generator.integers(0, 50, (len(REGIONS), len(self.layout.public))),
            generator.integers(0, 65_537, (len(REGIONS), len(self.layout.known))),
        )

    def year(self, year: int) -> YearRecord:
        """The record of one year."""
        steps = [step for step in range(self.world.steps) if self.world.year_of(step) == year]
        return YearRecord(year, self.rows, np.sum([self.of(step) for step in steps], axis=0))

    def census(self, year: int) -> CensusRecord:
        """The census of one year: the better the conduct, the higher the score, but for chance."""
        draw = np.random.default_rng([self._seed, year, 2])
        places = np.array([(b, r, g) for b in range(BLOCKS) for r in range(2) for g in range(2)])
        keys, counts = [], []
        for block, region, group in places.tolist():
            deeds = draw.poisson(draw.gamma(1, 3, 20))
            expected = 1_000 * draw.integers(0, 20, 20)
            score = np.clip(50 - 2 * deeds + draw.integers(-6, 7, 20) - 3 * group, 0, BINS - 1)
            standing = np.where(score < 40, 1 + (draw.random(20) < 0.2), 0)
            for one in range(20):
                band = int(np.searchsorted(np.array(EXPECTED) * 1_000, expected[one]))
                done = int(np.searchsorted(DONE, deeds[one], side="right")) - 1
                keys.append((block, region, group, score[one], band, done, standing[one]))
                counts.append((1, expected[one], deeds[one]))
        places_of_all, at = np.unique(np.array(keys), axis=0, return_inverse=True)
        summed = np.zeros((len(places_of_all), 3), dtype=np.int64)
        np.add.at(summed, at.ravel(), np.array(counts))
        return CensusRecord(year, places_of_all, summed)

    def years(self) -> list[int]:
        """The years in which steps begin."""
        return sorted({self.world.year_of(step) for step in range(self.world.steps)})


def drive(target: Recorder, counts: Counts, until: int | None = None) -> Iterator[int]:
    """Record steps from where the recorder stands to before `until`; yields each step recorded."""
    made = counts.world
    for step in range(target.next_step, made.steps if until is None else until):
        target.step(counts.step(step))
        if step + 1 == made.steps or made.year_of(step + 1) != made.year_of(step):
            target.year(counts.year(made.year_of(step)))
            target.census(counts.census(made.year_of(step)))
        yield step


@cache
def counts_of_weeks() -> Counts:
    """The counts of the made world; worlds that differ in their seed alone are given the same."""
    return Counts(world())


@cache
def full_counts() -> Counts:
    """The counts of the world with every mechanism."""
    return Counts(full())


def complete(folder: Path, made: World, replace: bool = False, counts: Counts | None = None) -> Path:
    """A finished run folder."""
    target = recorder(folder, made, replace)
    counts = counts or counts_of_weeks()
    for _ in drive(target, counts):
        pass
    end(target)
    return folder


def end(target: Recorder) -> None:
    """Finish a run whose steps are recorded, as every run is."""
    target.final(people(target.world))
    target.finish(dict.fromkeys(("state", "tallies", "run"), "00" * 32), 1.5)
