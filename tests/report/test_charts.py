import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from underheaven.report.charts import pictures
from underheaven.report.picture import Picture
from underheaven.report.render import png, svg
from underheaven.report.results import Results

EXPECTED = {
    "scores": ["Score, points", "No trains", "House arrest", "first pilots", "in the scheme", "have less"],
    "speech": ["lawful critical speech", "all lawful acts", "platform warning", "big news", "everywhere"],
    "denied": ["everyone", "hill", "river", "rural", "urban", "poorest", "Train", "confinement"],
    "tiles": ["per 1,000 adults", "A region"],
    "sanctions": ["No trains", "House arrest", "under the consequence", "of them in error"],
    "errors": ["Cameras", "Clerks", "wrong person", "of hill", "of river"],
}  # fmt: skip


@pytest.fixture(scope="module")
def drawn(results: Results) -> dict[str, Picture]:
    return {picture.name: picture for picture in pictures(results)}


def test_every_picture_is_there(drawn: dict[str, Picture]) -> None:
    assert list(drawn) == list(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("narrow", [False, True])
def test_pictures_carry_their_labels(drawn: dict[str, Picture], name: str, narrow: bool) -> None:
    picture = drawn[name]
    chart = picture.narrow if narrow else picture.wide
    assert chart is not None
    chart.to_dict(validate=True)
    text = svg(chart, picture.label, name)
    root = ET.fromstring(text)
    # Titles of panels may be broken into lines.
    written = " ".join(" ".join(root.itertext()).replace("\N{NO-BREAK SPACE}", " ").split())
    for label in EXPECTED[name]:
        assert label in written, label
    assert "NaN" not in text
    assert "undefined" not in written
    assert root.get("role") == "img"
    assert root.get("aria-label") == picture.label
    assert float(root.get("width", "0")) <= (384 if narrow else 1100)


def test_ids_begin_with_the_name_and_are_what_is_referred_to(drawn: dict[str, Picture]) -> None:
    for name, picture in drawn.items():
        assert picture.wide is not None
        text = svg(picture.wide, "", name)
        ids = re.findall(r'\bid="([^"]*)"', text)
        assert all(each.startswith(f"{name}-") for each in ids)
        assert set(re.findall(r"url\(#([^)]*)\)", text)) <= set(ids)


def test_a_picture_says_what_it_shows(drawn: dict[str, Picture]) -> None:
    assert "Everybody starts at 600" in drawn["scores"].finding
    assert "In 2018" in drawn["speech"].finding
    assert "1 February 2018" in drawn["speech"].reading
    assert all(picture.reading and picture.finding.endswith(".") for picture in drawn.values())


def test_pictures_are_written_as_png(drawn: dict[str, Picture], tmp_path: Path) -> None:
    chart = drawn["speech"].wide
    assert chart is not None
    assert png(chart, tmp_path / "speech.png", scale=1).read_bytes().startswith(b"\x89PNG")


def test_without_a_scheme_pictures_say_why_they_are_missing(bare: Results) -> None:
    for picture in pictures(bare):
        assert picture.wide is None
        assert picture.narrow is None
        assert picture.finding.startswith(("Nobody", "Nothing"))
