"""What is wrong with the hospital, the places, dating, firms, renewal and incomes of a society."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.society.checks.findings import Findings, check_names, check_shares, instead
from underheaven.society.schema import QUINTILES, Society

MOST_VISITS = 100_000
"""Of a hospital, a year and inhabitant."""


def check_services(society: Society, findings: Findings) -> None:
    """Notes what is wrong with what a society has beside its people."""
    _check_hospital(society, findings)
    for name, place in society.places.items():
        _check_density(("places", name, "density"), place.density, society, findings)
    if society.dating is not None:
        _check_kind(("dating", "kind"), society.dating.kind, society, findings)
    _check_firms(society, findings)
    if society.renewal is not None:
        check_names(findings, ("renewal", "per_year"), society.renewal.per_year, society.age_bands)
    check_names(findings, ("income",), society.income, QUINTILES)


def _check_kind(path: Path, kind: str, society: Society, findings: Findings) -> None:
    if kind not in society.acts:
        findings.note(
            path,
            f"{kind} is not a kind of act here",
            f"known are {', '.join(society.acts)}",
            instead(kind, society.acts),
        )


def _check_density(path: Path, density: str | None, society: Society, findings: Findings) -> None:
    known = sorted({name for region in society.regions.values() for name in region.densities})
    if density is not None and density not in known:
        findings.note(
            path,
            f"no region states a density {density}",
            f"known are {', '.join(known)}" if known else "no region states any",
            instead(density, known) if known else "add it to `densities` of the regions, or leave it out",
        )


def _check_hospital(society: Society, findings: Findings) -> None:
    hospital = society.hospital
    if hospital is None:
        return
    _check_kind(("hospital", "kind"), hospital.kind, society, findings)
    if hospital.kind in society.acts and society.acts[hospital.kind].kind != "need":
        needs = [name for name, act in society.acts.items() if act.kind == "need"]
        findings.note(
            ("hospital", "kind"),
            f"{hospital.kind} is not a need",
            f"its kind is {society.acts[hospital.kind].kind}, and a hospital serves a need",
            f"name one of {', '.join(needs)}" if needs else "add a kind of act that is a need",
        )
    _check_density(("hospital", "density"), hospital.density, society, findings)
    if hospital.visits_per_person_year.value == 0:
        findings.note(
            ("hospital", "visits_per_person_year"),
            "a capacity of 0",
            "a hospital that serves nobody is none",
            "give a number above 0, or remove `hospital`",
        )
    for name, region in society.regions.items():
        density = region.densities.get(hospital.density or "")
        room = hospital.visits_per_person_year.value * (1 if density is None else density.value)
        if room > MOST_VISITS:
            findings.note(
                ("hospital", "visits_per_person_year"),
                f"the hospitals of {name} would have room for {room:,} visits a year and inhabitant",
                f"with more than {MOST_VISITS:,}, a region's room does not fit into 64 bits",
                "lower `visits_per_person_year`, or the density that multiplies it",
            )
            return


def _check_firms(society: Society, findings: Findings) -> None:
    firms = society.firms
    if firms is None:
        return
    check_shares(findings, ("firms", "sizes"), firms.sizes.values())
    check_shares(findings, ("firms", "sectors"), firms.sectors.values())
    places = society.behaviour.workplace_size
    if large := sorted(int(size) for size in firms.sizes if int(size) > places):
        findings.note(
            ("behaviour", "workplace_size"),
            f"workplaces of {places} places, and firms of {' and '.join(map(str, large))}",
            "firms are cut out of workplaces, so that none has more places than these",
            f"set `workplace_size` to {large[-1]}, or remove the larger sizes from `firms`",
        )
    for name, act in firms.acts.items():
        check_names(findings, ("firms", "acts", name, "rate_by_sector"), act.rate_by_sector, firms.sectors)
