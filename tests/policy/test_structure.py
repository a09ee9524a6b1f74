"""Which rules a policy says that it uses: every one there is, with a reason, and truly."""

import datetime as dt
from functools import cache

import pytest

from tests.engine.small import policy_of, shipped, society_of
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.mechanisms.declared import MECHANISMS
from underheaven.mechanisms.registry import names_of
from underheaven.policy.described import sections
from underheaven.policy.loading import policy_from_text, policy_names
from underheaven.policy.schema import Policy
from underheaven.policy.structure import Structure
from underheaven.society.loading import society_from_text
from underheaven.society.schema import Society
from underheaven.study.assuming.told import told
from underheaven.study.structure import rules, without_rules

YEARS = {"suining-2010": 2010, "sesame-2015": 2016, "rongcheng-2016": 2016, "defaulter-list-2017": 2017,
         "rights-respecting": 2018, "rongcheng-2021": 2021}  # fmt: skip
"""Years in which people are in a scheme; of all others 2020."""
REFORM = "reform_of: none\npolicy: mine\nstructure: {}\n"


def structure_of(name: str) -> Structure:
    found = policy_of(name).structure
    assert found is not None
    return found


@pytest.mark.parametrize("name", policy_names())
def test_a_shipped_policy_says_of_every_rule_whether_it_is_used_and_why(name: str) -> None:
    said = structure_of(name)
    assert {*said.uses, *said.leaves_out} == set(names_of("structure")) == set(rules())
    assert len(said.uses) + len(said.leaves_out) == len(rules())
    reasons = [*said.uses.values(), *said.leaves_out.values()]
    assert all(len(reason.split()) > 3 for reason in reasons)


@cache
def people() -> Society:
    """People who answer, of one opinion, so that tables are small."""
    regions = ", ".join(f"{name}: {{opinions: {{neutral: 1}}}}" for name in society_of("riverton").regions)
    text = "society_of: riverton\nbehaviour: answering\nopinions: [neutral]\nassociations: []\n"
    text += f"regions: {{{regions}}}\n"
    return society_from_text(text, "own.yaml")


def tables_of(world: World) -> str:
    engine = Engine(world, 1)
    try:
        for _ in engine.records():
            pass
        return engine.digests()["tallies"]
    finally:
        engine.close()


@pytest.mark.parametrize("name", policy_names())
def test_a_rule_that_is_used_changes_what_is_counted_and_no_other_does(name: str) -> None:
    """Among people who answer, switched off alone."""
    first = dt.date(YEARS.get(name, 2020), 3, 1)
    policy = policy_of(name)
    if policy.joining is not None:
        # Whoever they are, since here all are of one opinion.
        joining = policy.joining.model_copy(update={"share_by": {}})
        policy = policy.model_copy(update={"joining": joining})
    whole = World(policy, people(), 3, first, first + dt.timedelta(days=181), 1_500)
    without, said, counted = without_rules(whole), structure_of(name), tables_of(whole)
    changing = {
        rule
        for rule, called in rules().items()
        if called in without and tables_of(without[called]) != counted
    }
    assert changing == set(said.uses)


@pytest.mark.parametrize("name", policy_names())
def test_no_world_hangs_on_reasons(name: str) -> None:
    world = shipped(name)
    bare = World(policy_of(name).model_copy(update={"structure": None}), world.society, 7, world.start,
                 world.end, world.citizens)  # fmt: skip
    assert bare.hash == world.hash
    assert bare.identity() == world.identity()
    assert "structure" not in world.identity()["policy"]
    assert told(bare) == told(world)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{uses: {deterence: because}}", "there is no rule 'deterence'"),
        ("{uses: {gaming: one}, leaves_out: {gaming: other}}", "gaming is used and left out"),
        ('{uses: {gaming: "a number of 18 digits, 110101199003078515"}}', "digits"),
        ("{needs: {gaming: one}}", "needs"),
    ],
)
def test_what_is_no_rule_is_refused_with_the_nearest(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        policy_from_text(REFORM.replace("{}", text), "mine.yaml")
    assert said in str(caught.value)
    if "deterence" in said:
        assert "Write deterrence" in str(caught.value)


def test_reasons_of_a_reform_lie_over_those_of_its_base() -> None:
    text = REFORM.replace("{}", "{leaves_out: {gaming: another reason here}}")
    mine, base = policy_from_text(text, "mine.yaml")[0].structure, structure_of("none")
    assert mine is not None
    assert mine.leaves_out["gaming"] == "another reason here"
    assert mine.uses == base.uses
    assert mine.leaves_out["standards"] == base.leaves_out["standards"]


def test_reasons_are_shown_with_what_each_rule_is_called() -> None:
    name = "Rules about people and schemes"
    rows = sections(policy_of("rongcheng-2016"))[name]
    assert next(row[0] for row in rows) in {each.title for each in MECHANISMS.values()}
    assert {row[1] for row in rows} == {"used", "left out"}
    assert len(rows) == len(rules())
    bare = policy_of("none").model_copy(update={"structure": None})
    assert isinstance(bare, Policy)
    assert name not in sections(bare)
