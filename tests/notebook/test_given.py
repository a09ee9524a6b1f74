"""Policies and societies from Python: in every form the same as a file, refused as a file is."""

import datetime as dt
import re
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import underheaven as uh
from underheaven.documents.problems import InputError
from underheaven.documents.writing import as_python, as_yaml
from underheaven.notebook.given import nested, policy_given, society_given
from underheaven.notebook.writing import plain
from underheaven.policy.loading import load_policy, policy_from_text, policy_names
from underheaven.society.loading import load_society, society_from_text

pytestmark = pytest.mark.filterwarnings("ignore::underheaven.NoEffectWarning")
"""Runs are short here, and what a shipped policy reports of another year is forgotten when they begin."""

FALSE = "sources.cameras.faces.false_match_rate"


@pytest.mark.parametrize("name", policy_names())
def test_a_policy_written_out_is_the_same_policy(name: str) -> None:
    policy = load_policy(name)
    again, _ = policy_from_text(as_yaml(plain("policy", policy)), "policy")
    assert again == policy
    assert policy_given("policy", policy).policy == policy


def test_a_society_written_out_is_the_same_society() -> None:
    society = load_society("riverton")
    assert society_from_text(as_yaml(plain("society", society)), "society") == society


def test_a_policy_is_taken_in_every_form(tmp_path: Path) -> None:
    text = "reform_of: article-2019\npolicy: fewer\nsources: {cameras: {faces: {false_match_rate: 1e-6}}}\n"
    file = tmp_path / "fewer.yaml"
    file.write_text(text, "utf-8")
    mapping = {"reform_of": "article-2019", "policy": "fewer", **nested({FALSE: 1e-6})}
    wanted = load_policy(str(file))
    forms: list[Any] = [file, str(file), text, mapping, wanted]
    assert all(policy_given("policy", form).policy == wanted for form in forms)
    changed = policy_given("policy", "article-2019", {FALSE: 1e-6, "policy": "fewer", "title": wanted.title})
    assert changed.policy == wanted


@given(
    st.sampled_from([
        {FALSE: 1e-6}, {"sources.cameras.faces": {"false_match_rate": 1e-6}}, {FALSE: Decimal("0.000001")},
        {"sources": {"cameras.faces": {"false_match_rate": np.float64(1e-6)}}}, {FALSE: {"value": 1e-6}},
    ])
)  # fmt: skip
def test_a_change_is_dotted_or_nested(change: dict[str, Any]) -> None:
    source = policy_given("policy", "article-2019", change).policy.sources["cameras"]
    assert source.faces is not None
    assert source.faces.false_match_rate.value == Decimal("0.000001")


def test_none_removes_and_dates_are_dates() -> None:
    change = {"news": {"viral_video": None}, "rules.jaywalking.points": {"dated": {dt.date(2019, 1, 1): -5}}}
    policy = policy_given("policy", "article-2019", change).policy
    assert "viral_video" not in policy.news
    points = policy.rules["jaywalking"].points
    assert points is not None
    assert points.dated == {dt.date(2019, 1, 1): Decimal(-5)}


def test_a_changed_policy_has_a_name_that_stands_for_the_change() -> None:
    def name(change: dict[str, Any]) -> str:
        return policy_given("policy", "article-2019", change).policy.policy

    assert re.fullmatch("article-2019-changed-[0-9a-f]{6}", name({FALSE: 1e-6}))
    assert name({FALSE: 1e-6, "secrecy": 0}) == name({"secrecy": 0, FALSE: 0.000001})
    assert len({name({FALSE: 1e-6}), name({FALSE: 1e-7}), name({"secrecy": 0})}) == 3
    assert name({}) == "article-2019"
    assert name({"policy": "mine", "secrecy": 0}) == "mine"
    title = policy_given("policy", "article-2019", {FALSE: 1e-6}).policy.title
    assert title == f"{load_policy('article-2019').title} (changed: {FALSE})"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sources.cameras.faces.false_mach_rate": 1e-6}, "change: .*Write 'false_match_rate'"),
        ({"rules.jaywalkin": None}, "change: rules.jaywalkin: .*Did you mean jaywalking"),
        ({"secrecy": 7}, "change: secrecy: 7 is above 1"),
        ({"secrecy": float("nan")}, r"change\['secrecy'\]=nan cannot stand in a document"),
        ({"secrecy": True}, "change: secrecy"),
        ({"secrecy": object()}, r"change\['secrecy'\]=<object"),
        ({"secrecy": 1, "secrecy.value": 0}, "change gives secrecy twice"),
        ({"a..b": 1}, "change='a..b' has an empty part"),
        ({3.5: 1}, "change=3.5 is not a name"),
        ({"reform_of": "none"}, "change has the key reform_of"),
        (3, "change=3 is not a change"),
        ("secrecy", "change='secrecy' is not a change"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_remedy(change: Any, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        policy_given("policy", "article-2019", change)
    assert all(each.remedy and not each.line for each in refused.value.problems)


@pytest.mark.parametrize(
    "value", [None, True, 3, float("nan"), b"none", [], {}, "", " ", "a\0b", object(), {1, 2}]
)
def test_what_is_no_document_is_refused_by_name(value: Any) -> None:
    with pytest.raises(InputError, match=r"^policy"):
        policy_given("policy", value)
    with pytest.raises(InputError, match=r"^society"):
        society_given("society", value)


def test_a_mapping_is_checked_as_a_file_is() -> None:
    with pytest.raises(InputError) as refused:
        policy_given("policy", {"reform_of": "none", "policy": "q", "secrecy": 2, "scre": {}})
    said = [(each.file, each.where, each.line) for each in refused.value.problems]
    assert ("policy", "secrecy", 0) in said
    assert ("policy", "scre", 0) in said
    made = load_policy("article-2019").model_copy(update={"secrecy": "?"})
    with pytest.raises(InputError, match="policy: secrecy"):
        policy_given("policy", made)
    with pytest.raises(InputError, match="policy"):
        policy_given("policy", [{"first_name": "A", "last_name": "B"}])


@given(st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8) | st.dates()
    | st.decimals(-1000, 1000, allow_nan=False, places=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", min_size=1), inner),
    max_leaves=8,
))  # fmt: skip
def test_what_is_written_as_python_says_the_same_when_it_is_read(data: Any) -> None:
    again = eval(as_python(data), {"Decimal": Decimal})
    assert eval(as_python(plain("x", again)), {"Decimal": Decimal}) == again


def test_a_number_of_many_digits_is_kept() -> None:
    number = Decimal("0.12345678901234567")
    assert Decimal(str(float(number))) != number
    assert eval(as_python(number), {"Decimal": Decimal}) == number
    assert as_yaml({"a": number}) == f"{{a: {number}}}\n"
    world = uh.World("none", change={"secrecy": number}, citizens=300, start="2020-01-01", end="2020-02-01")
    names = {"uh": uh, "Decimal": Decimal}
    assert "from decimal import Decimal" in world.stamp.python
    made = world.stamp.python[-1].removeprefix("run = ").removesuffix(".run()")
    assert eval(made, names).hash == world.hash


def test_how_to_make_it_again_is_true_of_what_had_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    world = uh.World("none", change={"secrecy": 0.5}, citizens=300, start="2020-01-01", end="2020-02-01")
    assert world.stamp.command[0].startswith("cat > none-changed-")
    [python] = [line for line in world.stamp.python if line.startswith("run = ")]
    assert "change={'secrecy': 0.5}" in python
    made = eval(python.removeprefix("run = ").removesuffix(".run()"), {"uh": uh})
    assert made.hash == world.hash
    # What the command writes is a file that makes the same world.
    subprocess.run(["sh", "-c", world.stamp.command[0].rpartition("\n")[0]], check=True)
    [file] = tmp_path.glob("none-changed-*.yaml")
    same = uh.World(file, citizens=300, start="2020-01-01", end="2020-02-01")
    assert same.hash == world.hash
    text = "reform_of: none\npolicy: q\nsecrecy: 0.5\n"
    world = uh.World(text, citizens=300, start="2020-01-01", end="2020-02-01")
    [python] = [line for line in world.stamp.python if line.startswith("run = ")]
    assert eval(python.removeprefix("run = ").removesuffix(".run()"), {"uh": uh}).hash == world.hash
    assert (
        uh.World(world.save_policy("q.yaml"), citizens=300, start="2020-01-01", end="2020-02-01").hash
        == world.hash
    )


def test_a_long_policy_is_taken_from_the_world(tmp_path: Path) -> None:
    world = uh.World(load_policy("article-2019"), citizens=300, start="2020-01-01", end="2020-02-01")
    assert world.stamp.command[0].startswith("# article-2019.yaml: in Python")
    assert load_policy(str(world.save_policy(tmp_path / "mine.yaml"))) == world.model.policy
    assert load_society(str(world.save_society(tmp_path / "place.yaml"))) == world.model.society


@pytest.mark.parametrize("where", ["policy", "score", "sources"])
def test_a_copy_with_an_unknown_field_is_refused(where: str) -> None:
    policy = load_policy("article-2019")
    if where == "policy":
        policy = policy.model_copy(update={"secrcy": 0})
    elif where == "score":
        policy = policy.model_copy(update={"score": policy.score.model_copy(update={"strat": 3})})
    else:
        cameras = policy.sources["cameras"].model_copy(update={"coverge": 0})
        policy = policy.model_copy(update={"sources": {**policy.sources, "cameras": cameras}})
    with pytest.raises(uh.InputError, match="is not known"):
        uh.World(policy, start="2020-01-01", end="2020-02-01")
    taken = uh.World("none", start=np.str_("2020-01-01"), end="2020-02-01")
    assert taken.hash == uh.World("none", start="2020-01-01", end="2020-02-01").hash
