"""Worlds of edited policies, made without NumPy in node: their digests are those of the same files here."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.observatory.small_site import DATA, YEAR, world_of
from tools.editor_wheels import BROUGHT
from tools.site_policies import node
from tools.wasm_policies import digest
from underheaven.engine.cpu import Engine
from underheaven.engine.wasm.build import kernel_file
from underheaven.engine.world import World
from underheaven.observatory.audited import told_of_audit
from underheaven.observatory.building import compressed
from underheaven.observatory.carried import carried
from underheaven.observatory.editing.files import write_editor
from underheaven.observatory.editing.packed import packed
from underheaven.observatory.harmful import told_of_measures
from underheaven.observatory.lives import told_of_life
from underheaven.observatory.telling import doors_of, told_of_world
from underheaven.policy.loading import load_policy, policy_from_text, policy_path
from underheaven.society.loading import load_society

DRIVER = Path(__file__).with_name("reformed_in_node.mjs")
CITIZENS = 2_000
REFORMS = {
    "another number": "reform_of: article-2019\nsources: {cameras: {faces: {false_match_rate: 0.0001}}}\n",
    "a consequence less": "reform_of: article-2019\nconsequences: {house_arrest: null, no_loan: null}\n",
    "a consequence more": (
        "reform_of: article-2019\nconsequences:\n"
        "  no_drink: {title: No alcohol, below: 590, denies: [alcohol]}\n"
    ),
    "rules less and more": (
        "reform_of: article-2019\npolicy: mine\nrules: {jaywalking: null, critical_post: null}\n"
        "association: {alpha: 0.5, household: 0.6, employer: 0.4, friends: 0}\n"
    ),
    "rules more": (
        "reform_of: suining-2010\nsources: {party_offices: {sees: {fake_news: 0.3, volunteering: 0.2}}}\n"
        "rules: {fake_news: {points: -30}, volunteering: {points: 5}}\n"
    ),
    "safeguards": (
        "reform_of: article-2019\nsafeguards:\n"
        "  notice: {days: 14}\n  review: {strikes_wrong: 0.5, strikes_true: 0}\n"
        "  expiry: {days: 90, records: all}\n  no_biometric_only: true\n"
    ),
    "others to join": "reform_of: sesame-2015\nassociation: {household: 0.5, employer: 0.2, friends: 0.3}\n",
}
SITE: dict[str, Callable[[World], dict[str, Any]]] = {"measures": told_of_measures, "life": told_of_life}
"""What the site has beside a world."""
BESIDE = {
    "safeguards": ("measures", "measures"),
    "others to join": ("life", "life"),
    "a consequence more": ("audit", "measures"),
}
"""Some of them, what is wanted beside the world of each, and of what beside a shipped one it is made."""
NOT_LIVED = {
    "a word that is none": "zzzz",
    "what has a problem": packed("reform_of: article-2019\nscorre: 1\n"),
    "what the society has not": packed("reform_of: none\nrules: {no_such_act: {points: 1}}\n"),
    "a whole policy": packed(policy_path("none").read_text(encoding="utf-8")),
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What node says of each reform, made of the world of a policy that none of them reforms."""
    folder = tmp_path_factory.mktemp("reformed")
    data = folder / DATA
    (data / "riverton").mkdir(parents=True)
    write_editor(folder / "data", BROUGHT)
    (data / "kernel.wasm.gz").write_bytes(gzip.compress(kernel_file(), 1))
    world = world_of("none", CITIZENS)
    file = carried(world, [world.citizens, 1_500], told_of_world(world, doors_of(["none"])))
    (data / "riverton" / "none-2020.gz").write_bytes(file)
    for what, told_of in SITE.items():
        (data / "riverton" / f"none-2020-{what}.gz").write_bytes(compressed(told_of(world)))
    words = {**{name: packed(text) for name, text in REFORMS.items()}, **NOT_LIVED}
    lines = (" ".join([f"{word}", *BESIDE.get(name, ())]) for name, word in words.items())
    (folder / "words").write_text("\n".join(lines), encoding="utf-8")
    asked = [
        node(), str(DRIVER), str(folder / "data"), str(BROUGHT.pyodide), str(folder / "library.zip"),
        str(data / "riverton" / "none-2020"), str(CITIZENS), str(folder / "words"),
    ]  # fmt: skip
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(zip(words, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", REFORMS)
def test_the_digest_is_that_of_the_same_file(
    name: str, lived: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / "reform.yaml"
    file.write_text(REFORMS[name], encoding="utf-8")
    policy = load_policy(str(file))
    there = lived[name]
    assert there["digest"] == digest(Engine(World(policy, load_society("riverton"), 1, *YEAR, CITIZENS)))
    assert there["told"]["title"] == policy.title
    assert there["told"]["text"] == REFORMS[name]
    assert there["told"]["base"] in REFORMS[name]
    assert there["told"]["differences"]


def test_no_two_are_the_same_world(lived: dict[str, dict[str, Any]]) -> None:
    """Otherwise nothing of a reform might have come to the kernels."""
    assert len({lived[name]["digest"] for name in REFORMS}) == len(REFORMS)


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_it_is_what_the_site_would_have(
    name: str, lived: dict[str, dict[str, Any]]
) -> None:
    """Made where there is no NumPy, of what stands beside a policy that it does not reform."""
    policy = policy_from_text(REFORMS[name], "reform.yaml")[0]
    society = load_society("riverton")
    world = World(policy, society, 1, *YEAR, CITIZENS)
    what, made_of = BESIDE[name]
    wanted = SITE[made_of](world)
    if what == "audit":
        wanted = {"measures": wanted, "audit": told_of_audit(world, policy, society)}
    assert lived[name]["told"]["beside"] == json.loads(json.dumps(wanted))


@pytest.mark.parametrize("name", NOT_LIVED)
def test_what_cannot_be_lived_has_a_reason(name: str, lived: dict[str, dict[str, Any]]) -> None:
    (reason, *_) = lived[name]["told"]["refused"]
    assert lived[name]["digest"] is None
    assert reason["what"]
    assert reason["said"]
