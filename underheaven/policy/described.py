"""A policy in words: a row for each thing that it says, in the order of its file."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.mechanisms.declared import MECHANISMS
from underheaven.mechanisms.mistakes.model import Faces
from underheaven.mechanisms.registry import parts, placed
from underheaven.policy.safeguard import has, safeguards
from underheaven.policy.safeguards import Safeguards
from underheaven.policy.schema import Policy, Source
from underheaven.policy.words import Row, kinds, percent, value

RULES_OF_THE_MODEL = "Rules about people and schemes"
"""The heading of what a policy says of rules that are the model's and not its own."""


def sections(policy: Policy) -> dict[str, list[Row]]:
    """Heading -> its rows: a name, what holds, and more about it. Parts that say nothing are left out."""
    found: dict[str, list[Row]] = {
        "Scale": [_scale(policy)],
        "Sources": [row for name, source in policy.sources.items() for row in _source(name, source)],
        **{
            heading: list(module.rows(policy)) for heading, module in placed(parts("said"), "HEADING").items()
        },
        "Safeguards": [
            row
            for name in Safeguards.model_fields
            if has(policy, name)
            for row in safeguards()[name].rows(policy)
        ],
        RULES_OF_THE_MODEL: list(_structure(policy)),
    }
    return {heading: rows for heading, rows in found.items() if rows}


def _scale(policy: Policy) -> Row:
    score = policy.score
    return (
        "score",
        f"{value(score.minimum)} to {value(score.maximum)}, start {value(score.start)}",
        (
            f"recovery {value(score.recovery)} points a year; from age {score.scored_from_age.value}; "
            f"secrecy of the method {value(policy.secrecy)}"
        ),
    )


def _structure(policy: Policy) -> Iterator[Row]:
    """Each rule that the policy names, by its title: whether results need it, and why."""
    if (said := policy.structure) is not None:
        for how, reasons in (("used", said.uses), ("left out", said.leaves_out)):
            yield from ((MECHANISMS[name].title, how, why) for name, why in reasons.items())


def _source(name: str, source: Source) -> Iterator[Row]:
    yield name, source.title, f"sees {', '.join(source.sees) or 'nothing'}"
    if source.kind != "files":
        yield "", "kind", source.kind.replace("_", " ")
    density = f", times the density of {source.density}" if source.density else ""
    for where, covered in (("in towns", source.coverage.urban), ("in the country", source.coverage.rural)):
        yield "", f"covers {where}", f"{value(covered)}{density}"
    for part in source.hours:
        yield "", "by hour", f"{percent(part.share)} of it from {part.first.value}:00 to {part.last.value}:59"
    if (mistakes := source.mistakes) is not None:
        rate = f"{value(mistakes.per_person_year)} a person and year"
        yield "", "mistakes", f"{rate}: {kinds(mistakes.records)}"
    if source.faces is not None:
        yield from _faces(source.faces)


def _faces(faces: Faces) -> Iterator[Row]:
    gallery = faces.gallery if isinstance(faces.gallery, str) else f"{faces.gallery.value:,} people"
    searched = f"{value(faces.searches_per_person_year)} searches a person and year in a gallery of {gallery}"
    yield "", "faces", f"{searched}, {faces.acted_on.replace('_', ' ')} acted on"
    yield "", "false matches", f"{value(faces.false_match_rate)} a comparison: {kinds(faces.records)}"
    yield "", "missed matches", percent(faces.false_non_match_rate)
    if len(faces.persistence) > 1:
        classes = (f"{percent(each.share)} x {value(each.factor)}" for each in faces.persistence)
        yield "", "for life", f"false matches of {', '.join(classes)}"
