"""Every text that a file can bring in is only text, in whatever any command prints or writes: by parsers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typer
from markdown_it import MarkdownIt

from tests.commands.asking import ask
from tests.documents.texts_of import rewritten
from tests.report.test_hostile_texts import ATTACKS, Marks
from underheaven.cli import app
from underheaven.documents.writing import as_yaml
from underheaven.notebook.writing import plain
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society
from underheaven.society.schema import Society

LONG = f"x-mark{'l' * 100}"
BANDS = ("|<x-mark>`*", "=cmd&[x](y)", "'\"_#", "+1 b", "@x-mark d", "-2 e", "~f~", "<g>")
"""Age bands, of which the names are free too."""
TIME = ("--citizens", "600", "--from", "2019-12-01", "--to", "2020-12-31", "--threads", "1")
SHORT = ("--citizens", "300", "--from", "2020-01-01", "--to", "2020-02-15", "--threads", "1")
MOVED, RANGED = "society.behaviour.dread.record=8,60", "society.behaviour.dread.record=2..60"
CASES: tuple[tuple[str, ...], ...] = (
    ("run", "POLICY", "--society", "SOCIETY", *SHORT, "--out", "OUT", "--brief", "OUT.md"),
    ("run", "POLICY", "--society", "SOCIETY", *SHORT, "--out", "OUT", "--json"),
    ("life", "RUN", "3", "--all", "--html", "OUT.html", "--svg", "OUT.svg"),
    ("life", "RUN", "3", "--json"),
    ("life", "RUN", "3", "--twin", "RUN", "--html", "OUT.html", "--svg", "OUT.svg"),
    ("life", "RUN", "3", "--twin", "RUN", "--json"),
    ("lives", "RUN", "--where", "most wrong records"),
    ("lives", "RUN", "--where", "most wrong records", "--json"),
    ("audit", "RUN", "--html", "OUT.html", "--csv", "OUT.csv", "--fria", "OUT.md"),
    ("audit", "RUN", "--fria", "OUT.html", "--json"),
    ("compare", "POLICY", "OTHER", "--society", "SOCIETY", *SHORT, "--seeds", "2",
     "--html", "OUT.html", "--csv", "OUT.csv", "--svg", "OUT.svg"),
    ("compare", "POLICY", "OTHER", "--society", "SOCIETY", *SHORT, "--seeds", "1", "--json"),
    ("ablate", "POLICY", "--society", "SOCIETY", *SHORT, "--seeds", "2", "--safeguards", "notice,review",
     "--html", "OUT.html", "--csv", "OUT.csv"),
    ("ablate", "POLICY", "--society", "SOCIETY", *SHORT, "--seeds", "2", "--safeguards", "notice", "--json"),
    ("seek", "POLICY", "--society", "SOCIETY", *SHORT, "--seeds", "2", "--safeguards", "notice",
     "--limit", "sanctioned in error <= 1000"),
    ("seek", "POLICY", "--society", "SOCIETY", *SHORT, "--seeds", "2", "--safeguards", "notice",
     "--limit", "sanctioned in error <= 1000", "--json"),
    ("sweep", "POLICY", "--society", "SOCIETY", *SHORT, "--seeds", "1", "--key", MOVED, "--out", "OUT",
     "--csv", "OUT.csv"),
    ("sweep", "POLICY", "--society", "SOCIETY", *SHORT, "--seeds", "1", "--key", MOVED, "--out", "OUT",
     "--json"),
    ("sensitivity", "POLICY", "--society", "SOCIETY", *SHORT, "--key", RANGED, "--points", "4",
     "--out", "OUT",
     "--csv", "OUT.csv", "--svg", "OUT.svg"),
    ("sensitivity", "POLICY", "--society", "SOCIETY", *SHORT, "--key", RANGED, "--points", "4",
     "--out", "OUT",
     "--json"),
    ("calibrate", "ASKED", "--threads", "1", "--out", "OUT", "--csv", "OUT.csv", "--svg", "OUT.svg"),
    ("calibrate", "ASKED", "--threads", "1", "--out", "OUT", "--json"),
    ("show", "POLICY"),
    ("show", "POLICY", "--json"),
    ("show", "SOCIETY", "--citizens", "2000"),
    ("show", "SOCIETY", "--citizens", "2000", "--json"),
    ("show", "POLICY", "--screen", "--society", "SOCIETY"),
    ("show", "RUN", "--screen"),
    ("show", "RUN", "--screen", "--json"),
    ("check", "POLICY", "SOCIETY"),
    ("check", "POLICY", "SOCIETY", "--json"),
    ("list",),
    ("list", "--json"),
    ("brief", "RUN", "--against", "RUN", "--out", "OUT.html"),
    ("brief", "RUN", "--against", "RUN", "--out", "OUT.md", "--json"),
    ("report", "RUN", "--html", "OUT.html"),
    ("export", "RUN"),
    ("export", "RUN", "--json"),
    ("export", "RUN", "--table", "watch", "--out", "OUT.csv"),
    ("new", "policy", "mine", "--of", "POLICY"),
    ("cohorts", "RUN"),
    ("cohorts", "RUN", "--by", "region"),
    ("cohorts", "RUN", "--json"),
    ("spiral", "RUN"),
    ("spiral", "RUN", "--json"),
    ("observe", "POLICY", "--society", "SOCIETY", "--port", "0", "--minutes", "0"),
    ("observe", "RUN", "--port", "0", "--minutes", "0", "--json"),
)  # fmt: skip
NO_TEXTS = {"verify", "bench", "schema", "patterns"}
"""Commands that read no files."""
DRAWN, SAME = {"--png"}, {("run", "--html"), ("report", "--json")}
"""Pictures of points hold no text; the page of `run` is that of `report`, whose JSON names a file alone."""
FORMATS = {"--html", "--csv", "--svg", "--fria", "--brief", "--json", *DRAWN}


@dataclass(frozen=True)
class Place:
    """A folder with a run and the files that it is of, and every text that was put into them."""

    folder: Path
    words: tuple[str, ...]

    def names(self) -> dict[str, str]:
        return {
            "POLICY": str(self.folder / "policy.yaml"),
            "OTHER": str(self.folder / "other.yaml"),
            "SOCIETY": str(self.folder / "society.yaml"),
            "RUN": str(self.folder / "run"),
            "ASKED": str(self.folder / "asked.yaml"),
        }

    def asked(self, case: tuple[str, ...], out: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
        """What a command prints, as `text` or `json`, and each file that it writes, by its ending."""
        out.mkdir()
        monkeypatch.chdir(out)
        names = self.names()
        words = [names.get(word, word.replace("OUT", str(out / "out"))) for word in case]
        answer = ask(*words)
        assert answer.status == 0, answer.err
        found = {"json" if "--json" in case else "text": answer.out}
        for path in sorted(out.iterdir()):
            if path.is_file():
                found[path.suffix[1:]] = path.read_text(encoding="utf-8")
        return found


def _renamed(data: Any, names: dict[str, str]) -> Any:
    """Data in which age bands have other names, wherever they stand."""
    if isinstance(data, dict):
        return {_renamed(key, names): _renamed(value, names) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_renamed(each, names) for each in data]
    if isinstance(data, str):
        band, slash, sex = data.partition("/")
        return f"{names[band]}{slash}{sex}" if band in names else data
    return data


def _asked(word: Callable[[str], str]) -> dict[str, Any]:
    """A calibration of both files, with words in place of its free texts."""
    total = {
        "title": word(""), "of": ["source.*.true"], "over": ["person.adults"], "value": 3, "unit": word(""),
        "times": ["link"], "tolerance": 1, "source": word(""), "date": word(""), "people": 100_000,
        "about": word(""),
    }  # fmt: skip
    return {
        "calibration": word(""), "about": word(""), "policy": "policy.yaml", "society": "society.yaml",
        "citizens": 300, "start": dt.date(2020, 1, 1), "end": dt.date(2020, 1, 20), "draws": 4, "rounds": 2,
        "parameters": {"society.acts.jaywalking.per_year": {"range": [10, 200], "why": word("")}},
        "links": {"link": {"value": Decimal("0.1"), "assumed": word(""), "range": [0, 1]}},
        "targets": {"first": total},
        "predicted": {"second": {**total, "title": word("")}},
    }  # fmt: skip


def _place(folder: Path, word: Callable[[str], str], words: list[str], bands: bool) -> Place:
    society = load_society("riverton")
    names = dict(zip(society.age_bands, BANDS, strict=False)) if bands else {}
    policies = {name: Policy.model_validate(rewritten(load_policy(name), word))
                for name in ("article-2019", "rights-respecting")}  # fmt: skip
    files = {
        "policy": plain("policy", policies["article-2019"]),
        "other": plain("policy", policies["rights-respecting"]),
        "society": _renamed(plain("society", Society.model_validate(rewritten(society, word))), names),
    }
    files["policy"]["policy"], files["other"]["policy"] = "first", "second"
    files["society"]["society"] = "town"
    for name, data in files.items():
        (folder / f"{name}.yaml").write_text(as_yaml(data), encoding="utf-8")
    (folder / "asked.yaml").write_text(as_yaml(_asked(word)), encoding="utf-8")
    place = Place(folder, tuple(words))
    paths = place.names()
    answer = ask("run", paths["POLICY"], "--society", paths["SOCIETY"], *TIME, "--out", paths["RUN"])
    assert answer.status == 0, answer.err
    return place


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Place]:
    """The same files and run with plain words in place of every free text, and with attacks."""
    made = []
    for name in ("tame", "attacked"):
        numbers, words = itertools.count(), list[str]()

        def word(_: str, name: str = name, numbers: Iterator[int] = numbers, words: list[str] = words) -> str:
            number = next(numbers)
            attack = (*ATTACKS, LONG)[number % (len(ATTACKS) + 1)]
            words.append(f"{attack if name == 'attacked' else 'words'} w{number}z")
            return words[-1]

        made.append(_place(tmp_path_factory.mktemp(name), word, words, bands=name == "attacked"))
    return made[0], made[1]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch, places: tuple[Place, Place], tmp_path: Path) -> None:
    """Nothing is wrapped, and the catalogue has a policy and a society with hostile titles."""
    monkeypatch.setattr("underheaven.commands.console.WIDTH", 20_000)
    monkeypatch.setattr("underheaven.study.calibrating.planning.DRAWS_A_PARAMETER", 2)
    for kind in ("policy", "society"):
        folder = tmp_path / "package" / kind / "catalogue"
        folder.mkdir(parents=True)
        text = (places[1].folder / f"{kind}.yaml").read_text(encoding="utf-8")
        (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("underheaven.commands.listing._PACKAGE", tmp_path / "package")


def _squashed(text: str) -> str:
    return "".join(text.split())


def _verbatim(text: str, place: Place) -> int:
    """Every text that is shown to its end is shown as it is written; how many there are."""
    squashed = _squashed(text)
    shown = {int(number) for number in re.findall(r"w(\d+)z", squashed)}
    for number in shown:
        word = place.words[number]
        # Or as JSON has it, which a picture carries in itself; or at the beginning of a line.
        ways = word, json.dumps(word)[1:-1], f"{word[:1].upper()}{word[1:]}"
        assert any(_squashed(way) in squashed for way in ways), word
    return len(shown)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data.keys()
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from _strings(each)
    elif isinstance(data, str):
        yield data


def _html(tame: str, attacked: str) -> str:
    pages = Marks(tame), Marks(attacked)
    assert pages[1].tags.keys() == pages[0].tags.keys()
    assert pages[1].attributes == pages[0].attributes
    assert [link for link in pages[1].links if not link.startswith("#")] == [
        link for link in pages[0].links if not link.startswith("#")
    ]
    for tag in ("table", "tr", "td", "th", "li", "section", "style", "a", "svg", "details"):
        assert pages[1].tags[tag] == pages[0].tags[tag], tag
    return "".join(pages[1].words)


def _svg(tame: str, attacked: str) -> str:
    pages = Marks(tame), Marks(attacked)
    assert pages[1].tags.keys() == pages[0].tags.keys()
    assert pages[1].attributes == pages[0].attributes
    return "".join(pages[1].words)


def _md(tame: str, attacked: str) -> str:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = [parser.parse(text) for text in (tame, attacked)]
    assert [token.type for token in blocks[1]] == [token.type for token in blocks[0]]
    inner = [[child.type for token in tokens for child in token.children or () if child.type != "text"]
             for tokens in blocks]  # fmt: skip
    assert inner[1] == inner[0]
    return " ".join(child.content for token in blocks[1] for child in token.children or ())


def _csv(_: str, attacked: str) -> str:
    for sign in ",;\t":
        cells = [cell for row in csv.reader(io.StringIO(attacked), delimiter=sign) for cell in row]
        computed = [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)]
        assert not [cell for cell in computed if not re.fullmatch(r"-?[\d.]+(e[+-]?\d+)?", cell)]
    rows = list(csv.reader(line for line in attacked.splitlines() if not line.startswith("#")))
    assert len({len(row) for row in rows}) == 1
    # An apostrophe is what keeps a cell from being computed.
    return ""


def _json(_: str, attacked: str) -> str:
    return "\n".join(_strings(json.loads(attacked)))


CHECKED: dict[str, Callable[[str, str], str]] = {
    "html": _html, "svg": _svg, "md": _md, "csv": _csv, "json": _json,
    "text": lambda _, attacked: attacked, "yaml": lambda _tame, _attacked: "",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case)[:60])
def test_attacks_are_shown_as_text(
    case: tuple[str, ...], places: tuple[Place, Place], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tame, attacked = places
    found = attacked.asked(case, tmp_path / "attacked", monkeypatch)
    # Only what has marks of its own is held against that of a tame run.
    marked = not found.keys().isdisjoint(("html", "svg", "md"))
    plainly = tame.asked(case, tmp_path / "tame", monkeypatch) if marked else dict.fromkeys(found, "")
    assert found.keys() == plainly.keys()
    for ending, text in found.items():
        _verbatim(CHECKED[ending](plainly[ending], text), attacked)


def test_every_command_is_attacked_in_every_form_that_it_has() -> None:
    commands: dict[str, Any] = getattr(typer.main.get_command(app), "commands", {})
    for name, command in commands.items():
        if name in NO_TEXTS:
            continue
        asked = [case for case in CASES if case[0] == name]
        assert asked, name
        assert any("--json" not in case for case in asked), name
        for option in FORMATS - DRAWN:
            if any(option in parameter.opts for parameter in command.params) and (name, option) not in SAME:
                assert any(option in case for case in asked), (name, option)
