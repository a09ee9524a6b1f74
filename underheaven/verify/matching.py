"""False matches against their law: how many wrong records fall on whom, and who stays mistaken for others.

A citizen of group g is hit Σ_h s G_h FMR_hg times a year where every hit is acted on; where the best hit
alone is, the searches that hit anybody, s G_h FPIR_h, are shared out by resemblance. Everything is counted
against the real population of the gallery: how many people are simulated must not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import chi_square, exact, normal, poisson

CITIZENS, FEWER, DAYS, MOST = 40_000, 4_000, 364, 40
GROUPS = {"one": Decimal("0.7"), "two": Decimal("0.3")}
LIKENESS = {"one": {"one": Decimal(1), "two": Decimal("0.5")}, "two": {"one": Decimal(2), "two": Decimal(3)}}
"""Group searched -> group matched -> factor on the false-match rate."""


@dataclass(frozen=True)
class Search:
    """Searches a head and year, coverage, gallery, the rate of false matches, and the lasting factors."""

    acted_on: str
    searches: Decimal = Decimal(2)
    urban: Decimal = Decimal("0.9")
    rural: Decimal = Decimal("0.5")
    people: int = 100_000
    false_match: Decimal = Decimal("0.00001")
    classes: tuple[tuple[Decimal, Decimal], ...] = (
        (Decimal("0.9"), Decimal("0.5")),
        (Decimal("0.1"), Decimal("5.5")),
    )


def rates(search: Search) -> dict[str, float]:
    """Wrong records a year of a citizen of each group, by the closed form."""
    urban = float(small.URBAN_SHARE)
    reach = urban * float(search.urban) + (1 - urban) * float(search.rural)
    gallery = {group: search.people * float(share) for group, share in GROUPS.items()}
    out = dict.fromkeys(GROUPS, 0.0)
    for searched, looked_up in gallery.items():
        match = {group: float(search.false_match * LIKENESS[searched][group]) for group in GROUPS}
        searches = float(search.searches) * reach * looked_up
        anybody = -np.expm1(sum(gallery[group] * np.log1p(-match[group]) for group in GROUPS))
        hits = sum(gallery[group] * match[group] for group in GROUPS)
        acted_on = 1.0 if search.acted_on == "every_hit" else anybody / hits
        for group in GROUPS:
            out[group] += searches * match[group] * acted_on
    return out


def world_of(search: Search, citizens: int) -> World:
    """A world in which nothing happens but searches; a wrong record costs a sixteenth of a point."""
    faces = {
        "searches_per_person_year": search.searches,
        "gallery": "region",
        "acted_on": search.acted_on,
        "false_match_rate": search.false_match,
        "false_non_match_rate": 0,
        "persistence": [{"share": share, "factor": factor} for share, factor in search.classes],
        "records": {"offence": 1},
    }
    cameras = small.source({}, search.urban, search.rural, faces=faces)
    return small.world(
        small.policy({"cameras": cameras}, {"offence": Decimal(-1) / 16}),
        small.society({"offence": small.act(0)}, GROUPS, search.people, {"false_match": LIKENESS}),
        citizens,
        DAYS,
    )


def written(search: Search, citizens: int) -> dict[str, NDArray[np.int64]]:
    """Wrong records about each citizen of each group, and how far their clean scores moved (`clean`)."""
    world = world_of(search, citizens)
    group = np.arange(citizens) % 2
    people = np.array([small.archetype(group=g) for g in range(2)])[group]
    state = simulate(world, archetypes=small.columns(world, people)).state
    records = -state.own.astype(np.int64)
    clean = np.abs(state.clean).astype(np.int64)
    return {"one": records[group == 0], "two": records[group == 1], "clean": clean}


def compare(records: dict[str, NDArray[np.int64]], search: Search, shape: bool) -> list[Finding]:
    """The findings about wrong records; with `shape`, also of how they are spread over people."""
    years = DAYS * small.DAY / small.YEAR
    classes = [(float(share), float(factor)) for share, factor in search.classes]
    spread = sum(share * factor**2 for share, factor in classes) - 1
    findings = []
    for group, rate in rates(search).items():
        found = records[group]
        number, mean = len(found), rate * years
        deviation = float(np.sqrt(number * (mean + mean**2 * spread)))
        about = f"{search.acted_on.replace('_', ' ')}, {number:,} people of group {group}"
        findings.append(normal(f"{about}: wrong records", number * mean, float(found.sum()), deviation))
        if shape:
            law = np.sum([share * poisson(mean * factor, MOST) for share, factor in classes], axis=0)
            counts = np.bincount(np.minimum(found, MOST), minlength=MOST + 1)
            findings.append(chi_square(f"{about}: a mixture of Poisson laws, by lasting class", counts, law))
    return findings


def compare_tables(search: Search) -> list[Finding]:
    """The compiled rates of two worlds that differ in nothing but the number simulated."""
    small_one, large_one = (compile_tables(world_of(search, citizens)) for citizens in (FEWER, CITIZENS))
    names = ("rate", "until", "pick")
    pairs = [(getattr(small_one.mistakes, name), getattr(large_one.mistakes, name)) for name in names]
    pairs.append((small_one.person_until, large_one.person_until))
    same = all(np.array_equal(one, other) for one, other in pairs)
    about = "compiled rates for 4,000 and for 40,000 simulated people"
    return [exact(about, "the same", "the same" if same else "others")]


def run() -> Sequence[Finding]:
    """Both ways of acting on hits, and the same with a tenth of the people."""
    every, best = Search("every_hit"), Search("best_hit")
    many = written(every, CITIZENS)
    return [
        *compare(many, every, True),
        exact("points that clean scores moved", 0, int(many["clean"].sum())),
        *compare(written(best, CITIZENS), best, True),
        *compare(written(every, FEWER), every, False),
        *compare(written(best, FEWER), best, False),
        *compare_tables(every),
    ]


CASES = (
    Case(
        name="false-matches",
        title="False matches",
        checks="searches, galleries, both ways of acting on hits, lasting factors, clean scores",
        kind="engine",
        label="input",
        source="Grother, Ngan and Hanaoka 2019 (NISTIR 8280); Doddington et al. 1998",
        tolerance="normal limits of the number of wrong records; chi-square of their spread over people",
        false_alarm=1e-6,
        run=run,
    ),
)
