"""An invented society has no names of real places: it would be taken for what was found out about them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath

from underheaven.documents.document import Path
from underheaven.society.checks.findings import Findings
from underheaven.society.schema import Society

LIST = FilePath(__file__).with_name("real_places.txt")
"""One name a line, under headings that say what they are; written for this package."""

# What stands beside a name without making another place of it.
_GENERIC = frozenset(
    ("a", "about", "administrative", "an", "and", "around", "autonomous", "capital", "city", "country",
     "county", "democratic", "district", "federal", "federation", "fictional", "greater", "hui", "imaginary",
     "in", "invented", "kingdom", "metropolis", "model", "municipality", "nation", "of", "old", "people",
     "peoples", "prefecture", "province", "region", "regions", "republic", "s", "sheng", "shi", "special",
     "state", "states", "synthetic", "the", "union", "uygur", "uyghur", "zhuang")
)  # fmt: skip
_HAN_ENDINGS = re.compile("(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市|國|国|都|府|県|县)$")


def check_names_of_places(society: Society, findings: Findings) -> None:
    """Notes every name in an invented society that is the name of a real place."""
    if not society.invented:
        return
    for path, name in _names(society):
        if place := real_place(name):
            findings.note(
                path,
                f"'{name}' names a real place ({place})",
                "this society says that it is invented, and its results would be taken for the place's",
                "choose another name; or write `invented: false`, with numbers that were published",
            )


def real_place(name: str) -> str | None:
    """The real place that is named `name`, as the list writes it; None if there is none.

    Capitals, accents, signs, years, and words such as `province` count for nothing.
    """
    return next((known for way in _ways(name) if (known := _known().get(way))), None)


def _names(society: Society) -> Iterator[tuple[Path, str]]:
    yield ("society",), society.society
    yield ("title",), society.title
    for key, region in society.regions.items():
        yield ("regions", key), key
        yield ("regions", key, "title"), region.title
        if region.title_local is not None:
            yield ("regions", key, "title_local"), region.title_local


def _ways(name: str) -> Iterator[str]:
    """A name with all of its words, and without those that make no other place of it."""
    text = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    ).casefold()
    words = [word for word in re.split(r"[\W_]+", unicodedata.normalize("NFKC", text)) if word]
    yield "".join(words)
    kept = "".join(word for word in words if word not in _GENERIC and not word[0].isdigit())
    yield kept
    yield _HAN_ENDINGS.sub("", kept)


@cache
def _known() -> dict[str, str]:
    """Folded name -> name of every place of the list."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    places = [place.strip() for line in lines if line and line[0] != "#" for place in line.split(",")]
    known = {way: place for place in reversed(places) for way in reversed([*_ways(place)]) if way}
    return known | {next(_ways(place)): place for place in places}
