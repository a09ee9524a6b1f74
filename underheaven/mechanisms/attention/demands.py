"""Whether a society has the regions and densities that a prior names."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.mechanisms.attention.model import Prior
from underheaven.policy.coherence import Findings
from underheaven.policy.demands.naming import instead
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def check(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes priors about regions or by densities that there are none of, and those that are 0 everywhere."""
    for name, source in policy.sources.items():
        if source.learning is not None and source.learning.prior is not None:
            _check_prior(source.learning.prior, society, ("sources", name, "learning", "prior"), findings)


def _check_prior(prior: Prior, society: Society, at: Path, findings: Findings) -> None:
    for region in prior.levels:
        if region not in society.regions:
            findings.note(
                (*at, "levels", region),
                f"{region} is not a region of the society {society.society}",
                "",
                instead(region, list(society.regions)),
            )
    known = sorted({name for region in society.regions.values() for name in region.densities})
    if known and prior.density is not None and prior.density not in known:
        findings.note(
            (*at, "density"),
            f"{prior.density} is not a density of the society {society.society}",
            "no region states it",
            instead(prior.density, known),
        )
    if prior.density is not None:
        where = "density"
        somewhere = any(
            prior.density not in region.densities or region.densities[prior.density].value
            for region in society.regions.values()
        )
    else:
        where = "levels"
        somewhere = any(name not in prior.levels or prior.levels[name].value for name in society.regions)
    if not somewhere:
        findings.note(
            (*at, where),
            "the prior is 0 in every region",
            "levels are relative to each other, and of these nothing can be shared out",
            "give some region more than 0, or remove the prior",
        )
