"""Whether what people and firms of a society consider is more than a step holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

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
    yearly = max((_busiest(society, often, each) for each in rates), default=0.0) if often else 0.0
    if is_crowded(yearly, step_minutes):
        findings.note(
            ("behaviour", "lasting"),
            f"people of the busiest classes would consider {yearly:,.0f} acts a year",
            why_crowded(step_minutes),
            f"lower the largest factors, or `per_year` of their kinds{shorter(step_minutes)}",
        )


def _busiest(society: Society, often: Sequence[LastingFactor], rates: Sequence[float]) -> float:
    """Acts a year that those of some archetype consider who do most."""
    most = 0.0
    for chosen in product(*(factor.classes for factor in often)):
        yearly = 0.0
        for (kind, act), rate in zip(society.acts.items(), rates, strict=True):
            for factor, each in zip(often, chosen, strict=True):
                rate *= float(each.factor.value) if factor.is_about(kind, act.context) else 1.0
            yearly += rate
        most = max(most, yearly)
    return most


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
