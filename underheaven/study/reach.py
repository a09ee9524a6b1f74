"""Whom a policy reaches, and what that touches of the memory in which lives are counted: an estimate.

It decides nothing in a run: it is for knowing beforehand whether a run fits into memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from underheaven.counted.columns import Life
from underheaven.engine.layout import BLOCKS
from underheaven.engine.nation import Enrolment
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.policy.schema import Policy
from underheaven.record.ledger import DAYS_PER_YEAR, records_a_year, wrong_a_year

LOOKED_AT = 8 * BLOCKS
"""Communities of a region whose wave is looked up."""
PAGE, HUGE_PAGE, COUNT_BYTES = 4_096, 1 << 21, 4
"""Bytes of memory that are touched together, in a small array and in a large one, and of one count."""
LARGE = 1 << 22
"""Bytes from which on NumPy asks for huge pages."""
BUILDING_UP, AMONG = 0.5, 1_024
"""Years in which records lead to consequences for somebody among so many."""
SELDOM = 0.05
"""How much more seldom people are confined, or sanctioned because of others."""
REFUSED_A_YEAR = 1e-5
"""Times a year that a person is turned away where a hospital is full, at least somewhere."""


@dataclass(frozen=True)
class Reach:
    """Communities by region, as far as enrolment is concerned."""

    rows: int
    """Rows of the yearly tally, of (block, region, wave): as they are, or where a region is large, as if
    every block had all the waves that some communities have."""
    enrolled: tuple[int, ...]
    """Citizens of each region in communities that are enrolled before the run ends."""
    years: float
    """Years for which the mean enrolled community is in the scheme."""


def reach_of(world: World) -> Reach:
    """Whom the policy of a world reaches: exactly, or in a large region as in its first communities."""
    rows, enrolled, steps, communities_in = 0, list[int](), 0, 0
    enrolment = Enrolment(world)
    for region, citizens in enumerate(world.citizens_of_regions):
        communities = -(-citizens // world.community_size)
        some = min(communities, LOOKED_AT)
        stages = [enrolment.of(region, community) for community in range(some)]
        waves = [wave for _, _, wave in stages]
        # Blocks take turns over the whole nation; where in the turn a region begins is of no matter.
        of_some = len({(community % BLOCKS, wave) for community, wave in enumerate(waves)})
        rows += of_some if some == communities else BLOCKS * len(set(waves))
        left = [world.steps - min(everybody, joiners) for everybody, joiners, _ in stages]
        within = [each for each in left if each > 0]
        enrolled.append(citizens * len(within) // some if some else 0)
        steps, communities_in = steps + sum(within), communities_in + len(within)
    minutes = steps / max(1, communities_in) * world.step_minutes
    return Reach(rows, tuple(enrolled), minutes / MINUTES_PER_DAY / DAYS_PER_YEAR)


def lives_bytes(world: World, reach: Reach) -> int:
    """Bytes of memory that counting the lives of all citizens touches, with the deeds at the last census."""
    whole, enrolled = world.citizens, sum(reach.enrolled)
    page = HUGE_PAGE if COUNT_BYTES * len(Life) * whole >= LARGE else PAGE
    years = world.horizon / MINUTES_PER_DAY / DAYS_PER_YEAR
    refused = REFUSED_A_YEAR * years * (world.society.hospital is not None)
    each = {count: _expected(world, count, reach.years) for count in Life if count != Life.REFUSED}
    if page == PAGE:
        # Communities are larger than a page: where nobody is enrolled, nothing is touched.
        columns = sum(_any(mean, page) for mean in each.values()) * enrolled / whole + _any(refused, page)
    else:
        columns = sum(_any(mean * enrolled / whole, page) for mean in each.values()) + _any(refused, page)
    return int(COUNT_BYTES * whole * (columns + 1))


def _any(mean: float, page: int) -> float:
    """The share of pages on which something is counted, where it is counted so often of each person there."""
    return 1 - exp(-mean * page / COUNT_BYTES)


def _expected(world: World, count: Life, years: float) -> float:
    """People of each enrolled one of whom a count is above 0 at the end, roughly, and more than one where it
    is counted often."""
    policy, society = world.policy, world.society
    if count in (Life.RECORDS, Life.DEEDS):
        return records_a_year(policy, society, of_all=True) * years
    if count == Life.COSTLY_RECORDS:
        return records_a_year(policy, society) * years
    if count == Life.WRONG_RECORDS:
        return wrong_a_year(policy) * years
    rare = count in (Life.PREVENTED, Life.CONFINED, Life.BY_TIES)
    return (years / BUILDING_UP) ** 3 / AMONG * (SELDOM if rare else 1.0) * _can_be(count, policy)


def _can_be(count: Life, policy: Policy) -> bool:
    """Whether a policy can bring a count about; what needs a consequence needs one of its kind."""
    following, ties = list(policy.consequences.values()), policy.association
    if count == Life.SILENCED:
        return bool(policy.rules)
    if count == Life.DENIED:
        return any(each.denies for each in following)
    if count in (Life.CONFINED, Life.PREVENTED):
        return any(each.confines for each in following)
    if count == Life.IN_ERROR:
        return bool(following) and wrong_a_year(policy) > 0
    pulls = any(each.value > 0 for each in (ties.household, ties.employer, ties.friends))
    return bool(following) and (count != Life.BY_TIES or (pulls and max(ties.alpha.values) > 0))
