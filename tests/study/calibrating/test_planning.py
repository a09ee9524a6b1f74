"""What is asked of a calibration: the boundary, and everything that cannot be, before anything is lived."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.study.calibrating.asked import RATE, written
from underheaven.documents.problems import InputError
from underheaven.study.calibrating.counting import EVENTS, FITTED, STATES
from underheaven.study.calibrating.file import calibration_names, calibration_path
from underheaven.study.calibrating.planning import Plan, plan_of
from underheaven.study.calibrating.priors import laid
from underheaven.study.harms import HARMS
from underheaven.study.sweeping.keys import paths


def refused(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        plan_of(path)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return plan_of(written(tmp_path_factory.mktemp("asked")))


def test_no_key_of_a_policy_is_ever_fitted(tmp_path: Path, plan: Plan) -> None:
    """The boundary: every number that a policy has, and every policy of the catalogue has the same keys."""
    every = [path for path in paths(plan.world) if path.startswith("policy.")]
    assert len(every) > 20
    for first in range(0, len(every), 12):
        some = every[first : first + 12]
        lines = "".join(f"  {path}: {{range: [0, 1]}}\n" for path in some)
        said = refused(written(tmp_path, (f"parameters:\n  {RATE}", f"parameters:\n{lines}  {RATE}")))
        for path in some:
            (one,) = [each for each in said if f"{path} cannot be calibrated" in each]
            assert "search for the scheme" in one
            assert "asked.yaml:" in one


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        ((RATE, RATE[:-1]), 13, ("there is no key", f"did you mean {RATE}?")),
        (("range: [0.12, 1.2]", "range: [1.2, 0.12]"), 13, ("is not a range", "0.12..1.2")),
        (("range: [0.12, 1.2]", "range: [-1, 1.2]"), 13, ("cannot be -1",)),
        (("range: [0.12, 1.2]", "range: [0, 1.2], scale: log"), 13, ("ends above 0",)),
        (("seeds: 2", "seeds: 1"), 11, ("1 seed", "`seeds: 2`")),
        (("draws: 20", "draws: 8"), 9, ("8 draws", "`draws: 20`")),
        (("rounds: 2", "rounds: 1"), 10, ("1 round", "`rounds: 2`")),
        (("policy: defaulter-list-2017", "policy: ../mine.yaml"), 4, ("there is no policy",)),
        (("counted: year", "counted: month\n    last: 2017-01-01"), 22, ("lies outside the run",)),
        (("per: [adults]", "per: [adult]"), 23, ("there is no link 'adult'", "did you mean adults?")),
        (("people: 1000000\npredicted", "people: 12\npredicted"), 28, ("12 people", "1,000 people or more")),
        (("measure: sanctioned", "measure: sanctoned"), 32, ("did you mean sanctioned?",)),
        (("[source.courts.true]", "[source.court.true]"), 19, ("did you mean source.courts.true?",)),
        (("unit: a year\n", "unt: a year\n"), 24, ("unknown key 'unt'", "Write 'unit'")),
        (("  adults: {value: 1000000, assumed: an example, range: [900000, 1100000]}",
          "  adults: {value: 1000000}"), 15, ("does not say where it comes from",)),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, words: tuple[str, ...]
) -> None:
    said = refused(written(tmp_path, change))
    (one,) = [each for each in said if words[0].casefold() in each.casefold()]
    assert f"asked.yaml:{line}:" in one
    for word in words:
        assert word.casefold() in one.casefold()


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    said = refused(
        written(tmp_path, ("seeds: 2", "seeds: 0"), (RATE, "policy.secrecy"), ("per: [adults]", "per: [all]"))
    )
    lines = [int(each.split("asked.yaml:")[1].split(":")[0]) for each in said]
    assert len(said) == 4  # the link that nobody uses, too
    assert lines == sorted(lines)


def test_a_key_that_does_nothing_is_refused(tmp_path: Path) -> None:
    idle = "society.renewal.per_year"
    (said,) = refused(written(tmp_path, (f"{RATE}: {{range: [0.12, 1.2]}}", f"{idle}: {{range: [0.5, 2]}}")))
    assert f"{idle} does nothing in this world" in said


def test_a_key_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    twice = f"{RATE}: {{range: [0.12, 1.2]}}"
    (said,) = refused(written(tmp_path, (twice, f"{twice}\n  {twice}")))
    assert "asked.yaml:14:" in said


@pytest.mark.parametrize(
    "column",
    ["act.court_order_unmet.held_back", "act.court_order_unmet.recorded", "person.points_lost",
     "person.shown_sum", "person.dread_sum", "act.court_order_unmet.gamed", "person.seen"],
)  # fmt: skip
def test_silence_obedience_points_and_detection_are_not_fitted_to(tmp_path: Path, column: str) -> None:
    (said,) = refused(written(tmp_path, ("[source.courts.true]", f"[{column}]")))
    assert f"{column} cannot be fitted to" in said
    assert "obedience, silence, points or detection" in said


@pytest.mark.parametrize("harm", ["speech held back", "hardship"])
def test_a_harm_that_is_silence_or_a_level_of_the_model_is_not_fitted_to(tmp_path: Path, harm: str) -> None:
    assert harm in HARMS
    (said,) = refused(
        written(
            tmp_path,
            ("of: [source.courts.true]", f"measure: {harm}"),
            ("    over: [person.adults]\n    counted: year\n", ""),
        )
    )
    assert f"{harm} cannot be fitted to" in said
    assert "obedience, silence, points or detection" in said
    assert tuple(name for name in HARMS if name not in ("speech held back", "hardship")) == FITTED


def test_the_list_of_what_is_counted_is_closed() -> None:
    words = " ".join((*STATES, *EVENTS))
    for word in ("held_back", "brought_on", "recorded", "answerable", "points", "dread", "seen", "gamed"):
        assert word not in words


def test_the_range_of_the_file_is_the_prior_where_none_is_given(tmp_path: Path) -> None:
    found = plan_of(written(tmp_path, (f"{RATE}: {{range: [0.12, 1.2]}}", f"{RATE}: stated")))
    (prior,) = found.priors
    assert (prior.low, prior.high) == prior.key.stated


def test_a_target_that_no_draw_comes_near_is_refused_with_the_nearest(plan: Plan) -> None:
    reached = np.array([[0.02, 1.0], [0.04, 2.0], [0.06, np.nan]])
    with pytest.raises(InputError) as caught:
        plan.require_reachable(reached)
    (problem,) = caught.value.problems
    assert "records cannot be met" in problem.what
    assert "0.06" in problem.why
    assert problem.line == 23 - 1
    plan.require_reachable(np.array([[0.12, 1.0], [0.17, 2.0]]))
    with pytest.raises(InputError, match="undefined in every run"):
        plan.require_reachable(np.full((3, 2), np.nan))


def test_titles_and_sources_are_no_part_of_the_hash(tmp_path: Path, plan: Plan) -> None:
    assert plan_of(written(tmp_path, ("Listings by courts", "Listings"))).hash == plan.hash
    assert plan_of(written(tmp_path, ("tolerance: 0.2", "tolerance: 0.3"))).hash != plan.hash
    assert plan_of(written(tmp_path, ("value: 144000", "value: 144001"))).hash != plan.hash


def test_a_prior_that_is_even_in_the_logarithm_has_its_middle_there(tmp_path: Path) -> None:
    (prior,) = plan_of(written(tmp_path, ("range: [0.12, 1.2]", "range: [0.012, 1.2], scale: log"))).priors
    assert [float(prior.value(place)) for place in (0, 0.5, 1)] == pytest.approx([0.012, 0.12, 1.2])


def test_the_shipped_calibration_is_whole() -> None:
    assert calibration_names() == ["defaulter-list-2017"]
    plan = plan_of(calibration_path("defaulter-list-2017"))
    assert all(each.key.document == "society" for each in plan.priors)
    assert len(plan.asked_for.targets) == 5
    assert len(plan.asked_for.predicted) == 8
    made = laid(plan.world, plan.priors, [0.9] * len(plan.priors))
    classes = made.society.behaviour.lasting["debt"].classes
    assert sum(each.share.value for each in classes) == 1
    assert float(sum(each.share.value * each.factor.value for each in classes)) == pytest.approx(1)
