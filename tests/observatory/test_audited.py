"""What the page of the audit is told beside the measures: the package's sections, reasons and screen."""

import json
import re
from typing import Any

import pytest

from tests.observatory.small_site import world_of
from tests.tools_of_site import ROOT
from underheaven.commands.screen import screen_command
from underheaven.measure.as_data import measures_as_data
from underheaven.measure.definitions import OWN
from underheaven.observatory.audited import elsewhere, told_of_audit
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

POLICIES = ("article-2019", "sesame-2015", "none")


def told(policy: str) -> dict[str, Any]:
    """As the site is built."""
    return told_of_audit(world_of(policy), load_policy(policy), load_society("riverton"))


@pytest.mark.parametrize("policy", POLICIES)
def test_the_screen_is_what_the_command_prints(policy: str, capsys: pytest.CaptureFixture[str]) -> None:
    screen_command(policy, "riverton", True)
    printed = json.loads(capsys.readouterr().out)
    found = json.loads(json.dumps(told(policy)))
    assert found["screen"] == printed
    for each in printed["treatments"]:
        assert list(each["elements"]) == list(found["asked"])
        assert each["path"].rpartition(".")[0] in found["parts"]


@pytest.mark.parametrize("policy", POLICIES)
def test_sections_have_every_measure_of_the_world_once_and_in_the_order_of_the_book(policy: str) -> None:
    world = world_of(policy)
    sections = told(policy)["sections"]
    named = [name for section in sections for name in section["measures"]]
    assert named == [each["name"] for each in measures_as_data(world)["measures"]]
    headings = re.findall(
        r"^## (.+)$", (ROOT / "docs" / "measures.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    titles = [section["title"] for section in sections]
    assert titles == [heading for heading in headings if heading in titles]


def test_every_number_that_only_the_command_has_is_named_once_with_what_it_is_and_why() -> None:
    found = [(each["name"], each["definition"]) for part in elsewhere() for each in part["numbers"]]
    assert sorted(found) == sorted(OWN.items())
    assert all(part["why"] for part in elsewhere())
