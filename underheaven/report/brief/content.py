"""What a brief says, before it is a page: every sentence is made from what the run holds."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from underheaven.documents.evidence import KINDS, Kind, Number, counted, numbers, widest
from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.measure.results import Measures
from underheaven.policy.flags import flags
from underheaven.policy.schema import Policy
from underheaven.report.brief.numbers import IN_SCHEME, Line, lines, lines_of_lived
from underheaven.report.brief.sure import how_sure
from underheaven.report.charts import PICTURES
from underheaven.report.followed import cost_of
from underheaven.report.picture import Picture
from underheaven.report.ranges import sentence
from underheaven.report.reproduce import again
from underheaven.report.results import Results
from underheaven.report.story import SYNTHETIC, sentences
from underheaven.report.words import capital, day, listed, number, per_thousand, plain
from underheaven.report.yearly import headline
from underheaven.society.schema import PLACES, QUINTILES

MOST_ASSUMED, MOST_GROUPS = 5, 5
ABOUT = 520
"""Letters of what the policies say of themselves."""
FIRST = ("speech", "sanctions", "scores", "denied")
"""The pictures that come into question: the first of which there is something to draw."""
LEAST = 0.001
"""Share of critical speech held back below which its picture is a flat line."""


@dataclass(frozen=True)
class Brief:
    """A brief in parts. `runs` names the policies in the order of the columns of `lines`."""

    title: str
    synthetic: str
    runs: tuple[str, ...]
    about: tuple[str, ...]
    asked: str
    found: tuple[str, ...]
    when: str
    lines: tuple[Line, ...]
    who: str
    sure: tuple[str, ...]
    sources: tuple[str, ...]
    assumed: tuple[Number, ...]
    flags: tuple[str, ...]
    corrections: tuple[tuple[str, tuple[str, ...]], ...]
    """Title of a policy -> what is corrected in it, where something is."""
    picture: Picture | None
    commands: tuple[str, ...]
    digests: tuple[str, ...]


def _hangs(results: Results) -> str:
    """How far the first numbers hang on what is assumed."""
    return sentence(results.ranges, results.world, results.last)


NOT = (
    "It is about nobody: no person is described, and no table of persons can be put in.",
    (
        "It is neither a forecast nor a finding about a country: it shows what follows if a scheme works as "
        "its file says, among people who act as the society's file says."
    ),
    "It is not evidence that such a scheme exists.",
)
"""What a brief is not."""


def brief_of(results: Results, against: Results | None = None) -> Brief:
    """The brief of a run, or of what differs between it and the run of the same people under another policy.

    InputError where the two runs differ in anything but the policy.
    """
    runs = (results,) if against is None else (results, against)
    if against is not None:
        _require_twins(results, against)
    worlds = [each.world for each in runs]
    titles = tuple(world.policy.title for world in worlds)
    found = lines([each.last for each in runs])
    found += lines_of_lived([each.lived if each.world.policy.consequences else None for each in runs])
    told = (*sentences(results.world, results.measures)[1:], *filter(None, [headline(results.trends)]))
    return Brief(
        title=titles[0],
        synthetic=SYNTHETIC,
        runs=titles,
        about=tuple(_about(world.policy, ABOUT // len(worlds)) for world in worlds),
        asked=_asked(worlds),
        found=told if against is None else (),
        when=results.when,
        lines=tuple(found),
        who=_who(results.last, "" if against is None else f" of “{titles[0]}”"),
        sure=(*how_sure(found, results.world.seed, len(runs)), _hangs(results), *_followed(runs)),
        sources=tuple(_sources(worlds)),
        assumed=tuple(_assumed(worlds)),
        flags=tuple(flags(worlds[0].policy)),
        corrections=tuple(
            (world.policy.title, world.policy.corrections) for world in worlds if world.policy.corrections
        ),
        picture=_picture(results),
        commands=_commands(runs),
        digests=tuple(each.provenance.digests.get("run", "none: interrupted") for each in runs),
    )


def _followed(runs: tuple[Results, ...]) -> Iterator[str]:
    """Of whom it is known what became of them."""
    for each in runs:
        if each.world.policy.consequences:
            whom = "" if len(runs) == 1 else f" under “{each.world.policy.title}”"
            yield f"What becomes of people{whom} is found by following them. {cost_of(each.lived)}"


def _require_twins(one: Results, other: Results) -> None:
    ours, theirs = one.world.identity(), other.world.identity()
    differing = [key for key in ours if key not in ("policy", "policy_order") and ours[key] != theirs[key]]
    if differing:
        raise refuse(
            "the two runs are not of the same people and time",
            f"they differ in {listed([plain(each) for each in differing])}",
            "name a run that differs in its policy alone, or name the policy instead of a run",
        )
    if one.last.years != other.last.years:
        raise refuse(
            "the two runs do not reach the same year",
            f"one is complete up to the end of {one.last_year}, the other of {other.last_year}",
            "go on with the shorter one: give its command again, with --resume",
        )


def _asked(worlds: list[World]) -> str:
    world = worlds[0]
    each = world.nation / world.citizens
    stands = "" if each < 1.05 else f", each of whom stands for about {number(float(f'{each:.3g}'))} people,"
    invented = "an invented society" if world.society.invented else "a society made from published totals"
    text = (
        f"What happens to {world.citizens:,} synthetic citizens of {world.society.title}, {invented}{stands} "
        f"if they live from {day(world.start)} to {day(world.end)} under “{world.policy.title}”, applied as "
        "its rules are written?"
    )
    if len(worlds) == 1:
        return text
    return (
        f"{text} And what happens to the same people with the same chances under “{worlds[1].policy.title}”? "
        "Only the rules differ, so what differs in the results comes from the rules."
    )


def _about(policy: Policy, letters: int) -> str:
    """The first sentences of so many letters that it says of itself, at least one; that it is corrected."""
    sentences_ = [f"{each.rstrip('.')}." for each in policy.about.split(". ")]
    kept = sentences_[:1]
    for each in sentences_[1:]:
        if sum(map(len, kept)) + len(each) > letters:
            break
        kept.append(each)
    if policy.corrections:
        kept.append("This is what was described, and not what has been found: see the corrections below.")
    return " ".join(kept)


def _who(last: Measures, policy: str) -> str:
    """How being under a consequence is spread over people; `policy` says of which, if need be."""
    measure = last.under
    parts = []
    shares = {
        dimension: {
            name: value.value for name, value in measure.by(dimension).items() if value.value is not None
        }
        for dimension in ("group", "place", "quintile")
    }
    every = [share for values in shares.values() for share in values.values()]
    if not every or not any(every):
        return ""
    groups = sorted(shares["group"].items(), key=lambda each: -each[1])
    if len(groups) > MOST_GROUPS:
        (most, high), (least, low) = groups[0], groups[-1]
        span = f"{per_thousand(low)} in {plain(least)} to {per_thousand(high)} in {plain(most)}"
        parts.append(f"among groups from {span}")
    elif len(groups) > 1:
        parts.append(listed([f"{per_thousand(share)} in {plain(name)}" for name, share in groups]))
    for dimension, names, words in (
        ("place", PLACES, {"rural": "the country", "urban": "towns"}),
        ("quintile", QUINTILES, {"q1": "the poorest fifth", "q5": "the richest fifth"}),
    ):
        there = [(words[name], shares[dimension][name]) for name in names
                 if name in words and name in shares[dimension]]  # fmt: skip
        if len(there) > 1:
            parts.append(listed([f"{per_thousand(share)} in {word}" for word, share in there]))
    return (
        f"Of every 1,000 {IN_SCHEME} of each kind, the number under a consequence{policy} is "
        f"{'; '.join(parts)}."
    )


def _documents(worlds: list[World]) -> dict[str, list[Number]]:
    found = {f"The policy “{world.policy.title}”": numbers(world.policy) for world in worlds}
    return {**found, f"The society “{worlds[0].society.title}”": numbers(worlds[0].society)}


def _sources(worlds: list[World]) -> list[str]:
    told = []
    for name, every in _documents(worlds).items():
        kinds: Mapping[Kind, int] = counted(every)
        parts = listed([f"{many:,} {KINDS[kind]}" for kind, many in kinds.items()])
        told.append(f"{name} has {sum(kinds.values()):,} numbers: {parts}.")
    return told


def _assumed(worlds: list[World]) -> list[Number]:
    every = [each for found in _documents(worlds).values() for each in found if each.kind == "assumed"]
    return widest(every, MOST_ASSUMED)


def _picture(results: Results) -> Picture | None:
    silenced = (results.last.everyone("chill_critical") or 0) >= LEAST
    for name in FIRST if silenced else FIRST[1:]:
        picture = PICTURES[name](results)
        if picture is not None and picture.wide is not None:
            return picture
    return None


def _commands(runs: tuple[Results, ...]) -> tuple[str, ...]:
    made = [again(each.world, each.given).command for each in runs]
    folders = [str(each.folder.path) for each in runs]
    words = ["underheaven", "brief", folders[0], *(["--against", folders[1]] if len(runs) > 1 else [])]
    return (*made, shlex.join([*words, "--out", "brief.html"]))


def named(number_: Number) -> str:
    """The dotted path of a number in words."""
    return capital(" › ".join(plain(part) for part in number_.path.split(".")))
