"""Reforms: what merging promises, and where their faults are placed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.documents.document import Document
from underheaven.documents.problems import InputError
from underheaven.documents.quantity import DatedQuantity
from underheaven.documents.reading import read_text
from underheaven.documents.reform import merge
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy, load_policy_document, policy_from_text, policy_names
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society

KEYS = st.sampled_from(["a", "b", "c", "value", "range", "source"])
LEAVES = st.one_of(st.integers(-9, 9), st.text("xy", max_size=3), st.lists(st.integers(0, 3), max_size=3))
TREES = st.recursive(LEAVES, lambda below: st.dictionaries(KEYS, below, max_size=4), max_leaves=12)
GROUPS = st.dictionaries(KEYS, TREES, max_size=5)


def laid(base: object, change: object) -> object:
    return merge(Document("base", base), Document("reform", change)).data


def points_of(policy: Policy, kind: str) -> DatedQuantity:
    points = policy.rules[kind].points
    assert points is not None
    return points


@pytest.mark.parametrize("name", policy_names())
def test_a_reform_of_nothing_is_the_base_exactly(name: str) -> None:
    policy, _ = policy_from_text(f"reform_of: {name}\n", "reform.yaml")
    assert policy == load_policy(name)
    assert policy.model_dump_json() == load_policy(name).model_dump_json()


@given(base=GROUPS, change=GROUPS)
def test_merging_twice_is_merging_once(base: object, change: object) -> None:
    once = laid(base, change)
    assert laid(once, change) == once


@given(base=GROUPS)
def test_a_base_laid_over_itself_is_itself(base: object) -> None:
    assert laid(base, base) == base


@given(base=GROUPS, change=GROUPS)
def test_merging_changes_neither_side_and_loses_no_key(
    base: dict[str, object], change: dict[str, object]
) -> None:
    before = repr((base, change))
    result = laid(base, change)
    assert repr((base, change)) == before
    assert isinstance(result, dict)
    assert list(result)[: len(base)] == list(base)
    assert result.keys() == base.keys() | change.keys()


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("-7", {"value": -7}),
        ("{value: -7, assumed: why, range: [-9, -5]}", {"value": -7, "assumed": "why"}),
        ("{dated: {2020-01-01: -7}}", {"value": None}),
    ],
)
def test_a_number_given_anew_drops_the_origin_of_the_old(points: str, expected: dict[str, object]) -> None:
    text = f"reform_of: article-2019\nrules: {{critical_post: {{points: {points}}}}}\n"
    policy = policy_from_text(text, "reform.yaml")[0]
    assert policy.rules["critical_post"].per_day == load_policy("article-2019").rules["critical_post"].per_day
    number = points_of(policy, "critical_post")
    assert number.source is None
    assert number.confidence is None
    for key, value in expected.items():
        assert getattr(number, key) == value


def test_a_group_without_a_value_keeps_the_number() -> None:
    text = "reform_of: article-2019\nrules: {critical_post: {points: {range: [-90, -1]}}}\n"
    points = points_of(policy_from_text(text, "r")[0], "critical_post")
    before = points_of(load_policy("article-2019"), "critical_post")
    assert (points.value, points.source) == (before.value, before.source)
    assert points.range != before.range


def test_a_kind_of_act_may_be_called_value_or_dated() -> None:
    change = {"rules": {"dated": {"points": -5}}}
    assert laid({"rules": {"kind": {"points": -1}}}, change) == {
        "rules": {"kind": {"points": -1}, "dated": {"points": -5}}
    }


def test_null_removes_and_the_rest_stays() -> None:
    policy, _ = policy_from_text(
        "reform_of: article-2019\nrules: {alcohol: null}\nconsequences: {house_arrest: null}\n", "r"
    )
    base = load_policy("article-2019")
    assert policy.rules == {k: v for k, v in base.rules.items() if k != "alcohol"}
    assert "house_arrest" not in policy.consequences
    assert policy.sources == base.sources


def test_every_removal_of_nothing_is_named_with_its_nearest() -> None:
    rules = "  alcohl: null\n  jaywalking: {per_dya: null}\n  new: {points: null}\n"
    with pytest.raises(InputError) as caught:
        policy_from_text(f"reform_of: article-2019\nrules:\n{rules}", "r.yaml")
    problems = caught.value.problems
    assert [(p.line, p.column, p.where) for p in problems] == [
        (3, 3, "rules.alcohl"),
        (4, 16, "rules.jaywalking.per_dya"),
        (5, 9, "rules.new.points"),
    ]
    assert "alcohol" in problems[0].remedy
    assert "per_day" in problems[1].remedy


def test_a_reform_of_a_reform(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("reform_of: article-2019\nrules: {alcohol: {points: -4}}\n")
    (tmp_path / "two.yaml").write_text("reform_of: one.yaml\nrules: {jaywalking: {points: -6}}\n")
    policy = load_policy(str(tmp_path / "two.yaml"))
    assert [points_of(policy, kind).value for kind in ("alcohol", "jaywalking")] == [-4, -6]


def test_a_circle_of_reforms_is_refused(tmp_path: Path) -> None:
    for here, there in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{here}.yaml").write_text(f"reform_of: {there}.yaml\n")
    with pytest.raises(
        InputError, match=r"a\.yaml reforms b\.yaml reforms c\.yaml reforms a\.yaml"
    ) as caught:
        load_policy(str(tmp_path / "a.yaml"))
    assert caught.value.problems[0].file.endswith("c.yaml")


def test_a_reform_of_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("reform_of: a.yaml\n")
    with pytest.raises(InputError, match="a reform of itself"):
        load_policy(str(tmp_path / "a.yaml"))


def test_reforms_upon_reforms_have_an_end(tmp_path: Path) -> None:
    (tmp_path / "0.yaml").write_text("reform_of: none\n")
    for number in range(1, 9):
        (tmp_path / f"{number}.yaml").write_text(f"reform_of: {number - 1}.yaml\n")
    assert load_policy(str(tmp_path / "7.yaml")) == load_policy("none")
    with pytest.raises(InputError, match="more than 8 reforms"):
        load_policy(str(tmp_path / "8.yaml"))


def test_a_text_reforms_the_catalogue_alone(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("reform_of: none\n")
    with pytest.raises(InputError, match="there is no policy"):
        policy_from_text(f"reform_of: {tmp_path / 'a.yaml'}\n", "text")


def test_a_fault_is_placed_in_the_file_that_makes_it(tmp_path: Path) -> None:
    base = (tmp_path / "base.yaml").absolute()
    base.write_text("reform_of: article-2019\nrollout: {nationwide: {regions: [atlantis]}}\n")
    reform = tmp_path / "reform.yaml"
    reform.write_text(f"reform_of: {base}\nconsequences:\n  no_train: {{denies: [hihg_speed_rail]}}\n")
    _, document = load_policy_document(str(reform))
    at = document.problem(("consequences", "no_train", "denies", 0), "", "", "")
    assert (Path(at.file).name, at.line, at.column) == ("reform.yaml", 3, 23)
    at = document.problem(("rollout", "nationwide", "regions", 0), "", "", "")
    assert (Path(at.file).name, at.line) == ("base.yaml", 2)
    at = document.problem(("rules", "alcohol", "points"), "", "", "")
    assert Path(at.file).name == "article-2019.yaml"


def test_what_a_reform_breaks_elsewhere_is_placed_in_the_reform() -> None:
    policy = load_policy("article-2019")
    thresholds = {
        f"consequences.{name}.below": entry.below.value or 0 for name, entry in policy.consequences.items()
    }
    for name, privilege in policy.privileges.items():
        thresholds[f"privileges.{name}.above"] = privilege.above.value or 0
    top = sorted(thresholds.values())[-2] - 1
    with pytest.raises(InputError) as caught:
        policy_from_text(f"reform_of: article-2019\nscore: {{maximum: {top}, start: {top}}}\n", "reform.yaml")
    assert {p.file for p in caught.value.problems} == {"reform.yaml"}
    found = {problem.where for problem in caught.value.problems}
    assert found == {where for where, threshold in thresholds.items() if threshold > top}


def test_the_reforms_of_the_documentation_are_reforms() -> None:
    page = (Path(__file__).parents[2] / "docs" / "policies.md").read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in page.split("```yaml\n")[1:] if block.startswith("reform_of")]
    assert len(blocks) == 2
    for block in blocks:
        policy, document = policy_from_text(block, "docs/policies.md")
        check_fit(policy, load_society("riverton"), document)
        assert policy != load_policy("article-2019")


def test_merging_keeps_the_data_of_the_documents() -> None:
    reform = read_text("reform_of: none\ntitle: new\n", "r")
    assert merge(Document("b", {"title": "old"}), reform).data == {"title": "new"}
    assert reform.data == {"reform_of": "none", "title": "new"}
