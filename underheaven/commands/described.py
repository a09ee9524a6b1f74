"""A policy in words: a row for each thing that it says, in the order of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from underheaven.documents.quantity import DatedQuantity, Quantity
from underheaven.documents.words import agreeing
from underheaven.mechanisms.association.model import Association
from underheaven.mechanisms.consequences.model import Consequence
from underheaven.mechanisms.mistakes.model import Faces
from underheaven.mechanisms.privileges.model import Privilege
from underheaven.policy.safeguards import Safeguards
from underheaven.policy.schema import Policy, Rule, Source

Row = tuple[str, str, str]
RULED_OUT = {
    "published_method": "the method is published, whatever `secrecy` says",
    "no_association": "nobody's score is pulled by others",
    "no_speech": "rules about speech are void",
    "no_purchases": "rules about purchases are void",
    "no_biometric_only": "what recognises faces writes no record that nothing else writes",
    "essential_services": "essential services are neither denied nor prevented",
    "same_context": "an act is denied only for records of its own context; nobody is confined",
    "opt_in": "only those who join are in the scheme",
}
"""Safeguards that are switched on or off."""


def sections(policy: Policy) -> dict[str, list[Row]]:
    """Heading -> its rows: a name, what holds, and more about it. Parts that say nothing are left out."""
    found: dict[str, list[Row]] = {
        "Scale": [_scale(policy)],
        "Sources": [row for name, source in policy.sources.items() for row in _source(name, source)],
        "Rules": [row for kind, rule in policy.rules.items() for row in _rule(kind, rule)],
        "Consequences": [_consequence(name, each) for name, each in policy.consequences.items()],
        "Privileges": [_privilege(name, each) for name, each in policy.privileges.items()],
        "Places given by rank of the family": [
            (name, f"from {each.since}", "") for name, each in policy.positional.items()
        ],
        **_firms(policy),
        "Associates": _association(policy.association),
        "Announcements": [
            (
                name,
                each.title,
                (
                    f"on {', '.join(each.on)}; dread {value(each.dread)} each time; from {each.since}"
                    f"{f' until {each.until}' if each.until else ''}{_half(each.half_life_days)}"
                ),
            )
            for name, each in policy.announcements.items()
        ],
        "News": [
            (
                name,
                each.title,
                (
                    f"{each.day}{_where(each.regions)}; heard by {percent(each.per_day)} a day at first; "
                    f"dread {value(each.dread)}{_half(each.half_life_days)}"
                ),
            )
            for name, each in policy.news.items()
        ],
        "Rollout": [
            (
                name,
                f"from {each.since}, {each.joining}",
                f"{percent(each.share)} of communities{_where(each.regions)}",
            )
            for name, each in policy.rollout.items()
        ],
        "Joining": list(_joining(policy)),
        "Safeguards": list(_safeguards(policy.safeguards)),
    }
    return {heading: rows for heading, rows in found.items() if rows}


def value(number: DatedQuantity | Quantity) -> str:
    """A number, or each of its values with its day."""
    if isinstance(number, DatedQuantity) and number.dated:
        return ", ".join(f"{each:f} from {day}" for day, each in sorted(number.dated.items()))
    return ", ".join(f"{each:f}" for each in number.values)


def percent(share: Quantity) -> str:
    """A share as a percentage, exactly."""
    return f"{(100 * share.value).normalize():f} %"


def origin(number: DatedQuantity | Quantity) -> str:
    """Where a number comes from, in short."""
    if number.source is not None:
        return f"source: {number.source} ({number.confidence or 'no confidence stated'})"
    if number.range is not None:
        return f"assumed, {number.range[0]} to {number.range[1]}"
    return "assumed" if number.assumed is not None else "no origin stated"


def _scale(policy: Policy) -> Row:
    score = policy.score
    return (
        "score",
        f"{value(score.minimum)} to {value(score.maximum)}, start {value(score.start)}",
        (
            f"recovery {value(score.recovery)} points a year; from age {score.scored_from_age}; "
            f"secrecy of the method {value(policy.secrecy)}"
        ),
    )


def _source(name: str, source: Source) -> Iterator[Row]:
    yield name, source.title, f"sees {', '.join(source.sees) or 'nothing'}"
    if source.kind != "files":
        yield "", "kind", source.kind.replace("_", " ")
    density = f", times the density of {source.density}" if source.density else ""
    for where, covered in (("in towns", source.coverage.urban), ("in the country", source.coverage.rural)):
        yield "", f"covers {where}", f"{value(covered)}{density}"
    for part in source.hours:
        yield "", "by hour", f"{percent(part.share)} of it from {part.first}:00 to {part.last}:59"
    if source.attention.value:
        yield "", "attention", f"{percent(source.attention)} goes where it found something before"
    if (mistakes := source.mistakes) is not None:
        rate = f"{value(mistakes.per_person_year)} a person and year"
        yield "", "mistakes", f"{rate}: {_kinds(mistakes.records)}"
    if source.faces is not None:
        yield from _faces(source.faces)


def _faces(faces: Faces) -> Iterator[Row]:
    gallery = faces.gallery if isinstance(faces.gallery, str) else f"{faces.gallery:,} people"
    searched = f"{value(faces.searches_per_person_year)} searches a person and year in a gallery of {gallery}"
    yield "", "faces", f"{searched}, {faces.acted_on.replace('_', ' ')} acted on"
    yield "", "false matches", f"{value(faces.false_match_rate)} a comparison: {_kinds(faces.records)}"
    yield "", "missed matches", percent(faces.false_non_match_rate)
    if len(faces.persistence) > 1:
        classes = (f"{percent(each.share)} x {value(each.factor)}" for each in faces.persistence)
        yield "", "for life", f"false matches of {', '.join(classes)}"


def _rule(kind: str, rule: Rule) -> Iterator[Row]:
    limit = f", at most {rule.per_day} a day" if rule.per_day else ""
    outcomes = ((rule.points, ""), (rule.repaid, " repaid"), (rule.defaulted, " defaulted"))
    for points, when in outcomes:
        if points is not None:
            yield kind, f"{_points(points)}{when}{limit}", origin(points)


def _consequence(name: str, each: Consequence) -> Row:
    groups = "".join(f"; {group}: {value(below)}" for group, below in each.below_of_group.items())
    what = [
        *([f"denies {', '.join(each.denies)}"] if each.denies else []),
        *(["house arrest"] if each.confines else []),
        *(["bars leading a firm"] if each.bars_representative else []),
    ]
    return name, f"below {value(each.below)}{groups}", "; ".join(what)


def _privilege(name: str, each: Privilege) -> Row:
    what = [
        *([f"{value(each.yuan_per_year)} yuan a year"] if each.yuan_per_year.value else []),
        *([f"{value(each.yuan_per_use)} yuan for each {', '.join(each.kinds)}"] if each.kinds else []),
        *(["served before others in the hospital"] if each.fast_lane else []),
        *(
            [f"shown {value(each.visibility)} times as often to those who look for a partner"]
            if each.visibility
            else []
        ),
    ]
    return name, f"above {value(each.above)}", "; ".join(what)


def _firms(policy: Policy) -> dict[str, list[Row]]:
    if (scheme := policy.firms) is None:
        return {}
    score = scheme.score
    scale = f"{value(score.minimum)} to {value(score.maximum)}, start {value(score.start)}"
    rows = [("score", scale, f"recovery {value(score.recovery)} points a year")]
    rows += [
        (kind, _points(rule.points), f"{value(rule.caught)} come to light; {origin(rule.points)}")
        for kind, rule in scheme.rules.items()
    ]
    for name, each in scheme.consequences.items():
        felt = [
            *(
                [f"its representative {_points(each.representative_points)}"]
                if each.representative_points.value
                else []
            ),
            *(
                [f"employees' hardship {value(each.employees_hardship)}"]
                if each.employees_hardship.value
                else []
            ),
            *([f"wages cut by {percent(each.wage_cut)}"] if each.wage_cut.value else []),
        ]
        rows.append((name, f"below {value(each.below)}", "; ".join(felt)))
    return {"Firms": rows}


def _association(association: Association) -> list[Row]:
    if not any(association.alpha.values):
        return []
    parts = ("household", "employer", "friends")
    among = ", ".join(f"{part} {value(getattr(association, part))}" for part in parts)
    return [("pull of others", value(association.alpha), among)]


def _joining(policy: Policy) -> Iterator[Row]:
    if policy.joining is not None:
        yield "who joins", percent(policy.joining.share), ""
        for attribute, factors in policy.joining.share_by.items():
            yield (
                "",
                f"by {attribute}",
                ", ".join(f"{name} x {value(each)}" for name, each in factors.items()),
            )


def _safeguards(guards: Safeguards) -> Iterator[Row]:
    if (notice := guards.notice) is not None:
        yield "notice", f"{notice.days} days", "before a record that costs points takes effect"
    if (review := guards.review) is not None:
        struck = f"strikes out {percent(review.strikes_wrong)} of wrong records"
        yield "review", "of every record", f"{struck}, {percent(review.strikes_true)} of true ones"
    if (appeal := guards.appeal) is not None:
        points = "points wait for it" if appeal.suspensive else "points do not wait for it"
        capacity = f"at most {value(appeal.capacity_per_1000_year)} a year per 1,000 inhabitants"
        yield "appeal", f"decided after {appeal.days} days", f"{points}; {capacity}"
        for which, appealed, upheld in (
            ("wrong records", appeal.appeals_wrong, appeal.upheld_wrong),
            ("true records", appeal.appeals_true, appeal.upheld_true),
        ):
            yield "", which, f"{percent(appealed)} appealed, of which {percent(upheld)} are upheld"
    if (expiry := guards.expiry) is not None:
        which = "records that cost points" if expiry.records == "bad" else "all records"
        yield "expiry", f"after {expiry.days} days", f"{which} end"
    for name, words in RULED_OUT.items():
        if getattr(guards, name):
            yield name, "on", words
    if guards.sunset is not None:
        yield "sunset", str(guards.sunset), "the whole scheme ends"


def _points(number: DatedQuantity | Quantity) -> str:
    return f"{value(number)} {agreeing(1 if value(number) in ('1', '-1') else 2, 'point', 'points')}"


def _kinds(records: Mapping[str, Quantity]) -> str:
    return ", ".join(f"{kind} {percent(share)}" for kind, share in records.items())


def _half(days: Quantity | None) -> str:
    return f"; half of it is left after {value(days)} days" if days is not None else ""


def _where(regions: tuple[str, ...] | str) -> str:
    return f" of {', '.join(regions)}" if isinstance(regions, tuple) else ""
