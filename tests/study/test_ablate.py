"""Safeguards weighed: what changes nothing comes out as exactly nothing, and signs are as they are said."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy, policy_from_text
from underheaven.society.loading import load_society
from underheaven.study.ablate import Ablation, ablate
from underheaven.study.ablation import MEASURES
from underheaven.study.design import NONE, design_of
from underheaven.study.harms import COSTS, HARMS
from underheaven.study.pool import Here
from underheaven.study.safeguards import SAFEGUARDS
from underheaven.study.weighing import FILE, Weighed

RIVERTON = load_society("riverton")
ARTICLE, RIGHTS = load_policy("article-2019"), load_policy("rights-respecting")
WORLD = World(ARTICLE, RIVERTON, 5, dt.date(2020, 1, 1), dt.date(2020, 8, 31), 2_500)
NAMES = ("notice", "no_biometric_only", "essential_services")


@pytest.fixture(scope="module")
def found() -> Ablation:
    return ablate(WORLD, 2, NAMES)


def test_what_is_alike_in_the_design_is_run_once(found: Ablation) -> None:
    assert found.runs == 2 * len({found.design.under(of).model_dump_json() for of in found.values}) == 16
    assert found.seeds == (5, 6)


def test_the_design_has_each_alone_each_pair_all_and_all_but_one() -> None:
    for policy, own in ((ARTICLE, 0), (RIGHTS, 12)):
        design = design_of(policy, RIVERTON)
        sets, n = design.sets(), len(design.safeguards)
        assert n == 13
        assert len(design.own) == own
        assert {len(of) for of in design.sets(pairs=False)} <= {0, 1, n - 2, n - 1, n}
        assert sum(len(of) == 2 for of in sets) == n * (n - 1) // 2
        assert len(set(sets)) == len(sets)
    assert len(design_of(ARTICLE, RIVERTON).sets()) == 106


def test_avoiding_a_harm_is_above_zero_and_so_is_a_cost(found: Ablation) -> None:
    for name in ("notice", "no_biometric_only"):
        avoided = found.alone("sanctioned", name).mean
        assert avoided is not None
        assert avoided > 0
    guarded = frozenset({"no_biometric_only"})

    def fell(measure: str) -> float:
        before, after = found.level(measure).mean, found.level(measure, guarded).mean
        assert before is not None
        assert after is not None
        return before - after

    for harm in HARMS:
        assert found.alone(harm, "no_biometric_only").mean == pytest.approx(fell(harm), abs=1e-9)
    lost, more = "unlawful acts recorded", "infringements"
    assert found.alone(lost, "no_biometric_only").mean == pytest.approx(fell(lost))
    assert found.alone(more, "no_biometric_only").mean == pytest.approx(-fell(more))
    assert fell(lost) > 0


def test_what_has_nothing_to_act_on_changes_exactly_nothing() -> None:
    quiet, _ = policy_from_text("reform_of: article-2019\nconsequences: {house_arrest: null}\n", "quiet.yaml")
    found = ablate(replace(WORLD, policy=quiet), 2, ["essential_services", "notice"])
    for measure in MEASURES:
        for effect in (found.alone, found.last, found.here):
            estimate = effect(measure, "essential_services")
            assert (estimate.low, estimate.mean, estimate.high) == (0, 0, 0), measure
        assert found.interaction(measure, "notice", "essential_services").mean == 0
    assert found.idle == ("essential_services",)


def test_an_interaction_is_what_both_do_beyond_the_sum(found: Ablation) -> None:
    one, other = "notice", "no_biometric_only"
    for measure in MEASURES:
        both = found.effect(measure, NONE, frozenset({one, other})).mean
        apart = [found.alone(measure, name).mean for name in (one, other)]
        interaction = found.interaction(measure, one, other).mean
        assert both is not None
        assert None not in (*apart, interaction)
        assert interaction == pytest.approx(both - sum(apart), abs=1e-9)  # type: ignore[arg-type]
        assert found.interaction(measure, other, one) == found.interaction(measure, one, other)
        assert found.interaction(measure, one, one).mean == 0


def test_with_two_safeguards_the_last_adds_what_the_pair_does_beyond_the_other() -> None:
    found = ablate(WORLD, 2, ["notice", "review"])
    for harm in HARMS:
        last, alone = found.last(harm, "notice").mean, found.alone(harm, "notice").mean
        interaction = found.interaction(harm, "notice", "review").mean
        assert last == pytest.approx(alone + interaction, abs=1e-9)  # type: ignore[operator]


def test_a_policy_with_safeguards_is_weighed_without_its_own(found: Ablation) -> None:
    assert found.design.own == NONE
    assert found.here("denied", "notice") == found.alone("denied", "notice")
    guarded = ablate(replace(WORLD, policy=RIGHTS), 2, ["review", "opt_in"], pairs=False)
    assert guarded.design.own == {"review"}
    assert guarded.here("wrong records", "review") == guarded.alone("wrong records", "review")
    assert "strikes_wrong" not in guarded.reform("review")
    assert guarded.reform("review") == "reform_of: rights-respecting\nsafeguards: {review: null}\n"


def test_frames_and_values_hold_all_of_it_and_say_that_it_is_synthetic(found: Ablation) -> None:
    assert found.singles().num_rows == len(NAMES) * len(MEASURES) * 3
    assert found.pairs().num_rows == 3 * len(MEASURES) * 2
    assert set(found.levels()["measure"].to_pylist()) == set(MEASURES)
    data = found.to_dict()
    assert data["synthetic"] is True
    assert data["corrections"] == list(ARTICLE.corrections)
    assert set(data["safeguards"]) == set(NAMES)
    assert {row["of"] for row in data["effects"]} == {"harm", "cost"}


def test_threads_and_what_is_known_change_nothing(found: Ablation, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    known = Weighed.at(tmp_path / "kept")
    again = ablate(
        WORLD, 2, NAMES, pool=Here(2), known=known, on_run=lambda done, of: told.append((done, of))
    )
    assert again.to_dict() == found.to_dict()
    assert told == [(number, 16) for number in range(17)]
    told.clear()
    read = Weighed.at(tmp_path / "kept")
    third = ablate(WORLD, 2, NAMES, known=read, on_run=lambda done, of: told.append((done, of)))
    assert third.to_dict() == found.to_dict()
    assert told == [(16, 16)]


def test_an_interruption_keeps_what_was_weighed(tmp_path: Path) -> None:
    def interrupt(done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ablate(WORLD, 2, ["notice"], known=Weighed.at(tmp_path), on_run=interrupt)
    assert len(Weighed.at(tmp_path).found) == 2


def test_a_kept_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    known = Weighed(tmp_path, {"a" * 64: dict.fromkeys((*HARMS, *COSTS), 1.0)})
    known.keep()
    file = tmp_path / FILE
    assert Weighed.at(tmp_path).found == known.found
    for text in (file.read_text(encoding="utf-8").replace("1.0", "2.0"), "[]", "", "{}"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="cannot be gone on with"):
            Weighed.at(tmp_path)


@pytest.mark.parametrize(("seeds", "names", "why"), [
    (1, None, "at least two"),
    (0, None, "at least two"),
    (5, ["notise"], "Did you mean notice"),
    (5, [], "nothing to weigh"),
])  # fmt: skip
def test_what_cannot_be_weighed_is_refused_before_any_work(
    seeds: int, names: list[str] | None, why: str
) -> None:
    with pytest.raises(InputError, match=why):
        ablate(WORLD, seeds, names, on_run=lambda _done, _of: pytest.fail("a run was begun"))


def test_what_the_policy_cannot_be_combined_with_is_left_out_and_named() -> None:
    score = ARTICLE.score.model_dump(exclude_none=True) | {"recovery": 20}
    recovering = ARTICLE.model_copy(update={"score": type(ARTICLE.score).model_validate(score)})
    design = design_of(recovering, RIVERTON)
    assert set(design.refused) == {"expiry"}
    assert "come back twice" in design.refused["expiry"]
    assert set(design.safeguards) == set(SAFEGUARDS) - {"expiry"}
    with pytest.raises(InputError, match="none of these safeguards"):
        design_of(recovering, RIVERTON, ["expiry"])
