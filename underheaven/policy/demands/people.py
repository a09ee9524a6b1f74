"""Whether the society has the regions, people and groups that a policy names."""

from __future__ import annotations

from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.policy.coherence import Findings
from underheaven.policy.demands.naming import instead
from underheaven.policy.schema import Policy
from underheaven.society.numbering import categories
from underheaven.society.schema import CHILD, Society


def check_people(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes regions, densities, galleries, ages and groups that the society does not have."""
    _check_regions(policy, society, findings)
    _check_densities(policy, society, findings)
    _check_galleries(policy, society, findings)
    _check_ages(policy, society, findings)
    _check_groups(policy, society, findings)
    _check_joining(policy, society, findings)


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


def _check_groups(policy: Policy, society: Society, findings: Findings) -> None:
    for name, consequence in policy.consequences.items():
        for group in consequence.below_of_group:
            if group not in society.groups:
                findings.note(
                    ("consequences", name, "below_of_group", group),
                    f"{group} is not a group of the society {society.society}",
                    "",
                    instead(group, list(society.groups)),
                )


def _check_joining(policy: Policy, society: Society, findings: Findings) -> None:
    """Names of categories, and a share that is one for everybody: factors are 1 where none is given."""
    if policy.joining is None:
        return
    known = {**categories(society), "child": CHILD}
    at: Path = ("joining", "share_by")
    share = policy.joining.share.value
    for attribute, factors in policy.joining.share_by.items():
        if attribute not in known:
            findings.note(
                (*at, attribute),
                f"{attribute} is not an attribute of people",
                "who joins depends on what people are",
                instead(attribute, list(known)),
            )
            continue
        for category in factors:
            if category not in known[attribute]:
                findings.note(
                    (*at, attribute, category),
                    f"{category} is no {attribute} of the society {society.society}",
                    "",
                    instead(category, list(known[attribute])),
                )
        rest = () if set(known[attribute]) <= factors.keys() else (Decimal(1),)
        share *= max([*(factor.value for factor in factors.values()), *rest])
    if share > 1:
        findings.note(
            at if policy.joining.share_by else ("joining", "share"),
            f"the share of some who join is {share:f}",
            "`share` times the largest factors is above 1",
            "lower them",
        )
