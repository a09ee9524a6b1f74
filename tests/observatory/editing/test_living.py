"""The file of an edited policy's world, made of a shipped one's, is the file that the site would have."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from tests.observatory.small_site import world_of
from underheaven.engine.world import World
from underheaven.observatory.audited import told_of_audit
from underheaven.observatory.carried import carried
from underheaven.observatory.container import parted, read
from underheaven.observatory.editing.beside import BESIDE
from underheaven.observatory.editing.checking import checked
from underheaven.observatory.editing.living import lived
from underheaven.observatory.editing.packed import packed
from underheaven.observatory.handed import directories
from underheaven.observatory.harmful import told_of_measures
from underheaven.observatory.lives import told_of_life
from underheaven.observatory.planned import directories_from
from underheaven.observatory.telling import denied_by, told_of_world
from underheaven.policy.loading import policy_from_text, policy_path
from underheaven.society.loading import load_society

SIZES = (2_000, 1_500)
TEXT = """reform_of: article-2019
title: Otherwise
rules: {jaywalking: null}
consequences: {no_drink: {title: No alcohol, below: 590, denies: [alcohol]}}
safeguards: {expiry: {days: 90, records: all}}
"""
FOLLOWS = """reform_of: article-2019
consequences:
  no_loan:
    follows:
      {what: under, over_days: 14, target: 1, raise_when: below, gain: 1, step: 8,
       between: {least: 0, most: 800}}
"""
REFORM = """reform_of: rongcheng-2016
rollout: {another_wave: {since: 2020-06-01, share: 1, regions: all}}
rules: {smoking_in_no_smoking_zone: null}
"""
DIRECTORIES = directories_from(json.loads(json.dumps(directories())))
DOORS = ["loan"]


@pytest.fixture(scope="module")
def shipped() -> bytes:
    """The inflated file of a world under a policy that has nothing to do with the reform."""
    world = world_of("sesame-2015")
    return gzip.decompress(carried(world, SIZES, told_of_world(world, DOORS)))


def asked(shipped: bytes, other: bytes = b"", **what: Any) -> tuple[dict[str, Any], bytes | None]:
    societies = {"riverton": lambda: load_society("riverton")}
    return lived({"beside": "", **what}, shipped, societies, DIRECTORIES, other)


def world_under(text: str, citizens: int = SIZES[0]) -> World:
    """The world of a reform, on this machine."""
    base = world_of("none", citizens)
    return World(policy_from_text(text, "x")[0], base.society, 1, base.start, base.end, citizens)


@pytest.mark.parametrize("citizens", SIZES)
def test_the_file_is_that_of_the_site(citizens: int, shipped: bytes) -> None:
    told, file = asked(shipped, word=packed(TEXT), citizens=citizens)
    assert file is not None
    world = world_under(TEXT, citizens)
    doors = dict.fromkeys([*DOORS, *denied_by([world.policy])])
    assert parted(file) == read(carried(world, [citizens], told_of_world(world, doors)))
    assert (told["base"], told["title"], len(told["differences"])) == ("article-2019", "Otherwise", 4)
    named = policy_from_text(told["named"], "x")[0]
    assert named.policy != world.policy.policy == told["base"]
    assert named.model_copy(update={"policy": told["base"]}) == world.policy
    assert "alcohol" in [door["name"] for door in parted(file)[0]["doors"]]


@pytest.mark.parametrize("what", BESIDE)
def test_what_stands_beside_it_is_that_of_the_site(what: str, shipped: bytes) -> None:
    """Made of what stands beside a policy that has nothing to do with the reform, and is no longer that."""
    told_of = told_of_life if what == "life" else told_of_measures
    theirs, wanted = (json.loads(json.dumps(told_of(world))) for world in (world_of(), world_under(REFORM)))
    assert wanted != theirs
    if what == "audit":
        read = policy_from_text(REFORM, "x")[0], load_society("riverton")
        audit = told_of_audit(world_under(REFORM), *read)
        wanted = {"measures": wanted, "audit": json.loads(json.dumps(audit))}
    told, _ = asked(shipped, json.dumps(theirs).encode(), word=packed(REFORM), citizens=SIZES[0], beside=what)
    assert json.loads(json.dumps(told["beside"])) == wanted


@pytest.mark.parametrize(
    "what",
    [
        {"word": "=secret-word=", "citizens": 2_000}, {"word": packed("x: secret-word\n"), "citizens": 2_000},
        {"word": packed(TEXT)}, {"word": packed(TEXT), "citizens": 2_000, "beside": "secret-word"},
        {"word": packed(TEXT), "citizens": "2000"}, {"word": 1, "citizens": 2_000},
        {"word": packed(TEXT.replace("[alcohol]", "[no_such_act]")), "citizens": 2_000},
        {"word": packed(policy_path("none").read_text(encoding="utf-8")), "citizens": 2_000},
    ],
)  # fmt: skip
def test_what_cannot_be_lived_has_no_file(what: dict[str, Any], shipped: bytes) -> None:
    told, file = asked(shipped, **what)
    assert file is None
    assert told.keys() == {"refused"}
    assert all(each["said"] for each in told["refused"])


def test_a_threshold_that_follows_outcomes_is_told_to_the_editor_and_not_lived(shipped: bytes) -> None:
    found = checked(FOLLOWS, "none", load_society("riverton"))
    assert found["policy"]["moves"] == ["no_loan"]
    told, file = asked(shipped, word=found["policy"]["word"], citizens=2_000)
    assert file is None
    assert "follows outcomes" in told["refused"][0]["said"]
    assert checked(TEXT, "none", load_society("riverton"))["policy"]["moves"] == []
