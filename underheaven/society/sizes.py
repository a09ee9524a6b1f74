"""How many citizens of a run live in each region."""

from __future__ import annotations

from underheaven.society.schema import Society


def citizens_of_regions(society: Society, citizens: int) -> tuple[int, ...]:
    """Citizens by region: largest remainder of their populations, ties to the lower number."""
    people = [int(region.population.value) for region in society.regions.values()]
    total = sum(people)
    counts = [citizens * number // total for number in people]
    order = sorted(range(len(people)), key=lambda region: (-(citizens * people[region] % total), region))
    for region in order[: citizens - sum(counts)]:
        counts[region] += 1
    return tuple(counts)
