"""The page of the book that lists every measure, made from their specifications."""

from __future__ import annotations

from underheaven.measure.few import BORROWED
from underheaven.measure.interval import FEW, FEWEST
from underheaven.measure.lived.page import lived_page
from underheaven.measure.specification import LABELS, Specification
from underheaven.measure.table import SUBJECTS
from underheaven.measure.trend import MARGIN
from underheaven.measure.weights import LEAST, MOST

HEAD = """# Measures

This page is made from the table of measures in `underheaven/measure`; a test compares the two.

Every measure is a function of integer counts (specification, section 12) and is given for everyone, by
group, region, place (rural, urban), income quintile and wave. Counts cover the whole run, or the calendar
years asked for; the run's last year is given beside the whole. A person-step is one person at the end of one
step; a person-year has 365.25 days, and is one of an adult in the scheme unless more is said. Adults in the
scheme are those of enrolled communities, where joining is voluntary those of them who have joined.

The *wave* of a community is the part of the rollout through which the scheme first comes to it, or *not
reached*. Which communities of the regions that it names come first is drawn by lot, so that pilots can be
held against the rest.

A world shows the measures of the mechanisms that it has: without a hospital nothing is said of waits.

What is undefined is missing, with its reason, and never 0.

How each is made of columns of counts is plain data, which another program can read: [measures as
data](measures-as-data.md).

What becomes of people, of whom a tally counts no more than how many there are, is told of [communities
that are lived again](#what-needs-lives): cohorts, both sides of error and of ties, and measures by
opinion, sex and age.

How valid and how even-handed a score is, with tests and intersections, is told by [the audit](audit.md).
"""
INTERVALS = f"""
## Intervals

Intervals are 95 % intervals of a grouped jackknife over the 32 blocks of communities. They say how far the
result may be chance among synthetic citizens; they say nothing of how far the model may be wrong.

What a measure estimates is a quantity of the society, in expectation over its synthetic peoples, and not of
the one people that a run happens to draw. How many of a group live in a region of a run is partly chance:
communities are segregated and few. So a person of a group of a region weighs what the society has of them
over what the run has (post-stratification: Holt and Smith 1979), in values and in intervals, everywhere but
in pairs, queues and what needs lives. A group that would weigh less than {LEAST:g} or more than {MOST:g} is
weighed together with the largest of its region.

A group of a region is then a stratum: when a block is left out, the other blocks stand for its people
stratum by stratum, and no measure changes for want of a region (Wolter 2007, chapter 4; Rust and Rao 1996).
With p the share of a stratum that lives in the block, people of the block weigh 1 − √(1 − p) and the others
of the stratum 1 + p / √(1 − p) times as much; the variance of a measure θ is Σ (θ_i − θ)² over the blocks
i. The roots make it unbiased where strata lie unevenly over blocks, and degrees of freedom are counted for
such strata (Bell and McCaffrey 2002): a single stratum that lies evenly over 32 blocks has 31. Breakdowns
use the same weights. Communities of a wave are drawn by lot, and its interval is of those that were drawn.

A stratum that lives in one block alone cannot be left out. It is kept in full and its people are taken to
vary like the others of the category, person for person: the variance is divided by the share of people who
are of other strata. It is not put together with strata of other regions, because what sets regions apart
would count as chance again.

The ends are not equally far from the value where few events are behind it. Half an interval h is t times
the root of the variance, t the 97.5 % point of Student's distribution. A measure that cannot fall below 0
is read as a count of n events, n = (1.96 θ / h)², with the interval from Jeffreys's prior, the 2.5 % and
97.5 % points of Gamma(n + ½); one that lies between two limits as a share of (1.96 / h)² θ (1 − θ) trials,
by the points of a Beta distribution (Brown, Cai and DasGupta 2001, 2003; Korn and Graubard 1998; Franco and
others 2019). Below {FEW} events they go over into the exact points, Gamma(n) and Gamma(n + 1) (Clopper and
Pearson 1934; Garwood 1936; Fay and Feuer 1997). Of many events these are θ ± h, and so are the intervals of
measures without limits.

Blocks tell next to nothing of how large one of three events is: one act, or the many weeks of one person.
So the size of an event, θ / n, is known from everyone too, over what the measure is counted over: a
category's own counts by its events, and that of everyone by {BORROWED:g} of them. Where nothing was counted
in a category, or all of it, and where a measure is undefined without one block, everyone's tells alone how
far the value may be off. Where nothing was counted of anybody, an event is taken to be one person to whom
it happens at every step: 0 of 10,000 people is 0 to 3.7 of them.

There is no interval where fewer than {FEWEST} blocks hold anybody, where fewer than {FEWEST} hold anybody
of a stratum that others hold too (then smaller communities or more citizens help), or where the value is
the same whichever block is left out and lies at no limit of the measure.

Nor is there one of what all blocks of a region share. Waits at the hospital, refusals for lack of room and
the hardship that follows are those of one queue, and blocks would make them look far surer than they are.
Places are a fixed number: of everyone, regions and waves, how many are placed is fixed, and how many are
favoured or displaced is much less one than blocks would say. A source that looks where it has found more
finds still more there: what it finds in a region depends on what all blocks of the region showed it. Runs of
other seeds tell how far all these move.

In a world whose every expected value is known (rates, shares, times, differences and ratios of groups, a
count of some twenty events), 93.8 to 97.5 % of 400 runs have an interval that holds the truth (`underheaven
verify coverage-long`). Of `article-2019` on `riverton`, where people are tied, speak and are ranked, the
standard error of one run is 0.89 to 1.23 times the spread over 40 seeds, by chance alone 0.72 to 1.55
(`underheaven verify spread-long`). How often the intervals of every measure hold, by group, region and
income, on synthesised peoples of two societies, is [a table of its own](coverage.md).
"""
YEARS = f"""
## From year to year

What one year shows may be a snapshot of a climb. So the main measures come with their path over the whole
calendar years of a run, and with a verdict on the last year's change. The same blocks are left out of
both years, so that what they share falls out of the change.

- *Settled*: the whole 95 % interval of the change, and that of the mean change over the last two years,
  lie within {100 * MARGIN:.0f} % of the value (of how far it is from its first year, where a measure has
  no zero). This is a test of equivalence (Schuirmann 1987); it takes three whole years, and many people.
  A measure that has been exactly the same in three years, nothing having happened, has settled too.
- *Rising* or *falling*: the chance of so large a change if there were none is below 5 %, all main
  measures taken together (Holm 1979).
- *Uncertain*: neither is known, or there is no interval.

*Would settle at* is where a measure comes to rest if each year's change is to the last as that is to the
one before (Aitken 1926). It is given where that ratio is known to lie between 0 and 1 and nothing about
the policy changed within the three years; it says nothing of what will in fact come. `run --until
settled` goes on until the first of the main measures has settled and none is known to rise or fall.
"""
CHILL = """
What would have been done is known act by act: a considered act carries one number, and the society alone
sets the chance that it is done without dread or hardship. Acts below that chance are done, denied, refused
for lack of room, held back by dread or prevented by confinement; the first three hold besides those brought
on. What confinement prevents is never counted as chill. Speech in communities outside the scheme counts too:
news reaches them.
"""
SPIRAL = """
What a person is under is looked at when a step ends. Leaving and coming back within one step, or the other
way round, is not seen, so that shorter steps see more of it: with daily steps `exit_rate` comes out up
to about 12 % higher than with weekly ones. Rates are pooled over steps and people, who are not alike: what
becomes of a person within a year is told by the [cohorts](#cohorts), and by nothing here.
"""
DENIAL = """
What standing denies and what confinement prevents is counted apart from what is refused because the hospital
is full: scarce places exist without scores too.
"""
LOSS = """
What is denied or prevented has no price in a policy or a society, and stands under Denial. So these are
the least that standing takes. What is cut in a firm counts where its first employee is, at the mean income.
"""
PLACES = """
Ranks create no place: over everybody, as many are displaced as favoured, and what ranks do is to move places
between incomes and groups. The first allotment is at the first turn of a year within the run.
"""
FIRMS = """
A firm is counted with its first employee: in a breakdown by group, place or quintile it is where that
employee is. Points that its fall moves on a representative are among `points_lost` and `points_gained`.
"""
PARTNERS = """
Times looked at are shared out: what those who are shown more often gain, the others lose. A step is the run's
step, a week unless it says otherwise.
"""
NOTES = {
    "Denial": DENIAL,
    "Loss": LOSS,
    "Places": PLACES,
    "Chill": CHILL,
    "Spiral": SPIRAL,
    "Firms": FIRMS,
    "Partners": PARTNERS,
}


def _entry(specification: Specification) -> str:
    each = f" One for each {specification.each}." if specification.each else ""
    return (
        f"\n### `{specification.name}`\n\n"
        f"{specification.title}, {specification.unit}.{each}\n\n"
        f"- Formula: {specification.formula}.\n"
        f"- Reading: {specification.direction}.\n"
        f"- Label: {specification.label}. Source: {specification.source}.\n"
        f"- Missing where {specification.undefined}.\n"
    )


def page() -> str:
    """The text of docs/measures.md."""
    labels = "".join(f"- *{label}*: {meaning}.\n" for label, meaning in LABELS.items())
    parts = [HEAD, "\nA label says where a value comes from:\n\n", labels, INTERVALS, YEARS]
    for subject, specifications in SUBJECTS.items():
        parts.append(f"\n## {subject}\n")
        parts.append(NOTES.get(subject, ""))
        parts.extend(_entry(specification) for specification in specifications)
    parts.append(lived_page())
    return "".join(parts)
