"""What is wrong with the firms of a society."""

from __future__ import annotations

from underheaven.society.checks.findings import Findings, check_names, check_shares
from underheaven.society.schema import Society


def check(society: Society, findings: Findings) -> None:
    """Notes shares that do not sum to 1, firms larger than workplaces, and sectors that there are not."""
    firms = society.firms
    if firms is None:
        return
    check_shares(findings, ("firms", "sizes"), firms.sizes.values())
    check_shares(findings, ("firms", "sectors"), firms.sectors.values())
    places = society.behaviour.workplace_size.value
    if large := sorted(int(size) for size in firms.sizes if int(size) > places):
        findings.note(
            ("behaviour", "workplace_size"),
            f"workplaces of {places} places, and firms of {' and '.join(map(str, large))}",
            "firms are cut out of workplaces, so that none has more places than these",
            f"set `workplace_size` to {large[-1]}, or remove the larger sizes from `firms`",
        )
    for name, act in firms.acts.items():
        check_names(findings, ("firms", "acts", name, "rate_by_sector"), act.rate_by_sector, firms.sectors)
