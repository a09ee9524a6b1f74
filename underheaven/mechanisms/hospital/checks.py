"""What is wrong with the hospital of a society."""

from __future__ import annotations

from underheaven.society.checks.findings import Findings, check_density, check_kind
from underheaven.society.schema import Society

MOST_VISITS = 100_000
"""Of a hospital, a year and inhabitant."""


def check(society: Society, findings: Findings) -> None:
    """Notes a hospital of no need, of no room, or of more room than can be counted."""
    hospital = society.hospital
    if hospital is None:
        return
    check_kind(("hospital", "kind"), hospital.kind, society, findings)
    if hospital.kind in society.acts and society.acts[hospital.kind].kind != "need":
        needs = [name for name, act in society.acts.items() if act.kind == "need"]
        findings.note(
            ("hospital", "kind"),
            f"{hospital.kind} is not a need",
            f"its kind is {society.acts[hospital.kind].kind}, and a hospital serves a need",
            f"name one of {', '.join(needs)}" if needs else "add a kind of act that is a need",
        )
    check_density(("hospital", "density"), hospital.density, society, findings)
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
