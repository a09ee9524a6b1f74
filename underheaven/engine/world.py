"""A world: everything that determines a run, and its hash.

The same world gives the same numbers anywhere. Its canonical JSON, without the origins of its numbers, is
hashed; the hash names the run.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from underheaven.documents.canonical import orders, reordered
from underheaven.documents.objects import arranged
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.told import told
from underheaven.policy.checked import checked_policy
from underheaven.policy.schema import Policy
from underheaven.society.checked import checked_society
from underheaven.society.schema import Society
from underheaven.society.sizes import citizens_of_regions

MODEL_VERSION = 3
"""Raised by any change that gives another digest for the same world."""
STEP_MINUTES = (10_080, 5_040, 1_440)
COMMUNITY_SIZES = (256, 512, 1024, 2048, 4096)
MOST_COMMUNITIES = 1 << 20
"""Of one region: the counter of a draw has 20 bits for the community's number."""
MINUTES_PER_DAY = 1_440


@dataclass(frozen=True)
class World:
    """One society under one policy, from `start` to the end of the day `end`.

    Policy and society are put in canonical order, so that worlds of the same hash hold the same bytes.
    """

    policy: Policy
    society: Society
    seed: int
    start: dt.date
    end: dt.date
    citizens: int
    step_minutes: int = 10_080
    community_size: int = 4_096
    renewal: bool = False
    """Whether births, deaths and moves replace people (specification, 27)."""

    def __post_init__(self) -> None:
        """Put the documents in order, and refuse a world that cannot be; every reason at once."""
        object.__setattr__(self, "policy", arranged(self.policy))
        object.__setattr__(self, "society", arranged(self.society, self.step_minutes))
        problems = []
        if not 0 <= self.seed < 2**64:
            problems.append(
                Problem(
                    f"{self.seed} cannot be a seed",
                    "a seed is a whole number from 0 to 2^64 - 1",
                    "choose one of these",
                )
            )
        if self.end < self.start:
            problems.append(
                Problem(
                    f"a run cannot go from {self.start} to {self.end}",
                    "it would end before it begins",
                    "swap the two days",
                )
            )
        elif (self.end - self.start).days > 200 * 366:
            problems.append(
                Problem(
                    f"a run from {self.start} to {self.end} is too long",
                    "a run has at most 200 years",
                    "shorten it",
                )
            )
        if self.step_minutes not in STEP_MINUTES:
            problems.append(
                Problem(
                    f"a step cannot have {self.step_minutes} minutes",
                    "a step is a week, half a week or a day",
                    f"choose one of {', '.join(map(str, STEP_MINUTES))}",
                )
            )
        if self.community_size not in COMMUNITY_SIZES:
            problems.append(
                Problem(
                    f"a community cannot have {self.community_size} places",
                    "a community has a power of two of places",
                    f"choose one of {', '.join(map(str, COMMUNITY_SIZES))}",
                )
            )
        if self.citizens < 1:
            problems.append(
                Problem(
                    f"a world cannot have {self.citizens} citizens",
                    "it needs at least one",
                    "raise --citizens",
                )
            )
        elif self.citizens > self.nation:
            problems.append(
                Problem(
                    f"{self.citizens:,} citizens are too many",
                    f"the society has {self.nation:,} people",
                    "a synthetic citizen stands for at least one of them: lower --citizens",
                )
            )
        elif min(self.citizens_of_regions) < 1:
            empty = list(self.society.regions)[self.citizens_of_regions.index(0)]
            problems.append(
                Problem(
                    f"{self.citizens:,} citizens are too few",
                    f"the region {empty} would have none",
                    "raise --citizens",
                )
            )
        elif max(self.citizens_of_regions) > MOST_COMMUNITIES * self.community_size:
            problems.append(
                Problem(
                    f"{self.citizens:,} citizens in communities of {self.community_size} are too many",
                    f"a region has at most {MOST_COMMUNITIES:,} communities",
                    "choose larger communities, or lower --citizens",
                )
            )
        if problems:
            raise InputError(problems)

    def checked(self) -> World:
        """This world, with a policy and a society that are checked as those from files are.

        For documents that were made or updated in Python; what an update has put into them is read anew.
        Raises InputError with every problem of both. What was checked before is not checked again.
        """
        problems: list[Problem] = []
        policy, society = self.policy, self.society
        try:
            policy = checked_policy(policy)
        except InputError as error:
            problems += error.problems
        try:
            society = checked_society(society, self.step_minutes)
        except InputError as error:
            problems += error.problems
        if problems:
            raise InputError(problems)
        same = policy is self.policy and society is self.society
        return self if same else replace(self, policy=policy, society=society)

    @property
    def nation(self) -> int:
        """Real population of the society, persons."""
        return sum(int(region.population.value) for region in self.society.regions.values())

    @cached_property
    def citizens_of_regions(self) -> tuple[int, ...]:
        """Simulated citizens of each region: largest remainder (specification, section 11)."""
        return citizens_of_regions(self.society, self.citizens)

    @property
    def horizon(self) -> int:
        """Length of the run in minutes."""
        return ((self.end - self.start).days + 1) * MINUTES_PER_DAY

    @property
    def steps(self) -> int:
        """Number of steps; the last may be partial."""
        return -(-self.horizon // self.step_minutes)

    def end_of(self, step: int) -> int:
        """The minute at which a step ends."""
        return min((step + 1) * self.step_minutes, self.horizon)

    def minute_of(self, day: dt.date) -> int:
        """The first minute of a day, counted from the start of the run; negative before it."""
        return (day - self.start).days * MINUTES_PER_DAY

    def year_of(self, step: int) -> int:
        """The calendar year of a step's first minute."""
        return (self.start + dt.timedelta(minutes=step * self.step_minutes)).year

    def identity(self) -> dict[str, Any]:
        """Everything that determines the run, as plain JSON values; a policy's `structure` does not."""
        return {
            "model_version": MODEL_VERSION,
            "policy": self.policy.model_dump(mode="json", exclude={"structure"}),
            "policy_order": orders(self.policy),
            "society": self.society.model_dump(mode="json"),
            "society_order": orders(self.society),
            "seed": self.seed,
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "citizens": self.citizens,
            "step_minutes": self.step_minutes,
            "community_size": self.community_size,
            "renewal": self.renewal,
        }

    @classmethod
    def of_identity(cls, data: Mapping[str, Any]) -> Self:
        """The world of an identity, as `identity` gives it, whatever the order of its keys.

        It must be of this `MODEL_VERSION`; what else is amiss raises KeyError, ValueError or `InputError`.
        """
        return cls(
            policy=Policy.model_validate(reordered(data["policy"], data["policy_order"])),
            society=Society.model_validate(reordered(data["society"], data["society_order"])),
            seed=data["seed"],
            start=dt.date.fromisoformat(data["from"]),
            end=dt.date.fromisoformat(data["to"]),
            citizens=data["citizens"],
            step_minutes=data["step_minutes"],
            community_size=data["community_size"],
            renewal=data["renewal"],
        )

    def __repr__(self) -> str:
        """The world in a line; its policy and its society alone would fill pages."""
        return (
            f"<World {self.hash[:12]}: {self.policy.policy} on {self.society.society}, {self.start} to "
            f"{self.end}, {self.citizens:,} citizens, seed {self.seed}>"
        )

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON of the identity without the origins of numbers, in hex."""
        return hash_of_identity(self.identity())


def hash_of_identity(identity: Mapping[str, Any]) -> str:
    """The hash of the world that has an identity, as `World.identity` gives it.

    Where numbers come from is no part of it: no result hangs on that, so that a source may be mended.
    """
    said = told(dict(identity))
    if isinstance(society := said.get("society"), dict):
        society.pop("sources", None)
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
