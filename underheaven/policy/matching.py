"""How often a face is taken for another, and what a source writes at all on a day (specification, 7.3).

Where every hit is acted on, a citizen of group g is hit by every search of anybody; where only the best
hit is, the searches that hit anybody at all are shared out. FPIR = 1 - (1 - FMR)^N (Grother, Ngan and
Hanaoka 2019). Computed in the caller's decimal context.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Protocol

from underheaven.documents.quantity import Whole
from underheaven.mechanisms.mistakes.model import Faces
from underheaven.policy.schema import Policy, Source
from underheaven.society.schema import Region, Society

NOUGHT, UNIT = Decimal(0), Decimal(1)


class Setting(Protocol):
    """A policy in a society, such as a world."""

    @property
    def policy(self) -> Policy:
        """What is watched."""

    @property
    def society(self) -> Society:
        """Who is watched."""


def over(policy: Policy, day: dt.date) -> bool:
    """Whether the scheme has ended by a day."""
    sunset = policy.safeguards.sunset
    return sunset is not None and sunset <= day


def blind(setting: Setting, source: Source, day: dt.date) -> bool:
    """Whether a source writes nothing on a day: the scheme is over, or faces alone are no evidence."""
    guards = setting.policy.safeguards
    return over(setting.policy, day) or (guards.no_biometric_only and source.faces is not None)


def density_of(source: Source, region: Region) -> Decimal:
    """How dense a source is in a region, relative to the nation."""
    if source.density is None or source.density not in region.densities:
        return UNIT
    return region.densities[source.density].value


def _gallery(setting: Setting, faces: Faces, region: Region) -> dict[str, Decimal]:
    """Real persons of each group in the gallery."""
    society = setting.society
    if faces.gallery == "nation":
        return {
            group: sum((int(r.population.value) * _share(r, group) for r in society.regions.values()), NOUGHT)
            for group in society.groups
        }
    size = int(region.population.value)
    if isinstance(faces.gallery, Whole):
        size = min(size, faces.gallery.value)
    return {group: size * _share(region, group) for group in society.groups}


def _share(region: Region, group: str) -> Decimal:
    return region.groups.values.get(group, NOUGHT)


def false_match_rates(setting: Setting, source: Source, region: Region, day: dt.date) -> dict[str, Decimal]:
    """Wrong records a year of one citizen of each group, before the lasting factor."""
    groups, faces = setting.society.groups, source.faces
    if faces is None or blind(setting, source, day):
        return dict.fromkeys(groups, NOUGHT)
    people = _gallery(setting, faces, region)
    searches = _searches(source, faces, region, day)
    factor = {(h, g): _factor(setting, h, g) for h in groups for g in groups}
    rate = {pair: min(UNIT, faces.false_match_rate.value * f) for pair, f in factor.items()}
    if faces.acted_on == "every_hit":
        return {g: sum((searches * people[h] * rate[h, g] for h in groups), NOUGHT) for g in groups}
    out = dict.fromkeys(groups, NOUGHT)
    for h in groups:
        weight = sum((people[g] * factor[h, g] for g in groups), NOUGHT)
        if weight:
            hits = searches * people[h] * _anybody({g: (rate[h, g], people[g]) for g in groups})
            for g in groups:
                out[g] += hits * factor[h, g] / weight
    return out


def _searches(source: Source, faces: Faces, region: Region, day: dt.date) -> Decimal:
    """Faces searched per head and year: those that the source's coverage reaches."""
    urban = region.urban.value
    mean = urban * (source.coverage.urban.on(day) or NOUGHT) + (1 - urban) * (
        source.coverage.rural.on(day) or NOUGHT
    )
    reach = min(UNIT, mean * density_of(source, region))
    return (faces.searches_per_person_year.on(day) or NOUGHT) * reach


def _factor(setting: Setting, searched: str, matched: str) -> Decimal:
    factor = setting.society.matching.false_match.get(searched, {}).get(matched)
    return UNIT if factor is None else factor.value


def _anybody(gallery: dict[str, tuple[Decimal, Decimal]]) -> Decimal:
    """FPIR: the chance that a search hits anybody wrongly, from rate and number by group."""
    nobody = UNIT
    for rate, people in gallery.values():
        if people:
            nobody *= (1 - rate) ** people
    return 1 - nobody
