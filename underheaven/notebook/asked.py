"""Worlds that are asked for from Python: everything that is wrong with their arguments is said at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.engine.world import COMMUNITY_SIZES, STEP_MINUTES
from underheaven.engine.world import World as Model
from underheaven.notebook.given import Given, policy_given, society_given
from underheaven.policy.fitness import check_fit
from underheaven.society.schema import Society

WEEK, COMMUNITY = 10_080, 4_096
MOST_SEED = 2**64 - 1


@dataclass(frozen=True)
class Asked:
    """Worlds that differ in their policies alone, and how policies and society were given."""

    models: tuple[Model, ...]
    policies: tuple[Given, ...]
    society: dict[str, str]

    @property
    def given(self) -> dict[str, str]:
        """How the first policy and the society were given."""
        return {**self.policies[0].words, **self.society}

    @property
    def names(self) -> tuple[str, ...]:
        """What the policies are called: by themselves, or as they were given where two have one name."""
        own = [model.policy.policy for model in self.models]
        called = [each.name for each in self.policies]
        return tuple(name if own.count(name) == 1 else other for name, other in zip(own, called, strict=True))


@dataclass(frozen=True)
class Settings:
    """What worlds have in common, as it was given."""

    society: object
    start: object
    end: object
    citizens: object = None
    seed: object = 1
    step_minutes: object = WEEK
    community_size: object = COMMUNITY
    renewal: object = False
    most_citizens: int | None = None
    """Citizens where none are asked for and the society has more; None: all of the society's."""

    def worlds(self, found: Gathered, policies: Sequence[tuple[str, object]], change: object = None) -> Asked:
        """The worlds of policies, each named by its argument; InputError with what `found` has too."""
        named = [found.take(partial(policy_given, argument, value, change)) for argument, value in policies]
        people = found.take(lambda: society_given("society", self.society))
        seed = found.take(lambda: taking.whole("seed", self.seed, most=MOST_SEED))
        days = found.take(lambda: taking.days(self.start, self.end))
        many = found.take(lambda: taking.some_whole("citizens", self.citizens, least=1))
        minutes = found.take(lambda: taking.one_of("step_minutes", self.step_minutes, STEP_MINUTES))
        size = found.take(lambda: taking.one_of("community_size", self.community_size, COMMUNITY_SIZES))
        renewal = found.take(lambda: taking.flag("renewal", self.renewal))
        for each in named:
            if each is not None and people is not None:
                found.take(partial(check_fit, each.policy, people[0], each.document))
        found.settle()
        place, words = had(people)
        citizens = self._usual(place) if many is None else many
        models = tuple(
            Model(
                had(each).policy,
                place,
                had(seed),
                *had(days),
                citizens,
                had(minutes),
                had(size),
                had(renewal),
            )
            for each in named
        )
        return Asked(models, tuple(map(had, named)), words)

    def _usual(self, society: Society) -> int:
        usual = society.default_citizens.value
        return usual if self.most_citizens is None else min(usual, self.most_citizens)
