"""What `observe` is started with: runs, own policies and societies first, and then all that is shipped."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from underheaven.documents.gathering import Gathered
from underheaven.documents.problems import InputError, refuse
from underheaven.engine.world import World
from underheaven.observatory.filed import moving, refuse_what_moves
from underheaven.observatory.planned import EXACT
from underheaven.observatory.serving.offered import Offered, SocietyOffered, Span
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy, policy_names
from underheaven.policy.named import policy_called, society_called
from underheaven.policy.schema import Policy
from underheaven.record.query import RunFolder
from underheaven.report.reproduce import asked_by, policy_name, society_name
from underheaven.society.loading import load_society, society_names
from underheaven.society.schema import Society
from underheaven.society.sizes import citizens_of_regions
from underheaven.study.limits import require_memory

LONG = Span(dt.date(2014, 1, 1), dt.date(2021, 12, 31))
SHORT = Span(dt.date(2020, 1, 1), dt.date(2020, 12, 31))
SIZES = (120_000, 20_000, 2_000)
SEEDS = range(1, 33)
FIRST = "article-2019"


@dataclass(frozen=True)
class Wanted:
    """What is to be offered beside what is shipped; policies and the society by name or file."""

    runs: Sequence[RunFolder] = ()
    policies: Sequence[str] = ()
    society: str = "riverton"
    citizens: int | None = None
    span: Span = LONG
    seed: int = 1
    threads: int = 1


@dataclass
class _Choices:
    """What can be chosen for a society, each once; the first of each is what a page begins with."""

    society: Society
    called: str
    policies: dict[str, None] = field(default_factory=dict)
    spans: dict[Span, None] = field(default_factory=dict)
    citizens: dict[int, None] = field(default_factory=dict)
    seeds: dict[int, None] = field(default_factory=dict)

    def fits(self, policy: Policy) -> bool:
        """Whether the society can be lived under a policy, and the page can show it."""
        try:
            check_fit(policy, self.society)
        except InputError:
            return False
        return not moving(policy)

    def offered(self) -> SocietyOffered:
        """All of it."""
        return SocietyOffered(
            self.society, (*self.policies,), (*self.spans,), (*self.citizens,), (*self.seeds,), self.called
        )


class _Offering:
    """Gathers what is offered."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._policies: dict[str, Policy] = {}
        self._called: dict[str, str] = {}
        self._digests: dict[str, str] = {}
        self._choices: dict[str, _Choices] = {}

    def run(self, folder: RunFolder) -> None:
        """The world of a run."""
        world = _shown(folder)
        given = folder.provenance.extra.get("given", {})
        self._add(world.policy, policy_name(world, given))
        choices = self._of(world.society, society_name(world, given))
        choices.policies[world.policy.policy] = None
        choices.spans[Span(world.start, world.end)] = None
        choices.citizens[world.citizens] = None
        choices.seeds[world.seed] = None
        self._digests[world.hash] = folder.provenance.digests["run"]
        require_memory(world, self._threads)

    def asked(self, wanted: Wanted) -> None:
        """What was named."""
        found = Gathered()
        society = found.take(lambda: society_called(wanted.society))
        read = [found.take(partial(policy_called, name)) for name in wanted.policies]
        found.settle()
        assert society is not None
        choices = self._of(society, asked_by(wanted.society))
        choices.spans[wanted.span] = None
        number = society.default_citizens.value if wanted.citizens is None else wanted.citizens
        choices.citizens[number] = None
        choices.seeds[wanted.seed] = None
        for name, there in zip(wanted.policies, read, strict=True):
            assert there is not None
            policy, document = there
            found.take(partial(check_fit, policy, society, document))
            found.take(partial(self._add, policy, asked_by(name)))
            choices.policies[policy.policy] = None
        found.settle()
        for name in [*choices.policies] or [FIRST]:
            policy = self._policies.get(name) or load_policy(name)
            world = World(policy, society, wanted.seed, *wanted.span, number)
            refuse_what_moves(world.policy)
            require_memory(world, self._threads)

    def shipped(self) -> None:
        """Every policy of the catalogue where it fits, on every society."""
        for name in dict.fromkeys((FIRST, *policy_names())):
            if name not in self._policies:
                self._policies[name] = load_policy(name)
        for name in society_names():
            if name not in self._choices:
                self._of(load_society(name), name)
        for choices in self._choices.values():
            self._fill(choices)

    def _fill(self, choices: _Choices) -> None:
        choices.spans |= dict.fromkeys((LONG, SHORT))
        choices.seeds |= dict.fromkeys(SEEDS)
        if not choices.citizens:
            choices.citizens[choices.society.default_citizens.value] = None
        fitting = [name for name, policy in self._policies.items() if choices.fits(policy)]
        choices.policies |= dict.fromkeys(fitting)
        people = sum(int(region.population.value) for region in choices.society.regions.values())
        for size in SIZES:
            if size <= people and min(citizens_of_regions(choices.society, size)) > 0:
                choices.citizens.setdefault(size, None)

    def offered(self) -> Offered:
        """All of it."""
        societies = {name: each.offered() for name, each in self._choices.items() if each.policies}
        return Offered(self._policies, societies, self._called, self._digests)

    def _of(self, society: Society, called: str) -> _Choices:
        return self._choices.setdefault(society.society, _Choices(society, shlex.quote(called)))

    def _add(self, policy: Policy, called: str) -> None:
        there = self._policies.setdefault(policy.policy, policy)
        bare = {"structure": None}
        if there.model_copy(update=bare) != policy.model_copy(update=bare):
            raise refuse(
                f"two policies are called {policy.policy}",
                "a page tells them apart by their names",
                "rename one of them: its first line says its name",
            )
        self._called.setdefault(policy.policy, shlex.quote(called))


def offered(wanted: Wanted) -> Offered:
    """What is offered; InputError with all that is wrong with what was named."""
    offering, found = _Offering(wanted.threads), Gathered()
    for folder in wanted.runs:
        found.take(partial(offering.run, folder))
    found.take(lambda: _require_exact(wanted.seed))
    found.take(lambda: offering.asked(wanted))
    found.settle()
    offering.shipped()
    return offering.offered()


def _require_exact(seed: int) -> None:
    if seed >= EXACT:
        raise refuse(
            f"the seed {seed} cannot be chosen on a page",
            f"a browser's numbers are exact below {EXACT}",
            "choose a smaller seed",
        )


def _shown(folder: RunFolder) -> World:
    """The world of a run that a page can show; InputError where it cannot."""
    if not folder.finished:
        raise refuse(
            f"{folder.path} cannot be shown", "its run was interrupted", "go on with it: --resume does that"
        )
    world = folder.world
    _require_exact(world.seed)
    plain = World(world.policy, world.society, world.seed, world.start, world.end, world.citizens)
    if plain.hash != world.hash:
        raise refuse(
            f"{folder.path} cannot be shown",
            "a page shows steps of a week, without renewal, in communities of 4,096",
            "make the run without these options",
        )
    refuse_what_moves(world.policy)
    return world
