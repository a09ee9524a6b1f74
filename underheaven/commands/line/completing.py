"""What the shell may complete: names of the catalogue, runs that lie below, files, measures and pictures.

It runs at every press of a key, so it looks at names of files alone and imports nothing of the laboratory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from underheaven.commands.line.names import HARMS, KEYS, MEASURES, PICTURES, QUESTIONS, TABLES
from underheaven.mechanisms.registry import names_of

PACKAGE = Path(__file__).resolve().parents[2]
RUN_FILE = "provenance.json"
DEPTH = 3
"""Folders below this one in which runs are looked for."""
MOST = 2_000
"""Folders that are looked at, at most: completion must not wait for a disk."""
Complete = Callable[[str], list[str]]


def policies(incomplete: str) -> list[str]:
    """Policies of the catalogue, and YAML files."""
    return [*_beginning(_catalogue("policy"), incomplete), *files(incomplete)]


def societies(incomplete: str) -> list[str]:
    """Societies of the catalogue, and YAML files."""
    return [*_beginning(_catalogue("society"), incomplete), *files(incomplete)]


def calibrations(incomplete: str) -> list[str]:
    """Calibrations that are shipped, and YAML files."""
    place = PACKAGE / "study" / "calibrating" / "catalogue"
    names = sorted(path.parent.name for path in place.glob("*/calibration.yaml"))
    return [*_beginning(names, incomplete), *files(incomplete)]


def either(incomplete: str) -> list[str]:
    """Policies and societies."""
    names = [*_catalogue("policy"), *_catalogue("society")]
    return [*_beginning(names, incomplete), *files(incomplete)]


def runs(incomplete: str) -> list[str]:
    """Folders of runs."""
    return _beginning(sorted(str(path) for path in _runs()), incomplete)


def runs_or_policies(incomplete: str) -> list[str]:
    """What a life or a brief may be laid beside."""
    return [*runs(incomplete), *policies(incomplete)]


def files(incomplete: str) -> list[str]:
    """YAML files of the folder that is being typed, and the folders in it."""
    folder = incomplete.rpartition("/")[0]
    try:
        there = sorted(Path(folder or ".").iterdir())
    except OSError:
        return []
    lead = f"{folder}/" if folder or incomplete.startswith("/") else ""
    names = [lead + path.name for path in there if path.suffix in (".yaml", ".yml")]
    return _beginning([*names, *(f"{lead}{path.name}/" for path in there if path.is_dir())], incomplete)


def one_of(names: tuple[str, ...]) -> Complete:
    """A completion by fixed names."""

    def complete(incomplete: str) -> list[str]:
        return _beginning(names, incomplete)

    return complete


def listed(names: tuple[str, ...]) -> Complete:
    """A completion by fixed names, of which several stand with commas between them."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [f"{before}{comma}{name}" for name in _beginning(names, last)]

    return complete


measures, pictures, tables = one_of(MEASURES), one_of(PICTURES), one_of(TABLES)
questions, harms = one_of(QUESTIONS), one_of(HARMS)
outcomes, study_keys = one_of((*HARMS, *MEASURES)), one_of(KEYS)


def safeguards(incomplete: str) -> list[str]:
    """Names of safeguards, of which several stand with commas between them."""
    return listed(names_of("safeguard"))(incomplete)


def _beginning(names: tuple[str, ...] | list[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _catalogue(kind: str) -> list[str]:
    return sorted(path.stem for path in (PACKAGE / kind / "catalogue").glob("*.yaml"))


def _runs() -> Iterator[Path]:
    """Folders of runs below this one, none of them inside another."""
    waiting, seen = [(Path(), 0)], 0
    while waiting and seen < MOST:
        folder, depth = waiting.pop(0)
        seen += 1
        try:
            if depth and (folder / RUN_FILE).is_file():
                yield folder
            elif depth < DEPTH:
                inside = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
                waiting += [(path, depth + 1) for path in inside if path.is_dir() and not path.is_symlink()]
        except OSError:
            continue
