"""What a run's counts add to the screen of its policy, and that they add nothing else."""

from pathlib import Path

import pytest

from tests.record import made
from tests.report import runs
from underheaven.documents.problems import InputError
from underheaven.measure.screen import screen_run
from underheaven.measure.totals import totals
from underheaven.measure.treated import median_points
from underheaven.policy.screening import Screen, screen
from underheaven.policy.screening.working import Working
from underheaven.record.query import RunFolder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    return RunFolder(made.complete(tmp_path_factory.mktemp("screen") / "run", made.world()))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    return runs.everything(tmp_path_factory.mktemp("screen") / "whole")


def facts(of: Screen, name: str, element: str) -> list[str]:
    found = next(each for each in of.treatments if each.name == name)
    return [fact.text for fact in found.element(element).facts]


def test_totals_are_sums_of_the_engine_s_years(folder: RunFolder) -> None:
    counts = made.counts_of_weeks()
    columns = ("consequence.no_trains.under", "person.enrolled", "act.jaywalk.recorded")
    found = totals(folder, columns)
    assert found.years == (2017, 2018)
    for column in columns:
        number = counts.layout.column(column)
        cells = sum(counts.of(step)[..., number].sum(axis=0) for step in range(counts.world.steps))
        by_group = {
            group: sum(int(cells[n]) for n, cell in enumerate(made.CELLS) if cell[0] == group)
            for group in made.GROUPS
        }
        assert {group: of[column] for group, of in found.by_group.items()} == by_group
        assert found[column] == sum(by_group.values())
    share = found.share("consequence.no_trains.under", "person.enrolled")
    assert share == found["consequence.no_trains.under"] / found["person.enrolled"]


def test_the_policy_s_own_facts_stay_and_counts_come_after(folder: RunFolder, whole: RunFolder) -> None:
    for run in (folder, whole):
        alone = screen(run.world.policy, run.world.society)
        counted = screen_run(run)
        assert counted.counts
        assert not alone.counts
        for before, after in zip(alone.treatments, counted.treatments, strict=True):
            for one, other in zip(before.elements, after.elements, strict=True):
                assert other.facts[: len(one.facts)] == one.facts
                if one.name != "proportion":
                    assert (one.met, one.why) == (other.met, other.why)
            assert len(after.element("detriment").facts) > len(before.element("detriment").facts)


def test_error_in_a_run_meets_what_a_file_cannot_tell(folder: RunFolder) -> None:
    error = totals(folder, ("consequence.no_trains.in_error", "consequence.no_trains.under"))
    assert error["consequence.no_trains.in_error"] > 0
    counted = screen_run(folder)
    told = facts(counted, "no_trains", "proportion")
    percent = f"{100 * error['consequence.no_trains.in_error'] / error['consequence.no_trains.under']:.3g} %"
    assert any(percent in fact and "wrong person" in fact for fact in told)
    assert next(each for each in counted.treatments).element("proportion").met == "met"


def test_length_is_time_under_it_over_times_entered(folder: RunFolder) -> None:
    at = "consequence.no_trains"
    found = totals(folder, (f"{at}.under", f"{at}.entered"))
    days = 7 * found[f"{at}.under"] / found[f"{at}.entered"]
    assert any(f"{days:,.0f} days" in fact for fact in facts(screen_run(folder), "no_trains", "detriment"))


def test_every_count_that_a_fact_names_is_a_column(whole: RunFolder) -> None:
    known = {*whole.layout.columns, "act.*.recorded", "act.*.wrong", "rules", "score"}
    blocks = ("consequence.", "privilege.", "place.", "firm_consequence.", "person.", "act.", "firm.")
    for each in screen_run(whole).treatments:
        for element in each.elements:
            for fact in element.facts:
                for key in fact.rests_on:
                    if key.startswith(blocks):
                        assert key.removesuffix(" by group") in known, key


def test_nobody_under_it_is_said(tmp_path: Path) -> None:
    run = runs.without_scheme(tmp_path / "bare")
    assert screen_run(run).treatments == ()


def test_a_run_without_a_complete_year_is_refused(tmp_path: Path) -> None:
    target = made.recorder(tmp_path, made.world())
    for _ in made.drive(target, made.counts_of_weeks(), until=20):
        pass
    target.interrupt(20)
    with pytest.raises(InputError, match="o calendar year"):
        screen_run(RunFolder(tmp_path))


def test_the_median_record_is_one_that_half_cost_at_most() -> None:
    costly = Working(made.policy(), made.society()).costly
    assert {kind: each.costs for kind, each in costly.items()} == {"critique": 20, "jaywalk": 10}
    assert median_points({"critique": 3, "jaywalk": 4}, costly) == 10
    assert median_points({"critique": 4, "jaywalk": 3}, costly) == 20
    assert median_points({"critique": 0, "jaywalk": 0}, costly) is None
