"""Cases can fail: each comparison is given an expectation that is slightly wrong, or a world that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from underheaven.measure import odds
from underheaven.verify import (
    alerts,
    arrivals,
    association,
    cascade,
    delayed,
    direction,
    disparity,
    expiry,
    hospital,
    identification,
    influence,
    lasting,
    lending,
    matching,
    mechanisms,
    pairing,
    queueing,
    runaway,
    scale,
    sense,
    standards,
    steps,
    switched,
    walk,
    yardsticks,
)
from underheaven.verify.case import Finding
from underheaven.verify.shipped import Setting, edited, policy_of, society_of
from underheaven.verify.small import SEED


def failed(findings: Sequence[Finding]) -> list[str]:
    return [finding.what for finding in findings if not finding.passed]


def test_walk() -> None:
    lived = walk.lived(walk.Walk())
    assert failed(walk.compare(lived, walk.Walk())) == []
    for wrong in (
        replace(walk.Walk(), recovery=4),
        replace(walk.Walk(), rate_up=Decimal(27)),
        replace(walk.Walk(), up=23),
        replace(walk.Walk(), high=129),
    ):
        counts = np.resize(lived, wrong.high + 1) if wrong.high < walk.Walk().high else lived
        counts = np.append(counts, 0)[: wrong.high + 1]
        assert "scores against the stationary law" in failed(walk.compare(counts, wrong))


def test_poisson_counts() -> None:
    counts = arrivals.counted(arrivals.RATES)
    for kind, rate in arrivals.RATES.items():
        assert failed(arrivals.compare(counts, {**arrivals.RATES, kind: rate * Decimal("1.05")}))
    # The right number in all, but two acts at a time.
    assert failed(arrivals.compare(counts // 2 * 2, arrivals.RATES))


def test_poisson_days_and_order() -> None:
    days = arrivals.days_of_the_week()
    assert failed(arrivals.compare_days(days, [1.05 / 7, 0.95 / 7, *[1 / 7] * 5]))
    denied = arrivals.refused(Decimal(40), Decimal(60))
    assert failed(arrivals.compare_order(denied, Decimal(44), Decimal(60)))
    assert failed(arrivals.compare_order(denied, Decimal(40), Decimal(66)))


def test_association() -> None:
    shown, home = association.at_work(), association.at_home()
    assert failed(association.compare_star(shown, 0.31))
    assert failed(association.compare_complete(home, 0.31))
    assert failed(association.compare_star(association.at_work(Decimal("0.302")), 0.3))
    # Nobody is the hub.
    assert failed(association.compare_star(np.diag(np.full(association.LEAVES + 1, -100.0)), 0.3))
    # A pull that loses a fiftieth of what was lost.
    assert "household: the losses of all together" in failed(association.compare_complete(home * 0.98, 0.3))


def test_false_matches() -> None:
    every, best = matching.Search("every_hit"), matching.Search("best_hit")
    records = matching.written(every, matching.CITIZENS)
    assert failed(matching.compare(records, best, shape=False))
    assert failed(matching.compare(records, replace(every, searches=Decimal("2.2")), shape=False))
    alike = replace(every, classes=((Decimal(1), Decimal(1)),))
    assert any("mixture" in what for what in failed(matching.compare(records, alike, shape=True)))


def test_identification() -> None:
    assert failed(identification.compare_rate(1_000_000, Decimal("0.000001"), 1 - np.exp(-1)))
    camera = identification.Camera()
    wrong = identification.bayes(replace(camera, false_non_match=Decimal("0.15")))
    assert failed(identification.compare_precision(camera, wrong))


def test_alerts() -> None:
    assert len(failed(alerts.compare(alerts.CROWD, 1, false=alerts.FALSE * 5 // 4))) == 1


def test_influence() -> None:
    group = (influence.INFLUENCE, influence.SUSCEPTIBILITY, influence.FIRST)
    assert failed(influence.compare(*group)) == []
    assert failed(influence.compare(group[0], group[1] * 0.99, group[2]))


def test_active_records() -> None:
    counts = expiry.active()
    assert failed(expiry.compare_active(counts, expiry.MEAN)) == []
    assert len(failed(expiry.compare_active(counts, expiry.MEAN * 0.95))) == 4


def test_people_listed() -> None:
    found = expiry.listed(expiry.LISTED_LIFE, 2 * expiry.LISTED_LIFE)
    off = np.append(np.zeros(1), found[:-1])
    assert failed(expiry.compare_listed(off, expiry.LISTED_LIFE))


def test_waits() -> None:
    line, classes, one_line = queueing.PUBLISHED[0]
    assert len(failed(queueing.compare_closed(line, [wait * 1.1 for wait in classes], one_line * 1.1))) == 4
    other = replace(line, variation=0)
    assert len(failed(queueing.compare_closed(other, classes, one_line))) == 4


def test_the_hospital() -> None:
    usual = Decimal("0.9")
    line = hospital.lived(usual, False)
    assert failed(hospital.compare_waits("one line", line, usual)) == []
    assert failed(hospital.compare_waits("one line", line, Decimal("0.85")))
    # A lane that nobody may use gains and costs nothing.
    assert len(failed(hospital.compare_lane(line, line))) == 2
    assert failed(hospital.compare_refused(line, Decimal("1.25")))


def test_a_cascade() -> None:
    found = cascade.spoken(cascade.CHAIN)
    assert failed(cascade.compare("whole", cascade.CHAIN, found)) == []
    assert len(failed(cascade.compare("with a gap", cascade.BROKEN, found))) == 2
    assert (
        len(failed(cascade.compare("late", cascade.CHAIN, replace(found, heard=found.climate * 0.99)))) == 1
    )


def test_lending() -> None:
    readings = (lending.SHORT,)
    found = lending.lived(lending.LOWEST, readings)
    assert failed(lending.compare(found, lending.LOWEST, readings)) == []
    assert len(failed(lending.compare(found, lending.LOWEST - 1, readings))) >= 2


def test_attention() -> None:
    """What is not corrected does not pass for it, nor the other way round."""
    more, corrected = (runaway.shares(runaway.UNEQUAL, how, 1) for how in (0, 1))
    assert failed([runaway.compare_running_away("", more)]) == []
    assert failed([runaway.compare_corrected("", runaway.UNEQUAL, corrected)]) == []
    assert len(failed([runaway.compare_corrected("", runaway.UNEQUAL, more)])) == 1
    assert len(failed([runaway.compare_running_away("", corrected)])) == 1
    even = runaway.shares(runaway.EQUAL, 1, 1)
    assert len(failed([runaway.compare_staying("", even)])) == 1


def test_lasting_differences() -> None:
    """The records of one spread do not pass for those of another, nor what is moved for what is not."""
    alike, few = (lasting.lived(lasting.world_of(each)) for each in (lasting.NONE, lasting.TWO))
    assert failed(lasting.compare_counts(lasting.TWO, "", few.records)) == []
    assert len(failed(lasting.compare_counts(lasting.NONE, "", few.records))) == 3
    assert len(failed(lasting.compare_counts(lasting.TWO, "", alike.records))) == 3
    assert len(failed([lasting.compare_gamma(few.records)])) == 1
    assert len(failed([lasting.compare_splitting(alike.records, few.records)])) == 1
    assert len(failed([lasting.compare_order([0.2, 0.1])])) == 1
    fewer = replace(few, tallies=few.tallies * 9 // 10)
    assert len(failed(lasting.compare_rest(alike, fewer, lasting.TWO))) == 5


def test_standards() -> None:
    """One state does not pass for the other, nor a threshold on its way for one that stays."""
    low = standards.lived(standards.world_of((standards.LOW, standards.LOW), False))
    assert failed(standards.compare("", 0, False, low)) == []
    assert len(failed(standards.compare("", 0, True, low))) == 2
    slow = standards.lived(standards.world_of((standards.LOW, standards.LOW), False, gain=1))
    assert len(failed(standards.compare("", 0, False, slow))) == 2


def test_delayed_impact() -> None:
    lent = delayed.loans(delayed.scores(), 4, "parity")
    assert failed(delayed.compare(4, "parity", lent)) == []
    assert len(failed(delayed.compare(4, "gain", lent))) == 1
    assert len(failed(delayed.compare(10, "opportunity", lent))) == 1


def test_mechanisms() -> None:
    row = next(row for row in mechanisms.switched() if row.what == "thresholds of speech")
    assert failed(switched.compare(row, SEED)) == []
    assert len(failed(switched.compare(replace(row, on=row.off, off=row.on), SEED))) == len(row.effects)
    assert failed(switched.compare(replace(row, on=row.off), SEED)) == [f"{row.what}: critical posts"]


def test_a_reform_that_changes_something() -> None:
    reform = pairing.reformed("reform_of: article-2019\nrules: {jaywalking: {points: -5.0625}}\n")
    assert len(failed(pairing.compare_reform("a sixteenth of a point more", reform))) == 3


def test_a_community_that_is_not_independent() -> None:
    society = pairing.fearful()
    base = pairing.COMMUNITY * pairing.COMMUNITIES
    world = pairing.grown(society, base)
    first, _, years = pairing.lived(world, None)
    other, _, other_years = pairing.lived(replace(world, seed=world.seed + 1), None)
    assert pairing.changed_lives(first, other) > base // 2
    assert pairing.changed_considering(years, other_years, world) > 0
    # The climate not held, where a community more makes it another.
    more = pairing.grown(society, base + pairing.COMMUNITY)
    assert pairing.changed_lives(first, pairing.lived(more, None)[0]) > 0


def test_steps_of_other_rates() -> None:
    week = yardsticks.samples(Setting(citizens=4_000), range(6))
    doubled = Setting(citizens=4_000, policy_changes={"rules.critical_post.points": -40})
    found = failed(
        yardsticks.compare("double", week, yardsticks.samples(doubled, range(10, 16)), steps.FALSE_ALARM)
    )
    assert any("mean score" in what for what in found)


def test_directions() -> None:
    row = next(row for row in direction.ROWS if row.what == "recovery")
    wrong = replace(row, up=row.down, down=row.up)
    assert len(failed(direction.compare(wrong))) == len(row.up) + len(row.down)


def test_common_sense() -> None:
    article = policy_of("article-2019")
    seeing = {**sense.blind(article), "sources.tax.coverage.urban": 1}
    assert failed(sense.compare_blind(seeing))
    assert failed(sense.compare_none("article-2019"))
    one_fault = {**sense.faultless(article), "sources.tax.mistakes.per_person_year": 1}
    assert len(failed(sense.compare_faultless(one_fault))) == 2
    assert len(failed(sense.compare_untied({}))) == 2
    society = edited(
        society_of("riverton"), {"acts.alcohol.propensity_by": {"group": {"holm": Decimal("0.5")}}}
    )
    assert failed(sense.compare_groups(sense.world_among(society)))


def test_scale() -> None:
    setting = replace(scale.CITY[0], citizens=30_000)
    shipped = setting.measures(1)["mean_score"].all
    lower = replace(setting, policy_changes={"rules.critical_post.points": -30}).measures(2)["mean_score"].all
    assert not scale.compare("other points", shipped, lower).passed
    assert not scale.compare("undefined", shipped, replace(lower, low=None)).passed


def test_identity() -> None:
    assert failed(disparity.compare(odds.by_identity)) == []
    without_misses = disparity.compare(
        lambda counts: odds.identity(odds.base_rate(counts), odds.precision(counts), np.zeros(()))
    )
    assert failed(without_misses) == [f"{group}: by the identity" for group in disparity.COUNTS]
