"""A comparison as one HTML page that needs nothing else: no script, no font, no address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from underheaven.policy.flags import flags
from underheaven.report.contrasts import (
    about_parting,
    between,
    changed_outcomes,
    difference,
    has_intervals,
    named,
    said_of,
    shares_of,
    title_of,
    value,
    what_ran,
)
from underheaven.report.dots import QUINTILES
from underheaven.report.exports.stamp import Stamp
from underheaven.report.picture import Picture
from underheaven.report.render import Chart, svg
from underheaven.report.story import SYNTHETIC
from underheaven.report.styles import style_sheet
from underheaven.report.templating import templates
from underheaven.report.words import plain
from underheaven.study.compare import Comparison, Twin
from underheaven.study.effects import Contrast, Effect
from underheaven.study.outcomes import Outcome
from underheaven.study.paths import NAMES, Routes


@dataclass(frozen=True)
class Grid:
    """A table: a head for each column, and rows of as many cells."""

    caption: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def page(
    comparison: Comparison,
    pictures: Sequence[Picture],
    routes: Sequence[Routes],
    stamp: Stamp,
    measure: str | None = None,
) -> str:
    """The page of a comparison as text; `pictures` hold one for each policy compared with the first."""
    environment = templates()
    split = {each.policies[1]: each for each in routes}
    return environment.get_template("comparison.html.j2").render(
        css=style_sheet(),
        synthetic=SYNTHETIC,
        title=title_of(comparison),
        society=comparison.world.society.title,
        ran=what_ran(comparison),
        note=comparison.note,
        several=has_intervals(comparison),
        twins=[
            {
                "policy": twin.policy,
                "sentences": list(about_parting(comparison, twin)),
                "picture": drawn,
                "wide": _svg(drawn.wide, drawn),
                "narrow": _svg(drawn.narrow, drawn),
                "grids": _grids(comparison, twin, measure),
                "split": _split(split[twin.policy]) if twin.policy in split else None,
            }
            for twin, drawn in zip(comparison.twins, pictures, strict=True)
        ],
        flags=said_of(comparison, flags),
        corrections=stamp.corrections,
        stamp=stamp,
        digests=[*zip(comparison.seeds, comparison.digests, strict=True)],
        base=comparison.policy,
    )


def _svg(chart: Chart | None, picture: Picture) -> str | None:
    return None if chart is None else svg(chart, picture.label)


def _grids(comparison: Comparison, twin: Twin, measure: str | None) -> list[Grid]:
    """What changes for people, one measure by category if it is named, and every measure for everyone."""
    found = [_outcome(each) for each in changed_outcomes(twin)]
    if measure is not None:
        found += [_by_category(comparison, twin, each) for each in named(twin, measure)]
    subjects = list(dict.fromkeys(each.subject for each in twin.effects))
    return [*found, *(_effects(comparison, twin, subject) for subject in subjects)]


def _outcome(outcome: Outcome) -> Grid:
    rows = [
        (
            "everyone" if dimension == "all" else f"{dimension}: {QUINTILES.get(category, plain(category))}",
            f"{shares.persons:,.0f}",
            *shares_of(shares),
            difference(shares.mean, outcome.kind.unit),
            between(shares.mean, outcome.kind.unit) or "–",
        )
        for dimension, category, shares in outcome.rows()
    ]
    heads = ("adults", "people", "better off", "the same", "worse off", "mean difference", "95 % interval")
    return Grid(f"{outcome.kind.title}, {outcome.kind.unit}", heads, rows)


def _row(name: str, unit: str, of: Contrast) -> tuple[str, ...]:
    return (
        name,
        value(of.a, unit),
        value(of.b, unit),
        difference(of.difference, unit),
        between(of.difference, unit) or of.difference.missing or "–",
    )


def _heads(first: str, comparison: Comparison, twin: Twin) -> tuple[str, ...]:
    return (first, comparison.policy, twin.policy, "difference", "95 % interval, or why there is none")


def _effects(comparison: Comparison, twin: Twin, subject: str) -> Grid:
    rows = [
        _row(f"{each.title}, {each.unit}", each.unit, each.everyone)
        for each in twin.effects
        if each.subject == subject
    ]
    return Grid(subject, _heads("measure", comparison, twin), rows)


def _by_category(comparison: Comparison, twin: Twin, effect: Effect) -> Grid:
    rows = [
        _row(
            "everyone" if dimension == "all" else f"{dimension}: {QUINTILES.get(category, plain(category))}",
            effect.unit,
            of,
        )
        for dimension, category, of in effect.rows()
    ]
    return Grid(f"{effect.title}, {effect.unit}", _heads("category", comparison, twin), rows)


def _split(routes: Routes) -> Grid:
    heads = ("measure", "effect", "direct", *NAMES, *(routes.splits[0].interactions if routes.splits else ()))
    rows = [
        (
            f"{each.title}, {each.unit}",
            *(
                difference(part, each.unit)
                + (f" ({between(part, each.unit)})" if between(part, each.unit) else "")
                for part in (each.total, each.direct, *each.shares.values(), *each.interactions.values())
            ),
        )
        for each in routes.splits
        if each.total.mean is not None
    ]
    return Grid(f"Effects by path, {routes.world.citizens:,} synthetic citizens", heads, rows)
