"""A run folder is as its run left it, or every command refuses it in one message, whatever was done to it.

Corruptions are drawn by a seed. Some only change bytes; others write the hashes anew, as an attacker would,
so that what is found is what no run can have left.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
import typer

from tests.commands.asking import SMALL, ask
from underheaven.cli import app
from underheaven.documents.problems import InputError
from underheaven.record.disk import canonical, sealed, sha256_of
from underheaven.record.folder import DATA
from underheaven.record.provenance import FILE
from underheaven.record.query import RunFolder

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("life", "RUN", "3"),
    ("lives", "RUN", "--where", "most wrong records"),
    ("audit", "RUN", "--json"),
    ("show", "RUN", "--screen"),
    ("export", "RUN"),
    ("brief", "RUN", "--out", "OUT.md"),
    ("life", "RUN", "3", "--twin", "RUN"),
    ("export", "RUN", "--table", "measures", "--out", "OUT.csv"),
    ("report", "RUN", "--html", "OUT.html"),
    ("life", "RUN", "3", "--all", "--html", "OUT.html"),
    ("audit", "RUN", "--fria", "OUT.md", "--html", "OUT.html"),
    ("brief", "GOOD", "--against", "RUN", "--out", "OUT.html"),
    ("lives", "RUN", "--where", "most wrong records", "--communities", "1", "--json"),
    ("export", "RUN", "--picture", "errors", "--out", "OUT.svg"),
    ("life", "GOOD", "3", "--twin", "RUN"),
    ("run", "article-2019", "--out", "RUN"),
    ("audit", "RUN", "--csv", "OUT.csv"),
    ("run", "article-2019", "--resume", "--out", "RUN"),
    ("show", "RUN", "--screen", "--json"),
    ("cohorts", "RUN"),
    ("spiral", "RUN"),
    ("observe", "RUN", "--port", "0", "--minutes", "0", "--json"),
)
"""Every command that opens a run folder, in every place where it takes one; `GOOD` is nobody's harm."""
TABLES = tuple(name for name in DATA if name.endswith(".parquet"))
SEEDS = range(7)
"""For each kind of corruption."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A good run, and another one of another world."""
    place = tmp_path_factory.mktemp("runs")
    for name, policy in (("run", "article-2019"), ("other", "none")):
        assert ask("run", policy, *SMALL, "--society", "riverton", "--out", place / name).status == 0
    return place / "run", place / "other"


@pytest.fixture(scope="module")
def answers() -> dict[tuple[str, ...], tuple[int, str, str]]:
    """What each command says of the run as it was left, once it was asked."""
    return {}


def _takes_runs() -> set[tuple[str, str]]:
    """(command, option, or nothing for an argument) of everything that may be the folder of a run."""
    commands: dict[str, Any] = getattr(typer.main.get_command(app), "commands", {})
    found = {
        (name, parameter.opts[0] if parameter.opts[0].startswith("--") else "")
        for name, command in commands.items()
        for parameter in command.params
        if "RUN" in str(parameter.metavar)
    }
    # `show --screen` takes a run in place of a name, and `run` looks at what its folder holds.
    return found | {("show", ""), ("run", "--out")}


def test_every_command_that_opens_a_run_is_drawn() -> None:
    assert len(_takes_runs()) >= 9
    for name, option in _takes_runs():
        there = [words for words in COMMANDS if words[0] == name and "RUN" in words]
        if option:
            there = [words for words in there if words[words.index("RUN") - 1] == option or "--twin" in words]
        assert there, (name, option)
    assert len(CORRUPTIONS) * len(SEEDS) >= 4 * len(COMMANDS)


Corruption = Callable[[Path, Path, random.Random], object]


def _some(folder: Path, draw: random.Random) -> Path:
    return folder / draw.choice([*DATA, FILE])


def _flip(folder: Path, _: Path, draw: random.Random) -> None:
    path = _some(folder, draw)
    data = bytearray(path.read_bytes())
    for _bit in range(draw.randint(1, 4)):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    path.write_bytes(bytes(data))


def _cut(folder: Path, _: Path, draw: random.Random) -> None:
    path = _some(folder, draw)
    data = path.read_bytes()
    path.write_bytes(data[: draw.randrange(len(data))])


def _longer(folder: Path, _: Path, draw: random.Random) -> None:
    with _some(folder, draw).open("ab") as file:
        file.write(draw.randbytes(draw.randint(1, 50)))


def _huge(folder: Path, _: Path, draw: random.Random) -> None:
    os.truncate(_some(folder, draw), 1 << 40)


def _gone(folder: Path, _: Path, draw: random.Random) -> None:
    _some(folder, draw).unlink()


def _other_kind(folder: Path, _: Path, draw: random.Random) -> None:
    path = _some(folder, draw)
    kind = draw.choice(["link", "device", "pipe", "folder", "nothing", "itself"])
    if kind == "link":
        path.rename(folder / "elsewhere")
        path.symlink_to("elsewhere")
        return
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to({"device": "/dev/zero", "nothing": "gone", "itself": path.name}[kind])


def _anothers(folder: Path, other: Path, draw: random.Random) -> None:
    name = draw.choice(TABLES)
    shutil.copy(other / name, folder / name)
    if draw.random() < 0.7:
        _seal(folder, _provenance(folder))


def _rows(folder: Path, _: Path, draw: random.Random) -> None:
    """Rows too many, too few, or in another order; with the right hashes."""
    name = draw.choice([each for each in TABLES if each not in ("years.parquet", "census.parquet")])
    table = pq.read_table(folder / name)
    parts: list[Callable[[], pa.Table]] = [
        lambda: table.slice(1), lambda: pa.concat_tables([table, table.slice(0, 1)]),
        lambda: table.slice(0, 0), lambda: table.drop_columns([table.schema.names[-1]]),
        lambda: table.append_column("name", pa.array(["somebody"] * len(table))),
    ]  # fmt: skip
    _write(folder, name, draw.choice(parts)())


def _negative(folder: Path, _: Path, draw: random.Random) -> None:
    """Counts below nought, with the right hashes."""
    name = draw.choice(["steps.parquet", "years.parquet", "census.parquet"])
    table = pq.read_table(folder / name)
    columns = [each for each in table.schema.names if pa.types.is_int64(table.schema.field(each).type)]
    for column in columns:
        place = table.schema.get_field_index(column)
        table = table.set_column(place, table.schema.field(column), pc.subtract(table[column], 1 << 40))
    _write(folder, name, table)


VALUES: tuple[Any, ...] = (
    None, True, 1, -1, 1.5, "", "1", "x" * 100_000, [], {}, [[[[]]]], {"a": 1}, 10**400, 2**64, "2020-13-01",
)  # fmt: skip


def _key(folder: Path, _: Path, draw: random.Random) -> None:
    """A key of the provenance missing, or of another type or size; with the right seal."""
    data = _provenance(folder)
    of = draw.choice(
        [data, data, data["world"], data["axes"], data["versions"], data["files"], data["sizes"]]
    )
    key = draw.choice([*of])
    way = draw.random()
    if way < 0.3:
        del of[key]
    elif way < 0.4:
        of[draw.choice(["extra", "name", "x" * 300])] = of[key]
    else:
        before = of[key]
        of[key] = draw.choice([each for each in VALUES if each != before or type(each) is not type(before)])
    if draw.random() < 0.5 and isinstance(data.get("world"), dict):
        data["world_hash"] = sha(data["world"])
    _seal(folder, data, hashes=False)


def _deep(folder: Path, _: Path, draw: random.Random) -> None:
    nested = "[" * draw.choice([500, 5_000, 500_000])
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(
        text.replace('"extra": {', f'"extra": {{"deep": {nested},', 1), encoding="utf-8"
    )


def _no_files(folder: Path, _: Path, draw: random.Random) -> None:
    data = _provenance(folder)
    data["files"] = {}
    data["sizes"] = {} if draw.random() < 0.5 else data["sizes"]
    (folder / draw.choice(TABLES)).write_bytes(b"garbage")
    _seal(folder, data, hashes=False)


CORRUPTIONS: tuple[Corruption, ...] = (
    _flip, _cut, _longer, _huge, _gone, _other_kind, _anothers, _rows, _negative, _key, _key, _key, _deep,
    _no_files,
)  # fmt: skip


def _provenance(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return data


def sha(data: object) -> str:
    """The hash of a world."""
    return hashlib.sha256(canonical(data)).hexdigest()


def _seal(folder: Path, data: dict[str, Any], hashes: bool = True) -> None:
    """Write the provenance with a right seal, and with the hashes of what is there now."""
    if hashes:
        there = [name for name in data["files"] if (folder / name).is_file()]
        data["files"] = {name: sha256_of(folder / name) for name in there}
        data["sizes"] = {name: (folder / name).stat().st_size for name in there}
    (folder / FILE).write_text(json.dumps(sealed(data)), encoding="utf-8")


def _write(folder: Path, name: str, table: pa.Table) -> None:
    pq.write_table(table, folder / name)
    _seal(folder, _provenance(folder))


def _asked(words: Sequence[str], folder: Path, good: Path) -> tuple[int, str, str]:
    place = folder.parent
    names = {"RUN": str(folder), "GOOD": str(good)}
    answer = ask(*(names.get(word, word.replace("OUT", str(place / "out"))) for word in words))
    written = [path.read_text(encoding="utf-8") for path in sorted(place.glob("out.*"))]
    for path in place.glob("out.*"):
        path.unlink()
    # Any port that is free is another each time.
    out = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1", answer.out)
    return answer.status, "".join((out, *written)), answer.err


@pytest.mark.parametrize(
    "kind", range(len(CORRUPTIONS)), ids=lambda kind: f"{kind}{CORRUPTIONS[kind].__name__}"
)
def test_what_was_altered_is_refused_in_one_message_or_makes_no_difference(
    kind: int, good: tuple[Path, Path], answers: dict[tuple[str, ...], tuple[int, str, str]]
) -> None:
    folder = good[0].parent / "altered" / "run"
    for seed in SEEDS:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(good[0], folder)
        words = COMMANDS[(kind * len(SEEDS) + seed) % len(COMMANDS)]
        CORRUPTIONS[kind](folder, good[1], random.Random(f"{kind} {seed}"))
        status, out, err = _asked(words, folder, good[0])
        about = f"{words[0]} after {CORRUPTIONS[kind].__name__} {seed}: {out[:300]} {err[:500]}"
        if status == 0:
            shutil.rmtree(folder)
            shutil.copytree(good[0], folder)
            if words not in answers:
                answers[words] = _asked(words, folder, good[0])
            assert (status, out, err) == answers[words], about
        else:
            assert (status, out) == (2, ""), about
            (line,) = [each for each in err.splitlines() if not each.startswith("Compiling")]
            assert str(folder) in line, about
            assert len(line) < 5_000, about


def test_everything_that_is_wrong_is_said_at_once(good: tuple[Path, Path], tmp_path: Path) -> None:
    folder = shutil.copytree(good[0], tmp_path / "run")
    (folder / "steps.parquet").unlink()
    (folder / "years.parquet").write_bytes(b"garbage")
    data = _provenance(folder)
    data["steps_recorded"] = 3
    del data["files"]["public.parquet"]
    _seal(folder, data, hashes=False)
    with pytest.raises(InputError) as caught:
        RunFolder(folder)
    (problem,) = caught.value.problems
    for part in ("steps.parquet is missing", "years.parquet has 7 bytes", "steps_recorded is 3",
                 "public.parquet", "sizes"):  # fmt: skip
        assert part in str(problem)


def test_a_run_of_other_sources_is_told_which_of_version_and_hash_differs(
    good: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(good[0], tmp_path / "run")
    data = _provenance(folder)
    data["world"]["policy"]["about"] = "Another."
    _seal(folder, data | {"world_hash": sha(data["world"])}, hashes=False)
    assert ask("life", folder, "0").status == 2, "its tables are of another world"
    monkeypatch.setattr("underheaven.record.query.MODEL_VERSION", 99)
    answer = ask("life", good[0], "0")
    assert answer.status == 2
    assert "this is version 99" in answer.err
