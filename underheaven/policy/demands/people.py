"""Whether the society has the regions and people that a policy names."""

from __future__ import annotations

from underheaven.documents.quantity import Whole
from underheaven.policy.coherence import Findings
from underheaven.policy.demands.naming import instead
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def check_people(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes regions, densities, galleries and ages that the society does not have."""
    _check_regions(policy, society, findings)
    _check_densities(policy, society, findings)
    _check_galleries(policy, society, findings)
    _check_ages(policy, society, findings)


def _check_regions(policy: Policy, society: Society, findings: Findings) -> None:
    parts = (("news", policy.news), ("rollout", policy.rollout))
    for part, entries in parts:
        for name, entry in entries.items():
            for number, region in enumerate(() if entry.regions == "all" else entry.regions):
                if region not in society.regions:
                    findings.note(
                        (part, name, "regions", number),
                        f"{region} is not a region of the society {society.society}",
                        "",
                        instead(region, list(society.regions)),
                    )


def _check_densities(policy: Policy, society: Society, findings: Findings) -> None:
    """A density that no region states counts as 1; beside others it is taken for a slip of the pen."""
    known = sorted({name for region in society.regions.values() for name in region.densities})
    for name, source in policy.sources.items():
        if known and source.density is not None and source.density not in known:
            findings.note(
                ("sources", name, "density"),
                f"{source.density} is not a density of the society {society.society}",
                "no region states it",
                instead(source.density, known),
            )


def _check_galleries(policy: Policy, society: Society, findings: Findings) -> None:
    smallest = min(society.regions, key=lambda name: society.regions[name].population.value)
    people = society.regions[smallest].population.value
    for name, source in policy.sources.items():
        if (
            source.faces is not None
            and isinstance(source.faces.gallery, Whole)
            and source.faces.gallery.value > people
        ):
            findings.note(
                ("sources", name, "faces", "gallery"),
                f"a gallery of {source.faces.gallery.value:,} people",
                f"region {smallest} has {people:,} people, and a gallery holds people of one region",
                f"give at most {people:,}, or write `region`",
            )


def _check_ages(policy: Policy, society: Society, findings: Findings) -> None:
    """An age band counts as adult by its first age."""
    oldest = max(band.first for band in society.age_bands.values())
    if policy.score.scored_from_age.value > oldest:
        findings.note(
            ("score", "scored_from_age"),
            f"nobody would be scored from age {policy.score.scored_from_age.value}",
            f"the society's oldest age band begins at {oldest}",
            f"give at most {oldest}",
        )
