"""Why two policies come to the same: from what is written in them and what was counted, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from underheaven.documents.quantity import DatedQuantity, Model, Quantity
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.policy.schema import Policy
from underheaven.study.lived import Lived

TEXTS = ("policy", "title", "about", "corrections")
"""Fields that nothing is computed from."""
FIRST = ("below", "above", "points")
"""What an entry of a policy does not do anything before."""
MOST_NAMED = 4


@dataclass(frozen=True)
class Difference:
    """An entry that two policies write otherwise, and the first day on which they do; None: the run's."""

    path: str
    since: dt.date | None


def differences(a: Policy, b: Policy, start: dt.date) -> list[Difference]:
    """Every entry in which two policies differ from a day on, but for texts and the origins of numbers."""
    return list(_differences(a, b, start, ""))


def _differences(a: object, b: object, start: dt.date, path: str) -> Iterator[Difference]:
    if a == b:
        return
    if isinstance(a, DatedQuantity) and isinstance(b, DatedQuantity):
        days = [start, *sorted(day for day in {*a.days, *b.days} if day > start)]
        if (first := next((day for day in days if a.on(day) != b.on(day)), None)) is not None:
            yield Difference(path, None if first == start else first)
    elif isinstance(a, Quantity) and isinstance(b, Quantity):
        if a.value != b.value:
            yield Difference(path, None)
    elif isinstance(a, Model) and type(a) is type(b):
        for name in type(a).model_fields:
            if name not in TEXTS:
                here = f"{path}.{name}".lstrip(".")
                yield from _differences(getattr(a, name), getattr(b, name), start, here)
    elif isinstance(a, dict) and isinstance(b, dict):
        for key in [*a, *(key for key in b if key not in a)]:
            here = f"{path}.{key}"
            if key in a and key in b:
                yield from _differences(a[key], b[key], start, here)
            else:
                yield Difference(here, _begins(a.get(key, b.get(key))))
    elif all(isinstance(each, dt.date | None) for each in (a, b)):
        yield Difference(path, min(each for each in (a, b) if isinstance(each, dt.date)))
    else:
        yield Difference(path, _begins(a if b is None else b if a is None else None))


def _begins(entry: object) -> dt.date | None:
    """The first day on which an entry that one policy lacks does anything."""
    since = getattr(entry, "since", None)
    if isinstance(since, dt.date):
        return since
    dated = [found for name in FIRST if isinstance(found := getattr(entry, name, None), DatedQuantity)]
    firsts = [each.days[0] for each in dated if each.days]
    return min(firsts) if firsts and len(firsts) == len(dated) else None


def why_the_same(a: World, b: World, parted: bool, runs: Sequence[tuple[Lived, Lived]]) -> str:
    """A sentence on two policies under which every life of every seed went the same.

    `parted` says whether the compiled tables differ anywhere; `runs` are the pairs.
    """
    found = differences(a.policy, b.policy, a.start)
    if not found:
        return (
            "The policies differ in names, texts and origins of numbers alone: nothing is computed from them."
        )
    if not parted:
        late = [each.since for each in found if each.since is not None and each.since > a.end]
        if len(late) == len(found):
            return (
                f"What the policies write otherwise ({_named(found)}) is in force from {min(late)} on, after "
                f"the last day of the run, {a.end}."
            )
        return (
            f"The policies write {_named(found)} otherwise, and compile to the same tables: every number "
            "that a step of this run reads is the same."
        )
    reasons = _never_applied(found, runs)
    if reasons:
        return f"The policies differ in {_named(found)}, and it never came to bear: {'; '.join(reasons)}."
    return (
        f"The policies differ in {_named(found)}, and still every citizen of every seed lived the same life; "
        "what was counted does not say why."
    )


def _named(found: Sequence[Difference]) -> str:
    paths = [each.path for each in found]
    more = len(paths) - MOST_NAMED
    return ", ".join(paths[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _never_applied(found: Sequence[Difference], runs: Sequence[tuple[Lived, Lived]]) -> list[str]:
    """Why each of the entries never mattered; nothing unless that is known of all of them."""

    def counted(*names: str) -> int:
        """How often either policy counted it, over all seeds; what a policy has no column of is 0."""
        return sum(
            int(lived.totals[layout_of(lived.world).columns.index(name)])
            for pair in runs
            for lived in pair
            for name in names
            if name in layout_of(lived.world).columns
        )

    if counted("person.enrolled") == 0:
        return ["nobody was in the scheme"]
    reasons = []
    for each in found:
        part, _, rest = each.path.partition(".")
        name = rest.partition(".")[0]
        if part == "rules" and not counted(f"act.{name}.recorded", f"act.{name}.wrong"):
            reasons.append(f"nobody was recorded for {name}")
        elif part == "consequences" and not counted(f"consequence.{name}.under"):
            reasons.append(f"nobody came under {name}")
        elif part == "sources" and not counted(f"source.{name}.true", f"source.{name}.wrong"):
            reasons.append(f"{name} recorded nothing")
        elif part == "privileges" and not counted(f"privilege.{name}.holders"):
            reasons.append(f"nobody held {name}")
        else:
            return []
    return list(dict.fromkeys(reasons))
