"""What changes between two policies, chosen and worded for terminals, pages and pictures."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence

from underheaven.documents.words import counted, quoted
from underheaven.measure.headlines import MAIN
from underheaven.measure.results import Value
from underheaven.policy.schema import Policy
from underheaven.record.provenance import NOTICE
from underheaven.report.exports.stamp import Stamp
from underheaven.report.words import SPACE, capital, day, in_unit, listed, number, percent
from underheaven.study.compare import Comparison, Twin
from underheaven.study.effects import Contrast, Effect
from underheaven.study.outcomes import Outcome, Shares
from underheaven.study.seeds import Estimate

MOST = 14
SMALL = 30
"""People of a category below which its shares say little."""
WEEK = 10_080
OF_SCORES = ("score_gini", "clamped")


def most_changed(twin: Twin, many: int = MOST) -> list[Effect]:
    """The measures of the whole policy that changed most against what they were, in the order of measures.

    Those alone whose interval leaves out 0, or, without intervals, that differ at all. How much is taken
    relative to both values, so that no measure counts for more than another.
    """
    changed = [
        each
        for each in twin.effects
        if "." not in each.name and differs(each.everyone) and not (twin.other_scale and in_points(each))
    ]
    chosen = {each.name for each in sorted(changed, key=_relative, reverse=True)[:many]}
    return [each for each in changed if each.name in chosen]


def named(twin: Twin, measure: str) -> list[Effect]:
    """The effect on a measure; none where neither policy has it, as another of the same comparison may."""
    return [each for each in twin.effects if each.name == measure]


def in_points(effect: Effect) -> bool:
    """Whether a measure is of scores, which mean something on one scale alone."""
    return "points" in effect.unit or effect.name in OF_SCORES


def differs(of: Contrast) -> bool:
    """Whether a difference is there and is not chance, as far as the seeds can tell."""
    return of.difference.apart or (of.difference.low is None and bool(of.difference.mean))


def _relative(effect: Effect) -> float:
    a, b, difference = (each.mean or 0.0 for each in _all(effect.everyone))
    return abs(difference) / (abs(a) + abs(b) or 1.0)


def _all(of: Contrast) -> tuple[Estimate, Estimate, Estimate]:
    return of.a, of.b, of.difference


def unchanged(twin: Twin) -> list[Effect]:
    """Measures that are exactly the same under both in every seed."""
    return [each for each in twin.effects if each.everyone.unchanged]


def changed_outcomes(twin: Twin) -> list[Outcome]:
    """What changes for anybody, in the order of outcomes."""
    return [each for each in twin.outcomes if (each.everyone.same.mean or 0.0) < 1 and each.distribution]


def most_spread(twin: Twin, many: int) -> list[Outcome]:
    """The outcomes that change for most people, in the order of outcomes."""
    changed = changed_outcomes(twin)
    kept = sorted(changed, key=lambda each: each.everyone.same.mean or 0.0)[:many]
    return [each for each in changed if each in kept]


def value(estimate: Estimate, unit: str) -> str:
    """A mean in its unit, or a dash."""
    return "-" if estimate.mean is None else _in_unit(estimate.mean, unit)


def _in_unit(mean: float, unit: str) -> str:
    return in_unit(mean, unit) if mean >= 0 or unit != "share" else f"-{percent(-mean)}"


def signed(mean: float, unit: str) -> str:
    """A difference: of shares in percentage points (pp), of all else in the unit of the values."""
    size = number(abs(100 * mean if unit == "share" else mean))
    sign = "+" if mean > 0 else "-" if mean < 0 else ""
    return f"{sign}{size}{f'{SPACE}pp' if unit == 'share' else ''}"


def difference(estimate: Estimate, unit: str) -> str:
    """A mean difference with its sign, or a dash."""
    return "-" if estimate.mean is None else signed(estimate.mean, unit)


def between(estimate: Estimate, unit: str) -> str:
    """The interval of a difference; nothing where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    low, high = (signed(end, unit).replace(f"{SPACE}pp", "") for end in (estimate.low, estimate.high))
    return f"{low} to {high}"


def as_value(estimate: Estimate) -> Value:
    """An estimate as pictures take values."""
    return Value(estimate.mean, estimate.low, estimate.high, estimate.missing)


def title_of(comparison: Comparison) -> str:
    """The policies against the first."""
    others = listed([quoted(twin.policy) for twin in comparison.twins])
    return f"{others} against {quoted(comparison.policy)}"


def what_ran(comparison: Comparison) -> str:
    """Who lived when, how often."""
    world, seeds = comparison.world, comparison.seeds
    return (
        f"The same {world.citizens:,} synthetic citizens of {world.society.title}, with the same draws, "
        f"lived from {day(world.start)} to {day(world.end)} under each policy, {_seeds(seeds)}."
    )


def _seeds(seeds: Sequence[int]) -> str:
    if len(seeds) == 1:
        return f"with seed {seeds[0]}"
    ends = f"{seeds[0]} to {seeds[-1]}" if list(seeds) == list(range(seeds[0], seeds[-1] + 1)) else None
    return f"each with {counted(len(seeds), 'seed')} ({ends or listed([str(seed) for seed in seeds])})"


def about_parting(comparison: Comparison, twin: Twin) -> Iterator[str]:
    """From which day on the policies differ, what that saved, and why nothing changed where nothing did."""
    if twin.other_scale:
        scores = [world.policy.score for world in (comparison.world, twin.world)]
        one, other = (f"{each.minimum.value} to {each.maximum.value}" for each in scores)
        yield (
            f"The policies score on different scales ({one} and {other}, or from another start): differences "
            "in points say as much of the scales as of people, and are left to the full tables."
        )
    if twin.why_the_same is not None:
        yield f"Nothing changed for anybody. {twin.why_the_same}"
    elif twin.parts_on is not None and twin.parts_on > comparison.world.start:
        yield (
            f"Up to {day(twin.parts_on)} nothing that a step reads differs between the policies, so that the "
            "runs share that past, and it was lived once."
        )
    if twin.differs_on is not None and twin.parts_on is not None and twin.differs_on > twin.parts_on:
        yield f"The first count that differs is of the step that begins on {day(twin.differs_on)}."


def shares_of(shares: Shares) -> tuple[str, str, str]:
    """Better off, the same, worse off."""
    better, same, worse = (value(each, "share") for each in (shares.better, shares.same, shares.worse))
    return better, same, worse


def has_intervals(comparison: Comparison) -> bool:
    """Whether there are seeds enough to say how sure differences are."""
    return len(comparison.seeds) > 1


def by_chance(comparison: Comparison) -> str:
    """What to say after that nothing differs: by how much, where that is known."""
    return " by more than chance" if has_intervals(comparison) else ""


def finding(comparison: Comparison, twin: Twin) -> str:
    """The first main measure that changed, and who is better or worse off, in a sentence or two."""
    chosen, outcomes = most_changed(twin), changed_outcomes(twin)
    first, second = quoted(comparison.policy), quoted(twin.policy)
    if not chosen and not outcomes:
        return f"No measure differs between {first} and {second}{by_chance(comparison)}."
    said = []
    if chosen:
        most = next((each for each in chosen if each.name in MAIN), max(chosen, key=_relative))
        a, b, apart = _all(most.everyone)
        span = f" (95 % interval {between(apart, most.unit)})" if apart.low is not None else ""
        said.append(
            f"{capital(most.title)}: {value(a, most.unit)} under {first}, {value(b, most.unit)} "
            f"under {second}, a difference of {difference(apart, most.unit)}{span}."
        )
    if outcomes:
        outcome = outcomes[0]
        better, same, worse = shares_of(outcome.everyone)
        said.append(
            f"{outcome.kind.title}: {better} of adults are better off under {second}, {worse} worse off, "
            f"{same} the same."
        )
    return " ".join(said)


def said_of(comparison: Comparison, what: Callable[[Policy], Iterable[str]]) -> list[str]:
    """What is said of each policy, with its name before it; what is said of several stands once."""
    named = [(comparison.policy, comparison.world.policy)]
    named += [(twin.policy, twin.world.policy) for twin in comparison.twins]
    found: dict[str, list[str]] = {}
    for name, policy in named:
        for each in what(policy):
            found.setdefault(each, []).append(name)
    return [f"{listed([quoted(name) for name in names])}: {each}" for each, names in found.items()]


def stamp(
    comparison: Comparison, given: Sequence[str], society: str, command: str, python: str | None = None
) -> Stamp:
    """Where an export of a comparison comes from; policies and society as they were `given`.

    `python` makes it again, by default with the same names.
    """
    world = comparison.world
    policies = [quoted(name) for name in (comparison.policy, *(twin.policy for twin in comparison.twins))]
    about = (
        f"{listed([f'{name} against {policies[0]}' for name in policies[1:]])}: {world.society.title}, "
        f"{world.start} to {world.end}, {world.citizens:,} synthetic citizens, {_seeds(comparison.seeds)}."
    )
    corrections = tuple(said_of(comparison, lambda policy: policy.corrections))
    again = python or python_of(list(map(repr, given)), f"society={society!r}", comparison)
    return Stamp(about, (command,), ("import underheaven as uh", again), corrections, NOTICE)


def python_of(policies: Sequence[str], society: str, comparison: Comparison) -> str:
    """The Python that makes a comparison again, from the arguments that give policies and society."""
    world = comparison.world
    arguments = [
        *policies, society, f"citizens={world.citizens}", f"start='{world.start}'", f"end='{world.end}'",
        f"seeds={comparison.seeds!r}",
    ]  # fmt: skip
    if world.step_minutes != WEEK:
        arguments.append(f"step_minutes={world.step_minutes}")
    if world.renewal:
        arguments.append("renewal=True")
    return f"found = uh.compare({', '.join(arguments)})"


def command_of(
    policies: Sequence[str], society: str, comparison: Comparison, rest: Sequence[str] = ()
) -> str:
    """The line for the shell that makes a comparison again, with names as they were given."""
    world = comparison.world
    words = [
        "underheaven", "compare", *policies, "--society", society, "--seeds", str(len(comparison.seeds)),
        "--citizens", str(world.citizens), "--from", str(world.start), "--to", str(world.end),
    ]  # fmt: skip
    if world.step_minutes != WEEK:
        words += ["--step-minutes", str(world.step_minutes)]
    if world.renewal:
        words.append("--renewal")
    return shlex.join([*words, *rest])
