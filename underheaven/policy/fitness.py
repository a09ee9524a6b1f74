"""Whether a society can give what a policy asks for: kinds of act, regions, galleries, ages."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.documents.document import Document, Path
from underheaven.documents.words import nearest
from underheaven.policy.coherence import Findings, check_policy, note_incoherence, written_kinds
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

__all__ = ["check_fit", "check_policy"]


def check_fit(policy: Policy, society: Society, document: Document | None = None) -> None:
    """Refuses a policy that contradicts itself, or that the society cannot carry out.

    Raises InputError with every problem at once; with the `document` that the policy was read from,
    each has its line and column.
    """
    findings = Findings(document)
    note_incoherence(policy, findings)
    _check_kinds(policy, society, findings)
    _check_regions(policy, society, findings)
    _check_densities(policy, society, findings)
    _check_galleries(policy, society, findings)
    _check_ages(policy, society, findings)
    findings.settle()


def _named_kinds(policy: Policy) -> Iterator[tuple[Path, str]]:
    """Every place where the policy names a kind of act."""
    yield from written_kinds(policy)
    for kind in policy.rules:
        yield ("rules", kind), kind
    for name, consequence in policy.consequences.items():
        for number, kind in enumerate(consequence.denies):
            yield ("consequences", name, "denies", number), kind
    for name, announcement in policy.announcements.items():
        for number, kind in enumerate(announcement.on):
            yield ("announcements", name, "on", number), kind


def _check_kinds(policy: Policy, society: Society, findings: Findings) -> None:
    for path, kind in _named_kinds(policy):
        if kind not in society.acts:
            findings.note(
                path,
                f"{kind} is no kind of act of the society {society.society}",
                "a policy can only speak of acts that people consider",
                _instead(kind, list(society.acts)),
            )


def _check_regions(policy: Policy, society: Society, findings: Findings) -> None:
    parts = (("news", policy.news), ("rollout", policy.rollout))
    for part, entries in parts:
        for name, entry in entries.items():
            for number, region in enumerate(() if entry.regions == "all" else entry.regions):
                if region not in society.regions:
                    findings.note(
                        (part, name, "regions", number),
                        f"{region} is no region of the society {society.society}",
                        "",
                        _instead(region, list(society.regions)),
                    )


def _check_densities(policy: Policy, society: Society, findings: Findings) -> None:
    """A density that no region states counts as 1; beside others it is taken for a slip of the pen."""
    known = sorted({name for region in society.regions.values() for name in region.densities})
    for name, source in policy.sources.items():
        if known and source.density is not None and source.density not in known:
            findings.note(
                ("sources", name, "density"),
                f"{source.density} is no density of the society {society.society}",
                "no region states it",
                _instead(source.density, known),
            )


def _check_galleries(policy: Policy, society: Society, findings: Findings) -> None:
    smallest = min(society.regions, key=lambda name: society.regions[name].population.value)
    people = society.regions[smallest].population.value
    for name, source in policy.sources.items():
        if (
            source.faces is not None
            and isinstance(source.faces.gallery, int)
            and source.faces.gallery > people
        ):
            findings.note(
                ("sources", name, "faces", "gallery"),
                f"a gallery of {source.faces.gallery:,} people",
                f"region {smallest} has {people:,} people, and a gallery holds people of one region",
                f"give at most {people:,}, or write `region`",
            )


def _check_ages(policy: Policy, society: Society, findings: Findings) -> None:
    """An age band counts as adult by its first age."""
    oldest = max(band.first for band in society.age_bands.values())
    if policy.score.scored_from_age > oldest:
        findings.note(
            ("score", "scored_from_age"),
            f"nobody would be scored from age {policy.score.scored_from_age}",
            f"the society's oldest age band begins at {oldest}",
            f"give at most {oldest}",
        )


def _instead(word: str, known: list[str]) -> str:
    """What to do about an unknown name: the nearest one, or the whole list."""
    near = nearest(word, known)
    return f"did you mean {near}?" if near else f"known are {', '.join(known)}"
