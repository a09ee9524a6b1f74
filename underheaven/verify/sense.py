"""Worlds about which there can be no two opinions: blind sources, no scheme, no errors, no ties, no group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine, simulate
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.policy.schema import Policy
from underheaven.society.loading import society_names
from underheaven.society.schema import Society
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import exact
from underheaven.verify.shipped import THREADS, Changes, Setting, policy_of, society_of, total
from underheaven.verify.small import SEED

SETTING = Setting(citizens=12_000, days=364)
RECOVERY, ALARMED = 24, 255


def blind(policy: Policy) -> Changes:
    """No source sees, searches or writes anything."""
    changes: dict[str, int] = {}
    for name, source in policy.sources.items():
        changes |= {f"sources.{name}.coverage.{place}": 0 for place in ("urban", "rural")}
        if source.mistakes is not None:
            changes[f"sources.{name}.mistakes.per_person_year"] = 0
    return changes


def faultless(policy: Policy) -> Changes:
    """No false matches and no slips of the pen."""
    changes = {}
    for name, source in policy.sources.items():
        if source.faces is not None:
            changes[f"sources.{name}.faces.false_match_rate"] = 0
        if source.mistakes is not None:
            changes[f"sources.{name}.mistakes.per_person_year"] = 0
    return changes


def scattered(engine: Engine) -> None:
    """Puts all adults at scores of their own, anywhere on the scale; nobody else is scored."""
    state, tables = engine.state, engine.tables
    adults = np.flatnonzero(tables.adult[state.archetype & ARCHETYPE])
    scores = np.random.default_rng(SEED).integers(tables.low, tables.high + 1, len(adults))
    for column in (state.own, state.shown, state.clean_own, state.clean):
        column[adults] = scores


def compare_blind(changes: Changes) -> list[Finding]:
    """The finding about scores that moved other than by recovery, where every source should be blind."""
    changes = {**changes, "association.alpha": 0, "score.recovery": RECOVERY}
    world = replace(SETTING, policy_changes=changes).world()
    engine = Engine(world, THREADS)
    scattered(engine)
    begun = engine.state.own.astype(np.int64)
    for _ in engine.records():
        pass
    start, regained = engine.tables.start, int(engine.tables.recovery.sum())
    rested = np.where(begun < start, np.minimum(start, begun + regained), begun)
    moved = sum(int((column != rested).sum()) for column in engine.state[:4])
    return [exact("every source blind: scores that moved but by recovery", 0, moved)]


def compare_none(policy: str) -> list[Finding]:
    """The findings about a policy that should leave everybody alone, even those full of dread.

    Without any scheme people fall silent where few speak, and a full hospital turns some away; not here.
    """
    alone = {"behaviour.speech_thresholds": (), "hospital.visits_per_person_year": 100}
    world = replace(SETTING, policy=policy, society_changes=alone).world()
    engine = Engine(world, THREADS)
    engine.state.dread[:] = ALARMED
    steps = [record for record in engine.records() if isinstance(record, StepRecord)]
    kinds = list(world.society.acts)
    done = sum(total(world, steps, f"act.{kind}.done") for kind in kinds)
    findings = [
        exact(
            f"{policy}: acts {what.replace('_', ' ')}",
            0,
            sum(total(world, steps, f"act.{kind}.{what}") for kind in kinds),
        )
        for what in (
            "held_back",
            "brought_on",
            "prevented",
            "denied",
            "refused",
            "recorded",
            "wrong",
            "gamed",
        )
    ]
    return [*findings, exact(f"{policy}: whether anything was done", "yes", "yes" if done > 0 else "no")]


def compare_faultless(changes: Changes) -> list[Finding]:
    """The findings about sanctions in error, where there should be no errors."""
    world = replace(SETTING, policy_changes=changes).world()
    result = simulate(world, THREADS)
    state = result.state
    names = [f"consequence.{name}.in_error" for name in world.policy.consequences]
    differ = int(((state.shown != state.clean) | (state.own != state.clean_own)).sum())
    return [
        exact(
            "no false matches, no mistakes: people sanctioned in error, summed over weeks",
            0,
            sum(total(world, result.steps, name) for name in (*names, "person.any_in_error")),
        ),
        exact("no false matches, no mistakes: people whose clean score is another", 0, differ),
    ]


def compare_untied(changes: Changes) -> list[Finding]:
    """The findings about shown scores, where ties should weigh nothing."""
    world = replace(SETTING, policy_changes=changes).world()
    result = simulate(world, THREADS)
    return [
        exact(
            "ties weigh nothing: people whose shown score is not their own",
            0,
            int((result.state.shown != result.state.own).sum()),
        ),
        exact("ties weigh nothing: pull, summed", 0, total(world, result.steps, "person.pull_sum")),
    ]


def compare_groups(world: World) -> list[Finding]:
    """The finding about archetypes that differ in group alone and consider or do otherwise."""
    # Group is the most significant digit of an archetype's number: one row for each group.
    rows = compile_tables(world).manner.reshape(len(world.society.groups), -1)
    differ = int((rows != rows[0]).any(axis=0).sum())
    return [exact(f"{world.society.society}: archetypes whose conduct depends on their group", 0, differ)]


def world_among(society: Society) -> World:
    """A world of a society, for its tables alone."""
    return replace(SETTING.world(), society=society)


def run() -> Sequence[Finding]:
    """All of them."""
    article = policy_of("article-2019")
    return [
        *compare_blind(blind(article)),
        *compare_none("none"),
        *compare_faultless(faultless(article)),
        *compare_untied({"association.alpha": 0}),
        *(finding for name in society_names() for finding in compare_groups(world_among(society_of(name)))),
    ]


CASES = (
    Case(
        name="common-sense",
        title="Worlds of common sense",
        checks="blind sources, no scheme, no errors, no ties, group and conduct",
        kind="engine",
        label="input",
        source="construction (specification, sections 3, 5 to 8)",
        tolerance="exact",
        false_alarm=0.0,
        run=run,
    ),
)
