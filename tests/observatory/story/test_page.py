"""The story: its page is whole without scripts, types no result, and draws what it says."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from underheaven.documents.works import works
from underheaven.observatory.building import PAGES
from underheaven.observatory.story.corrected import IN_THE_ARTICLE, NOBODY, corrected, parted, sources
from underheaven.observatory.story.drawing import WIDE, Bar, bars, dots
from underheaven.observatory.story.found import FOUND, of_world
from underheaven.observatory.story.page import KNOWN, SCENES, filled
from underheaven.observatory.story.pictures import CASES, Picture, doors, friends, not_said, watching
from underheaven.policy.loading import load_policy

TEMPLATE = (PAGES / "story" / "index.html").read_text(encoding="utf-8")
PAGE = filled(TEMPLATE)


def mean(world: str, measure: str) -> float:
    """Read apart from the module that reads it for the page."""
    return float(json.loads(FOUND.read_text(encoding="utf-8"))["values"][world][measure]["mean"])


def test_seven_scenes_are_whole_without_a_script() -> None:
    assert "$" not in PAGE
    found = re.findall(r'<section class="scene".*?</section>', PAGE, re.DOTALL)
    assert len(found) == len(SCENES) == len(KNOWN) == 7
    for scene in found:
        assert scene.count("<svg") == scene.count('class="known"') == scene.count('class="claim"') == 1
        assert "Sources: " in scene
    for control in re.findall(r'<fieldset class="doing"[^>]*>', PAGE):
        assert control.endswith(" hidden>")


@pytest.mark.parametrize("scene", SCENES)
def test_a_picture_is_named_by_its_sentence_and_is_well_formed(scene: Callable[[], Picture]) -> None:
    picture = scene()
    svg = ET.fromstring(picture.svg)
    assert svg.get("role") == "img"
    assert picture.sentence in str(svg.get("aria-label"))


def test_the_template_types_nothing_that_a_run_gave() -> None:
    """Of what was found, each number that the page says stands in the template as a name."""
    told = re.sub(r"\$\{\w+\}", "", TEMPLATE)
    for world in CASES:
        said = f"{10_000 * mean(world, 'in_error'):.1f}"
        assert said in PAGE
        assert said == "0.0" or said not in told
    for said in (
        f"{100 * mean('as described', 'chill_critical'):.1f}",
        f"{mean('lane 500', 'wait_slow'):.0f}",
    ):
        assert said in PAGE
        assert said not in told


def test_bars_are_as_long_as_their_values() -> None:
    svg = ET.fromstring(bars("t", "s", [Bar("a", 30, "30", "high"), Bar("b", -10, "-10", "low")]))
    above, below = (each.attrib for each in svg.iter("rect"))
    assert float(above["width"]) == pytest.approx(3 * float(below["width"]), rel=0.01)
    assert float(below["x"]) + float(below["width"]) == pytest.approx(float(above["x"]), abs=0.11)
    assert float(above["x"]) + float(above["width"]) <= WIDE


def test_a_text_stays_text() -> None:
    svg = ET.fromstring(bars("<b>", '"', [Bar("<script>", 1, "&", "high", case='"')]))
    assert [each.text for each in svg.iter("text")] == ["<script>", "&"]


def test_dots_are_counted() -> None:
    svg = ET.fromstring(dots("t", "s", 3, 45, ("one", "two")))
    classes = [each.get("class") for each in svg.iter("circle")]
    assert classes == ["one"] * 3 + ["two"] * 45
    assert len({(each.get("cx"), each.get("cy")) for each in svg.iter("circle")}) == 48


def test_alerts_are_those_of_cardiff() -> None:
    """2,470 of which 2,297 were false (South Wales Police 2018), in tens."""
    svg = watching().svg
    assert svg.count('class="wrong-dot"') == 230
    assert svg.count('class="right-dot"') == 17


def test_remarks_held_back_are_so_many_of_a_hundred() -> None:
    held = not_said().svg.count('class="held-dot"')
    assert held == round(100 * mean("as described", "chill_critical"))
    assert not_said().svg.count('class="said-dot"') == 100 - held


def test_a_lane_for_more_is_a_longer_wait_for_the_rest() -> None:
    """What the third scene claims holds in what was found, far beyond chance."""
    narrow, own, wide = (of_world(each, "wait_slow") for each in ("lane 750", "as described", "lane 500"))
    assert narrow.high < own.low
    assert own.high < wide.low
    assert [case for case, _ in doors().cases] == ["500", "650", "750"]


def test_safeguards_overlap_and_ties_work_both_ways() -> None:
    """What the fifth and the seventh scene claim."""
    base, appeal, review, both = (
        mean(each, "in_error") for each in ("as described", "appeal", "review", "both")
    )
    assert both < min(appeal, review)
    assert base - both < (base - appeal) + (base - review)
    ties = json.loads(FOUND.read_text(encoding="utf-8"))["ties"]
    assert ties["only with"]["low"] > 0
    assert ties["only without"]["low"] > 0
    assert ties["with"]["mean"] - ties["only with"]["mean"] == pytest.approx(
        ties["without"]["mean"] - ties["only without"]["mean"]
    )
    assert len(friends().cases) == 2


def test_every_correction_stands_in_the_table_with_its_sources() -> None:
    given = load_policy("article-2019").corrections
    assert len(IN_THE_ARTICLE) == len(given)
    for (_, said, its), correction in zip(corrected(), given, strict=True):
        words = " ".join(correction.split())
        assert words.startswith(said)
        assert words == said or words == f"{said} {its}."
    assert corrected()[0][2].startswith("Liu 2019")
    assert PAGE.count('<th scope="row">') == len(given)


def test_sources_are_the_last_sentence_where_it_is_a_list() -> None:
    assert parted("One was found. Others\n  were not.") == ("One was found. Others were not.", NOBODY)
    assert parted("It was (in X). A 2019; B et al. 2020.") == ("It was (in X).", "A 2019; B et al. 2020")
    assert parted("None was found.") == ("None was found.", NOBODY)


def test_a_work_that_is_not_in_the_bibliography_is_refused() -> None:
    assert set(works()) >= {name for _, names in KNOWN for name in names}
    with pytest.raises(ValueError, match="Nobody 1900"):
        sources((), ("Nobody 1900",))
