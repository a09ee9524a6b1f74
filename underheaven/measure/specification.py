"""What a specification of a measure says, and how one is bound to a world."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from underheaven.measure.counts import Counts, Floats
from underheaven.measure.frame import Frame

Item = TypeVar("Item")
Measure = Callable[[Counts], Floats]
Bind = Callable[[Frame], Mapping[str, tuple[str, Measure]]]
"""For a world: item -> (title of the item, function). The item of a single measure is ""."""
Choice = Callable[[Frame], Iterable[str]]
Label = Literal["input", "calibrated", "emergent"]
Of = Literal["people", "scores", "queue", "pairs"]
"""What a measure is read from: tallies of people, their scores, the queue of appeals, pairs of partners."""
KEPT: dict[Of, tuple[str, ...]] = {
    "people": ("group", "region", "place", "quintile", "wave"),
    "scores": ("group", "region"),
    "queue": ("region",),
    "pairs": ("region", "wave"),
}
"""The breakdowns that there are of each."""
WHOLE_REGIONS = ("", "region", "wave")
EVERYWHERE = (*WHOLE_REGIONS, "group", "place", "quintile")
"""Everyone and breakdowns: those by what whole communities have in common, and all of them."""
LABELS: dict[Label, str] = {
    "input": "follows closely from numbers written in the policy's or the society's file",
    "calibrated": "its size is set by behavioural parameters, taken from studies or assumed",
    "emergent": "comes out of many mechanisms together and is written nowhere",
}
NO_ADULTS = "there are no adults"
NOBODY = "nobody is in the scheme"
NO_SANCTION = "nobody is under it"
NO_ANY = "nobody is under any consequence"
NO_RECORDS = "nothing was recorded"
NO_VISITS = "nobody of the class was served"
NO_FAMILIES = "no family wants one, or none was allotted yet"
NO_FIRMS = "there are no firms"
NO_ACTS = "no such act would have been done"
SPECIFICATION = "specification, section 12"


def nothing(_: Frame) -> tuple[str, ...]:
    """No breakdown."""
    return ()


@dataclass(frozen=True)
class Specification:
    """One measure, or one for each of several items of a world (then `each` says of what).

    `undefined` says why a value is missing: why its denominator can be 0. Intervals keep within `lowest`
    and `highest`. `of` says what it is read from. `from_start` marks what has a meaning only of a period that
    begins with the run, `against_all` what compares a category with everybody. `shared` names the breakdowns
    ("" for everyone) of which blocks cannot tell the chance, because they share a queue or places.
    """

    name: str
    title: str
    unit: str
    formula: str
    source: str
    direction: str
    label: Label
    undefined: str
    bind: Bind
    each: str = ""
    lowest: float | None = 0.0
    highest: float | None = None
    of: Of = "people"
    from_start: bool = False
    against_all: bool = False
    shared: Callable[[Frame], Container[str]] = nothing


def bound(function: Callable[[Counts, Item], Floats], item: Item) -> Measure:
    """A function of counts and an item, with the item given."""
    return lambda counts: function(counts, item)


def one(function: Measure) -> Bind:
    """A single measure."""
    return lambda _: {"": ("", function)}


def when(there: Callable[[Frame], object], bind: Bind) -> Bind:
    """Measures of a mechanism, in worlds that have it."""
    return lambda frame: bind(frame) if there(frame) else {}


def every(named: Callable[[Frame], Mapping[str, str]], function: Callable[[Counts, str], Floats]) -> Bind:
    """A measure of each thing of a kind that a frame names, with its title."""
    return lambda frame: {name: (title, bound(function, name)) for name, title in named(frame).items()}


def every_consequence(function: Callable[[Counts, str], Floats]) -> Bind:
    """A measure of each consequence."""
    return every(lambda frame: frame.consequences, function)


def every_source(function: Callable[[Counts, str], Floats]) -> Bind:
    """A measure of each source."""
    return every(lambda frame: frame.sources, function)


def together(function: Callable[[Counts, Iterable[str]], Floats], chosen: Choice) -> Bind:
    """A single measure of the chosen kinds together."""
    return lambda frame: {"": ("", bound(function, tuple(chosen(frame))))}


def every_kind(function: Callable[[Counts, Iterable[str]], Floats], chosen: Choice) -> Bind:
    """A measure of each of the chosen kinds."""
    return lambda frame: {kind: (frame.kinds[kind].title, bound(function, (kind,))) for kind in chosen(frame)}


def all_kinds(frame: Frame) -> Iterable[str]:
    """Every kind of act."""
    return frame.kinds


def seen_kinds(frame: Frame) -> Iterable[str]:
    """Kinds that a source sees and that have a rule."""
    return (name for name, kind in frame.kinds.items() if kind.seen)


def writable_kinds(frame: Frame) -> Iterable[str]:
    """Kinds that a source may write down, rightly or by mistake."""
    return (name for name, kind in frame.kinds.items() if kind.writable)


def denied_kinds(frame: Frame) -> Iterable[str]:
    """Kinds that a consequence denies."""
    return (name for name, kind in frame.kinds.items() if kind.denied)


def lawful(*speech: str) -> Choice:
    """Lawful kinds whose `speech` is one of those named."""
    return lambda frame: frame.kinds_that(lawful=True, speech=speech)


def unlawful(frame: Frame) -> Iterable[str]:
    """Unlawful kinds."""
    return frame.kinds_that(lawful=False, speech=("none", "critical", "supportive"))
