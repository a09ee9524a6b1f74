import xml.etree.ElementTree as ET

import pytest

from underheaven.report.charts import PICTURES, pictures
from underheaven.report.picture import Picture
from underheaven.report.render import png, specification, svg
from underheaven.report.results import Results

PLAIN = {
    "scores": ["score, points", "No trains", "House arrest", "first pilots", "in the scheme", "have less"],
    "speech": ["lawful critical speech", "all lawful acts", "platform warning", "big news", "everywhere"],
    "climate": ["critical, of what is said", "critical speech", "supportive speech", "big news"],
    "denied": ["everyone", "hill", "river", "rural", "urban", "poorest", "Train", "confinement"],
    "tiles": ["per 1,000 adults", "A region"],
    "sanctions": ["No trains", "House arrest", "under the consequence", "of them in error"],
    "spells": ["House arrest", "enter it", "leave it", "never ended"],
    "watch": ["Cameras", "Clerks", "By region"],
    "errors": ["Cameras", "Clerks", "wrong person", "of hill", "of river"],
    "waves": ["Under any consequence", "not reached", "Mean dread"],
}  # fmt: skip
OF_MECHANISMS = {
    "rewards": ["No deposits", "No waiting", "hold it"],
    "waits": ["fast lane", "in one line", "minutes waited"],
    "ranks": ["The better school", "poorest", "richest", "hill", "lost by rank", "gained by rank"],
    "redress": ["Records written", "Struck out by review", "Appeals", "Ended by their date", "given back"],
    "firms": ["On the list", "firms under it", "employees in such firms"],
    "partners": ["Looked at", "Find a partner", "shown more often", "all others"],
    "deterrence": ["Jaywalking", "thought", "true", "chance of a record", "Thought", "True", "hill"],
}
EXPECTED = PLAIN | OF_MECHANISMS


@pytest.fixture(scope="module")
def drawn(results: Results) -> dict[str, Picture]:
    return {picture.name: picture for picture in pictures(results)}


@pytest.fixture(scope="module")
def of_everything(whole: Results) -> dict[str, Picture]:
    return {picture.name: picture for picture in pictures(whole)}


def test_every_picture_is_there_and_none_of_what_a_world_has_not(
    drawn: dict[str, Picture], of_everything: dict[str, Picture]
) -> None:
    assert list(drawn) == list(PLAIN)
    assert list(of_everything) == list(PICTURES)
    assert set(of_everything) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("narrow", [False, True])
def test_pictures_carry_their_labels(
    drawn: dict[str, Picture], of_everything: dict[str, Picture], name: str, narrow: bool
) -> None:
    picture = (drawn if name in PLAIN else of_everything)[name]
    chart = picture.narrow if narrow else picture.wide
    assert chart is not None
    text = svg(chart, picture.label)
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


def test_a_picture_says_what_it_shows(drawn: dict[str, Picture], of_everything: dict[str, Picture]) -> None:
    assert "Everybody starts at 600" in drawn["scores"].finding
    assert "In 2018" in drawn["speech"].finding
    assert "1 February 2018" in drawn["speech"].reading
    for picture in (*drawn.values(), *of_everything.values()):
        assert picture.reading
        assert picture.finding.endswith(".")
        assert not {"nan", "None"} & set(picture.finding.replace(".", " ").split())
    assert "worth" in of_everything["rewards"].finding
    assert "in one line" in of_everything["waits"].reading


def test_pictures_are_written_as_png(drawn: dict[str, Picture]) -> None:
    chart = drawn["speech"].wide
    assert chart is not None
    assert png(specification(chart), scale=1).startswith(b"\x89PNG")


def test_without_a_scheme_pictures_say_why_they_are_missing(bare: Results) -> None:
    drawn = {picture.name: picture for picture in pictures(bare)}
    assert drawn.pop("climate").wide is not None
    for picture in drawn.values():
        assert picture.wide is None
        assert picture.narrow is None
        assert picture.finding.startswith(("Nobody", "Nothing"))
