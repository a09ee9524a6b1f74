"""Whether what people and firms of a society consider is more than a step holds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import product
from operator import mul

from underheaven.mechanisms.lasting.model import LastingFactor
from underheaven.society.checks.findings import Findings
from underheaven.society.crowding import is_crowded, shorter, why_crowded
from underheaven.society.numbering import Numbering
from underheaven.society.schema import Society


def check_crowding(society: Society, findings: Findings, step_minutes: int) -> None:
    """Notes acts, games and acts of firms of which there are more than a step holds."""
    _check_acts(society, findings, step_minutes)
    gaming = society.behaviour.gaming
    if gaming is not None and is_crowded(float(gaming.per_year.value), step_minutes):
        findings.note(
            ("behaviour", "gaming", "per_year"),
            f"people would consider {gaming.per_year.value:,} games a year",
            why_crowded(step_minutes),
            f"lower `per_year`{shorter(step_minutes)}",
        )
    _check_firms(society, findings, step_minutes)


def _check_acts(society: Society, findings: Findings, step_minutes: int) -> None:
    archetypes = Numbering(society)
    rates = list(zip(*(archetypes.rates(kind) for kind in society.acts), strict=True))
    busiest = max(range(len(rates)), key=lambda number: sum(rates[number]))
    yearly = sum(rates[busiest])
    if not is_crowded(yearly, step_minutes):
        _check_classes(society, set(rates), findings, step_minutes)
        return
    kind = list(society.acts)[rates[busiest].index(max(rates[busiest]))]
    who = ", ".join(
        f"{attribute} {archetypes.categories[attribute][archetypes.codes(attribute)[busiest]]}"
        for attribute in society.acts[kind].rate_by
        if attribute in archetypes.categories
    )
    findings.note(
        ("acts", kind, "rate_by" if who else "per_year"),
        f"{f'people ({who})' if who else 'people'} would consider {yearly:,.0f} acts a year,"
        f" {max(rates[busiest]):,.0f} of them {kind}",
        why_crowded(step_minutes),
        f"lower `per_year` or its factors{shorter(step_minutes)}",
    )


def _check_classes(
    society: Society, rates: Iterable[tuple[float, ...]], findings: Findings, step_minutes: int
) -> None:
    """Notes lasting classes of people who would consider more than a step holds."""
    often = [factor for factor in society.behaviour.lasting.values() if factor.multiplies("considering")]
    among = _combinations(society, often) if often else []
    yearly = max((sum(map(mul, each, factors)) for each in rates for factors in among), default=0.0)
    if is_crowded(yearly, step_minutes):
        findings.note(
            ("behaviour", "lasting"),
            f"people of the busiest classes would consider {yearly:,.0f} acts a year",
            why_crowded(step_minutes),
            f"lower the largest factors, or `per_year` of their kinds{shorter(step_minutes)}",
        )


def _combinations(society: Society, often: Sequence[LastingFactor]) -> list[list[float]]:
    """What each combination of lasting classes multiplies, by kind of act."""
    return [
        [
            math.prod(
                float(each.factor.value)
                for factor, each in zip(often, chosen, strict=True)
                if factor.is_about(kind, act.context)
            )
            for kind, act in society.acts.items()
        ]
        for chosen in product(*(factor.classes for factor in often))
    ]


def _check_firms(society: Society, findings: Findings, step_minutes: int) -> None:
    if society.firms is None:
        return
    for sector in society.firms.sectors:
        rates = {
            name: float(act.per_year.value)
            * (float(act.rate_by_sector[sector].value) if sector in act.rate_by_sector else 1.0)
            for name, act in society.firms.acts.items()
        }
        yearly = sum(rates.values())
        if is_crowded(yearly, step_minutes):
            name = max(rates, key=lambda each: rates[each])
            factor = sector in society.firms.acts[name].rate_by_sector
            findings.note(
                ("firms", "acts", name, *(("rate_by_sector", sector) if factor else ("per_year",))),
                f"a firm of the sector {sector} would consider {yearly:,.0f} acts a year",
                why_crowded(step_minutes),
                f"lower `per_year` or its factors{shorter(step_minutes)}",
            )
            return
