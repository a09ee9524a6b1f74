"""The measures of each mechanism: against what is counted slowly, and laws that hold of any counts."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record import made
from underheaven.measure.counts import Counts
from underheaven.measure.frame import MINUTES_PER_YEAR, Frame
from underheaven.measure.interval import NO_BLOCKS, WHY
from underheaven.measure.named import evaluated, value_of
from underheaven.measure.pool import Pool
from underheaven.measure.results import NO_START, Measures, measures_of
from underheaven.measure.run import measure_records, measure_run
from underheaven.measure.specification import KEPT
from underheaven.measure.table import SUBJECTS
from underheaven.mechanisms.consequences import measures_of_spells as confinement
from underheaven.mechanisms.credit import measures as credit
from underheaven.mechanisms.firms import measures as firms
from underheaven.mechanisms.gaming import measures as gaming
from underheaven.mechanisms.hospital import measures as hospital
from underheaven.mechanisms.partners import measures as partners
from underheaven.mechanisms.places import measures as places
from underheaven.mechanisms.privileges import measures as privilege
from underheaven.mechanisms.redress import measures as redress
from underheaven.mechanisms.renewal import measures as renewal
from underheaven.record.query import RunFolder

PLAIN, FULL = Frame.of(made.world()), Frame.of(made.full())
MECHANISMS = (privilege, hospital, places, gaming, redress, partners, credit, firms, renewal)
YEARS = {"person.enrolled_minutes": 2 * MINUTES_PER_YEAR, "person.person_minutes": 4 * MINUTES_PER_YEAR}


def counts(values: Mapping[str, int]) -> Counts:
    tallies = np.zeros(len(FULL.columns), dtype=np.int64)
    for name, value in values.items():
        tallies[FULL.columns[name]] = value
    return Counts(FULL, tallies, None)


@pytest.fixture(scope="module")
def pool() -> Pool:
    filled, found = Pool(FULL), made.full_counts()
    for year in found.years():
        filled.add_year(found.year(year))
    for step in range(found.world.steps):
        filled.add_step(found.step(step))
    return filled


@pytest.fixture(scope="module")
def measures(pool: Pool) -> Measures:
    return measures_of(pool)


@pytest.fixture(scope="module")
def counted(pool: Pool) -> Pool:
    """Nobody weighed."""
    return pool.as_counted()


def test_a_world_shows_the_measures_of_the_mechanisms_that_it_has() -> None:
    plain, full = measures_of(Pool(PLAIN)), measures_of(Pool(FULL))
    assert not {measure.specification for measure in plain.values()} & {
        specification for module in MECHANISMS for specification in module.SPECIFICATIONS
    }
    assert {measure.specification for measure in full.values()} == {
        specification for them in SUBJECTS.values() for specification in them
    }
    assert {"holders.deposit", "uses.tickets", "gain.tickets", "displaced.school", "families.flat"} <= set(
        full
    )
    assert not {"uses.deposit", "gain.front", "displaced.flat", "gain.shown"} & set(full)


def test_a_folder_and_memory_give_the_same_measures_with_every_mechanism(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    found = made.full_counts()
    folder = made.complete(tmp_path_factory.mktemp("full"), found.world, counts=found)
    expected = measure_records(
        FULL, map(found.year, found.years()), map(found.step, range(found.world.steps)), last_year=2018
    )
    measured = measure_run(RunFolder(folder))
    assert measured.to_dict() == expected.to_dict()
    assert measured.last_year is not None
    assert expected.last_year is not None
    assert measured.last_year.to_dict() == expected.last_year.to_dict()


def test_waves_add_up_to_everyone_and_hold_their_own_rows(pool: Pool) -> None:
    tallies = pool.as_counted().counts().tallies
    assert np.array_equal(tallies[-3:].sum(axis=0), tallies[0])
    found = made.full_counts()
    pilots = [row for row, (_, _, wave) in enumerate(found.rows) if wave == 1]
    column = FULL.columns["person.adults"]
    assert tallies[-2, column] == sum(
        found.year(year).tallies[pilots, :, column].sum() for year in found.years()
    )
    assert FULL.dimensions["wave"] == ("not reached", "first_pilots", "everywhere")


def test_breakdowns_that_are_not_kept_say_why(measures: Measures) -> None:
    for measure in measures.values():
        for dimension, values in measure.breakdown.items():
            kept = dimension in KEPT[measure.specification.of]
            assert all(value.value is None and value.reason for value in values.values()) or kept
    assert measures["appeal_wait"].by("region")["east"].value is not None
    assert measures["assortativity"].by("wave")["first_pilots"].value is not None


def test_what_counts_from_the_start_is_missing_of_a_later_year() -> None:
    found = made.full_counts()
    later = Pool(FULL, (2018,))
    later.add_year(found.year(2018))
    assert measures_of(later)["unended.confined"].all.reason == NO_START
    whole = Pool(FULL)
    whole.add_year(found.year(2017))
    assert measures_of(whole)["unended.confined"].all.value is not None


def test_privileges_are_worth_what_is_held_and_used() -> None:
    of = counts(
        YEARS
        | {
            "person.enrolled": 100,
            "privilege.deposit.holders": 25,
            "privilege.tickets.holders": 40,
            "privilege.tickets.uses": 8,
        }
    )
    assert float(value_of("holders.deposit", of)) == 0.25
    assert float(value_of("uses.tickets", of)) == 4000
    assert float(value_of("gain.deposit", of)) == 100
    assert float(value_of("gain.tickets", of)) == 100
    assert float(value_of("gain", of)) == 200
    assert np.isnan(value_of("gain", counts({})))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 500)), min_size=1, max_size=20))
def test_waits_are_means_over_visits_and_the_lane_takes_what_it_gives(visits: list[tuple[bool, int]]) -> None:
    """Every visit has a wait in its lane; in one line all would wait the mean of all."""
    line = 16 * sum(wait for _, wait in visits) // len(visits)
    found = dict.fromkeys(
        (f"person.{lane}_{what}" for lane in ("fast", "slow") for what in ("visits", "minutes")), 0
    )
    for fast, wait in visits:
        lane = "fast" if fast else "slow"
        found[f"person.{lane}_visits"] += 1
        found[f"person.{lane}_minutes"] += 16 * wait
    for lane in ("fast", "slow"):
        found[f"person.{lane}_minutes_one_line"] = line * found[f"person.{lane}_visits"]
    of = counts(found)
    for lane in ("fast", "slow"):
        waits = [wait for quick, wait in visits if quick == (lane == "fast")]
        if not waits:
            assert np.isnan(value_of(f"wait_{lane}", of))
            continue
        assert float(value_of(f"wait_{lane}", of)) == pytest.approx(np.mean(waits))
        assert float(evaluated(hospital.longer(lane), of)) == pytest.approx(np.mean(waits) - line / 16)
    if len({fast for fast, _ in visits}) == 2:
        quick, slow = found["person.fast_visits"], found["person.slow_visits"]
        lost = slow * float(value_of("wait_cost", of)) - quick * float(value_of("wait_saved", of))
        assert lost == pytest.approx(0, abs=len(visits) / 16)


def test_refusals_are_of_everybody_and_no_denials() -> None:
    of = counts(YEARS | {"act.doctor.refused": 8, "act.train.denied": 5})
    assert float(value_of("refused", of)) == 2000
    assert np.isnan(value_of("refused", counts({})))


def test_ranks_move_places_and_make_none(measures: Measures) -> None:
    lost, won = measures["displaced.school"].all.value, measures["favoured.school"].all.value
    assert lost == won
    assert measures["shifted_yuan.school"].all.value == 0
    of = counts({"place.school.families": 50, "place.school.placed": 20, "place.school.displaced": 5})
    assert float(value_of("placed.school", of)) == 0.4
    assert float(value_of("displaced.school", of)) == 100
    assert float(value_of("displaced_yuan.school", of)) == 3_000
    assert float(value_of("shifted_yuan.school", of)) == -3_000
    assert np.isnan(value_of("placed.flat", of))


def test_the_ways_out_of_a_spell_add_up(measures: Measures) -> None:
    for name in FULL.consequences:
        ways = [measures[f"ended_by_{way}.{name}"].all.value for way in confinement.WAYS]
        assert sum(way for way in ways if way is not None) == pytest.approx(1)
    of = counts(YEARS | {"consequence.confined.entered": 8, "consequence.confined.left": 6})
    assert float(value_of("unended.confined", of)) == 0.25
    assert float(value_of("begun.confined", of)) == 4_000
    assert float(value_of("ended.confined", of)) == 3_000
    assert float(value_of("ended_by_itself.confined", of)) == 1
    assert np.isnan(value_of("ended_by_rule.no_trains", of))


def test_income_lost_is_that_of_each_quintile(counted: Pool) -> None:
    found = made.full_counts()
    confined, enrolled = (FULL.columns[f"person.{what}"] for what in ("employed_confined", "enrolled"))
    tallies = np.sum([found.year(year).tallies.sum(axis=0) for year in found.years()], axis=0)
    lost = sum(
        tallies[cell, confined] * 9_000 * int(quintile[1]) for cell, (_, _, quintile) in enumerate(made.CELLS)
    )
    measures = measures_of(counted)
    assert measures["confined_income"].all.value == pytest.approx(lost / tallies[:, enrolled].sum())
    assert counted.counts()["confined_income"][0] == lost


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50), st.integers(1, 50))
def test_the_watch_is_the_share_of_records_over_the_share_of_acts(
    here: int, there: int, acts_here: int, acts_there: int
) -> None:
    both = [
        counts({"source.cameras.true": true, "act.jaywalk.answerable": acts}).tallies
        for true, acts in ((here, acts_here), (there, acts_there))
    ]
    of = Counts(FULL, np.stack([both[0] + both[1], *both]), None)
    found = value_of("watch.cameras", of)
    if here + there == 0:
        assert np.isnan(found).all()
        return
    assert found[0] == 1
    share_of_acts = acts_here / (acts_here + acts_there)
    assert found[1] == pytest.approx(here / (here + there) / share_of_acts)


def test_credit_is_paid_back_or_not() -> None:
    of = counts({"person.adult_minutes": MINUTES_PER_YEAR, "act.loan.done": 10, "act.loan.repaid": 7})
    assert float(value_of("granted", of)) == 10_000
    assert float(value_of("repaid", of)) == 0.7
    assert float(value_of("defaulted", of)) == 3_000


def test_redress_counts_what_is_filed_upheld_and_struck_out() -> None:
    of = counts(
        YEARS
        | {
            "person.appeals_true": 6, "person.appeals_wrong": 2, "person.upheld_wrong": 1,
            "person.points_returned": 320, "person.records_expired": 4, "person.struck_wrong": 3,
            "act.jaywalk.wrong": 1, "act.critique.recorded": 5,
        }
    )  # fmt: skip
    assert float(value_of("appeals", of)) == 4_000
    assert float(value_of("upheld_wrong", of)) == 0.5
    assert float(value_of("upheld_true", of)) == 0
    assert float(value_of("points_returned", of)) == 10
    assert float(value_of("expired", of)) == 2_000
    assert float(value_of("struck_wrong", of)) == 0.75
    assert float(value_of("struck_true", of)) == 0


def test_an_appeal_waits_as_long_as_the_queue_said_when_it_was_filed() -> None:
    pool, found = Pool(FULL), made.full_counts()
    public, known = FULL.layout.public.index("appeals"), FULL.layout.known.index
    wait, filed = np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64)
    total = np.zeros(2, dtype=np.int64)
    for step in range(10):
        record = found.step(step)
        pool.add_step(record)
        filed += record.public[:, public]
        total += record.public[:, public] * wait
        wait = record.known[:, known("appeal_wait")]
    of = pool.counts()
    assert of.queue is not None
    assert value_of("appeal_wait", of)[0] == pytest.approx(30 + 7 * total.sum() / filed.sum())
    assert value_of("appeal_wait", of)[3] == pytest.approx(30 + 7 * total[0] / filed[0])
    assert np.isnan(value_of("appeal_wait", replace(of, queue=None))).all()
    assert np.isnan(value_of("appeal_backlog", replace(of, queue=None))).all()


def test_gaming_is_a_part_of_the_acts_that_can_be_gamed(measures: Measures) -> None:
    share = measures["gamed_share"].all.value
    assert share is not None
    assert 0 < share < 1
    of = counts(
        YEARS | {"act.volunteer.gamed": 3, "act.volunteer.answerable": 12, "act.jaywalk.answerable": 9}
    )
    assert float(value_of("gamed", of)) == 1_500
    assert float(value_of("gamed_share", of)) == 0.25


@given(st.lists(st.tuples(st.integers(0, 63), st.integers(0, 63)), min_size=1, max_size=30))
def test_assortativity_is_the_correlation_over_pairs_both_ways(pairs: list[tuple[int, int]]) -> None:
    both = np.array(pairs + [(other, one) for one, other in pairs], dtype=np.int64)
    of = counts(
        {
            "person.matched": len(both),
            "person.match_bins": both[:, 0].sum(),
            "person.match_squares": (both[:, 0] ** 2).sum(),
            "person.match_products": (both[:, 0] * both[:, 1]).sum(),
        }
    )
    found = float(value_of("assortativity", of))
    if both[:, 0].std() == 0:
        assert np.isnan(found)
        return
    assert found == pytest.approx(np.asarray(np.corrcoef(both.T))[0, 1], abs=1e-6)


def test_what_those_who_are_shown_gain_the_others_lose() -> None:
    """As many are seen as look: the means of both sides, weighted, are the mean of all."""
    of = counts(
        {"person.seekers": 10, "person.seen": 10, "person.seekers_visible": 2, "person.seen_visible": 6}
    )
    visible, others = float(value_of("seen_visible", of)), float(value_of("seen_others", of))
    assert (visible, others) == (3.0, 0.5)
    assert (
        (2 * visible + 8 * others) / 10
        == float(evaluated({"ratio": [["person.seen"], ["person.seekers"]]}, of))
        == 1
    )
    assert np.isnan(value_of("matched", counts({})))


def test_firms_and_their_people() -> None:
    of = counts(
        {
            "firm.firms": 20, "firm.employees": 200, "firm.score_sum": 20 * 16 * 64, "firm.passed_over": 4,
            "firm.without_representative": 1, "firm_consequence.listed.under": 5,
            "firm_consequence.listed.employees": 50, "firm_act.late_wages.done": 6,
            "firm_act.late_wages.held_back": 2, "firm_act.late_wages.recorded": 3,
        }
    )  # fmt: skip
    assert float(value_of("firm_score", of)) == 64
    assert float(value_of("firms_under.listed", of)) == 0.25
    assert float(value_of("employees_under.listed", of)) == 0.25
    assert float(value_of("wages_lost", of)) == pytest.approx(27_000 * 0.1 * 0.25)
    assert float(value_of("firm_held_back.late_wages", of)) == 0.25
    assert float(value_of("firm_recall.late_wages", of)) == 0.5
    assert float(value_of("passed_over", of)) == 20
    assert float(value_of("without_representative", of)) == 0.05


def test_renewal_is_of_everybody() -> None:
    assert float(value_of("replaced", counts(YEARS | {"person.replaced": 1}))) == 250


def test_what_a_region_shares_has_no_interval_and_says_so(measures: Measures) -> None:
    for name in ("wait_slow", "wait_cost", "refused", "mean_hardship"):
        found = [
            measures[name].all,
            *measures[name].by("group").values(),
            *measures[name].by("region").values(),
        ]
        assert {value.low for value in found} == {None}
        assert any(value.reason == WHY[NO_BLOCKS] for value in found), name
    placed = next(measure for name, measure in measures.items() if name.startswith("placed."))
    whole = [placed.all, *placed.by("region").values(), *placed.by("wave").values()]
    assert {value.reason for value in whole if value.value is not None} == {WHY[NO_BLOCKS]}
    assert WHY[NO_BLOCKS] not in {value.reason for value in placed.by("group").values()}
    assert measures["mean_dread"].all.reason != WHY[NO_BLOCKS]


def test_both_of_a_pair_weigh_the_same(pool: Pool) -> None:
    regions = pool.of_regions()
    assert np.array_equal(regions.counts().tallies[0], pool.as_counted().counts().tallies[0])
    # All that is left of strata are regions: each is shared out among its blocks, whatever the group.
    share = regions.strata.share
    persons = pool.persons.sum(axis=(0, 2, 3))
    assert share[0] == pytest.approx(persons / persons.sum(axis=-1, keepdims=True))
    assert not share[1:].any()
