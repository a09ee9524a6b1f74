"""Sources that see nothing which counts, and rules about what no source sees."""

from __future__ import annotations

from underheaven.documents.quantity import DatedQuantity
from underheaven.mechanisms.rules.model import Rule
from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy, Source
from underheaven.society.schema import Society


def note_unseen(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes rules that never apply, and sources from which no rule ever gets a record."""
    writes = {name: written(policy, source, society) for name, source in policy.sources.items()}
    known = set().union(*writes.values()) if writes else set()
    for kind, rule in policy.rules.items():
        if kind not in known:
            findings.note(
                ("rules", kind),
                f"no source ever records {kind}",
                "each that names it sees a share of 0, covers nothing, or is left out by a safeguard",
                "raise `coverage` or the share in `sees` of a source, or remove the rule",
            )
        elif not any(moves(rule)):
            findings.note(
                ("rules", kind),
                "the rule moves no score",
                "its points are 0 on every day",
                "give it points, or remove it",
            )
    for name, source in policy.sources.items():
        if not writes[name]:
            findings.note(
                ("sources", name),
                f"{name} records nothing",
                "no-one may use faces alone (`no_biometric_only`)"
                if source.faces is not None and policy.safeguards.no_biometric_only
                else "it covers nothing, or sees a share of 0 of everything that it names",
                "raise `coverage` and the shares in `sees`, or remove the source",
            )
        elif not writes[name] & policy.rules.keys():
            findings.note(
                ("sources", name),
                f"nothing that {name} records counts",
                f"it records {_listed(sorted(writes[name]))}, and no rule is about that",
                "add a rule, or remove the source",
            )


def moves(rule: Rule) -> tuple[bool, bool]:
    """Whether a rule lowers, and whether it raises a score on any day and after any outcome."""
    values = [
        value
        for points in (rule.points, rule.repaid, rule.defaulted)
        if points is not None
        for value in points.values
    ]
    return any(value < 0 for value in values), any(value > 0 for value in values)


def written(policy: Policy, source: Source, society: Society) -> set[str]:
    """The kinds of act about which a source ever writes a record, rightly or wrongly."""
    if policy.safeguards.no_biometric_only and source.faces is not None:
        return (
            set(source.mistakes.records)
            if source.mistakes and _ever(source.mistakes.per_person_year)
            else set()
        )
    covers = any(_ever(place) for place in (source.coverage.urban, source.coverage.rural)) and any(
        region.densities[source.density].value > 0 if source.density in region.densities else True
        for region in society.regions.values()
    )
    kinds = {kind for kind, share in source.sees.items() if covers and _ever(share)}
    if source.mistakes is not None and _ever(source.mistakes.per_person_year):
        kinds |= {kind for kind, share in source.mistakes.records.items() if share.value}
    faces = source.faces
    if (
        faces is not None
        and covers
        and _ever(faces.searches_per_person_year)
        and faces.false_match_rate.value
    ):
        kinds |= {kind for kind, share in faces.records.items() if share.value}
    return kinds


def _ever(number: DatedQuantity) -> bool:
    return any(number.values)


def _listed(names: list[str], most: int = 4) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
