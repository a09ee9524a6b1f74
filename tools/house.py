"""The house: which room is on which floor, what imports what, and a picture of both.

    python -m tools.house docs/pictures/house.svg

Imports point downwards, from one floor to a lower one; `tests/test_docs.py` holds every import to it. A
mechanism is a room of its own that reaches through the floors: each of its parts is on the floor of its kind.
"""

from __future__ import annotations

import argparse
import ast
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

from underheaven.mechanisms.declared import MECHANISMS
from underheaven.report.theme import BLUE, EMPTY, FONT, GREY, INK, PALE_BLUE, PAPER, QUIET

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "underheaven"
RANKS = (
    {"caching"}, {"sealed"}, {"linking", "jit"},
    {"documents", "draws", "faults", "counted", "integer_tables", "keys", "registry"},
    {"kernels", "by_address"}, {"models"}, {"society"}, {"policy"}, {"life"}, {"engine"},
    {"record"}, {"measure"}, {"study"}, {"report"}, {"verify", "observatory", "distributed"}, {"notebook"},
    {"commands"}, {"cli"}, {"__main__"},
)  # fmt: skip
"""The rooms of each floor, from the lowest; `models` are the keys of mechanisms, and what these share."""
RANK = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}
FLOORS = {
    "mechanism": "models", "model": "models", "scheme": "models", "checks": "society", "said": "policy",
    "offered": "policy", "safeguard": "policy", "idle": "policy", "coherence": "policy",
    "demands": "policy", "screened": "policy", "rule": "life", "measures": "measure", "pair": "study",
    "structure": "study",
    "effects": "verify", "form": "report", "picture": "report", "__init__": "registry",
}  # fmt: skip
"""In a mechanism's folder each part lives on the floor of its kind; all else of it is the engine's."""
LISTS = {"registry": "registry", "base": "models", "shared": "models", "declared": "models"}
"""What all mechanisms share, beside their folders."""
UNSEEN = {
    "registry", "caching", "sealed", "faults", "kernels", "linking", "jit", "keys", "integer_tables",
    "by_address", "__main__",
}  # fmt: skip
"""What every room may use, and what begins: not drawn."""
DRAWN = [rank for rank in reversed(range(len(RANKS))) if RANKS[rank] - UNSEEN]
HIGH, WIDE, LEFT, COLUMN, TOP = 44, 104, 372, 27, 125
"""Pixels: of a floor and a room, where the first mechanism is and how far the next, and above the floors."""


def room_of(module: str) -> str:
    """The room of a module of the package, such as `underheaven.mechanisms.hospital.rule`."""
    _, room, *rest = module.split(".")
    if room != "mechanisms":
        return room
    if not rest or rest[0] in LISTS:
        return LISTS[rest[0]] if rest else "registry"
    part = rest[1] if len(rest) > 1 else "__init__"
    return FLOORS.get(part.partition("_of_")[0], "engine")


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports anywhere. ValueError for a relative import."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                raise ValueError(f"{path} imports by a relative name")
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name for name in names if name.startswith("underheaven."))


def module_of(path: Path) -> str:
    """A file of the package as a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def mechanism_of(module: str) -> str | None:
    """The mechanism to whose folder a module belongs."""
    _, room, *rest = module.split(".")
    return rest[0] if room == "mechanisms" and rest and rest[0] in MECHANISMS else None


def imports() -> Iterator[tuple[str, str]]:
    """Each import of the package: the module that imports, and what it imports."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ((module_of(path), name) for name in imported(path))


def picture() -> str:
    """The house as SVG."""
    edges = {(room_of(one), room_of(other)) for one, other in imports() if not mechanism_of(one)}
    edges = {(one, other) for one, other in edges if one in PLACES and other in PLACES and one != other}
    between = {(mechanism_of(one), mechanism_of(other)) for one, other in imports()}
    parts = Counter(
        (name, RANK[room_of(module_of(path))])
        for path in PACKAGE.rglob("*.py")
        if path.stem != "__init__" and (name := mechanism_of(module_of(path)))
    )
    right = LEFT + COLUMN * len(MECHANISMS)
    bottom = TOP + HIGH * len(DRAWN)
    shapes = [*_floors(right), *_lines(_direct(edges)), *_rooms(), *_shafts(parts), *_arcs(between, bottom)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right + 70} {bottom + 80}" font-family="'
        f'{escape(FONT)}" font-size="12" fill="{INK}"><rect width="100%" height="100%" fill="{PAPER}"/>\n'
        + "\n".join(shapes)
        + "\n</svg>\n"
    )


def _height(rank: int) -> int:
    """Where a floor begins."""
    return TOP + HIGH * DRAWN.index(rank)


def _places() -> dict[str, tuple[float, float]]:
    """The middle of each room that is drawn: those that are folders or files of the package."""
    found = {}
    for rank in DRAWN:
        rooms = sorted(RANKS[rank] - UNSEEN - {"models"})
        for number, room in enumerate(rooms):
            x = 16 + WIDE / 2 + (number + (3 - len(rooms)) / 2) * (WIDE + 12)
            found[room] = (x, _height(rank) + HIGH / 2)
    return found


PLACES = _places()


def _direct(edges: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The imports between rooms that no chain of others stands for."""

    def reached(one: str, other: str) -> bool:
        return any((one, via) in edges and (via == other or reached(via, other)) for via in PLACES)

    return sorted(
        (one, other)
        for one, other in edges
        if not any((one, via) in edges and via != other and reached(via, other) for via in PLACES)
    )


def _floors(right: int) -> Iterator[str]:
    for number, rank in enumerate(DRAWN):
        fill = EMPTY if number % 2 else PAPER
        yield f'<rect x="8" y="{_height(rank)}" width="{right}" height="{HIGH}" fill="{fill}"/>'


def _lines(edges: list[tuple[str, str]]) -> Iterator[str]:
    for one, other in edges:
        (x, y), (to, end) = PLACES[one], PLACES[other]
        y, end = y + 13, end - 13
        bend = (end - y) / 2
        path = f"M{x:g},{y:g}C{x:g},{y + bend:g} {to:g},{end - bend:g} {to:g},{end:g}"
        yield f'<path d="{path}" fill="none" stroke="{GREY}" stroke-width="1.3"/>'


def _rooms() -> Iterator[str]:
    for room, (x, y) in PLACES.items():
        yield (
            f'<rect x="{x - WIDE / 2:g}" y="{y - 13:g}" width="{WIDE}" height="26" rx="4" fill="{PAPER}" '
            f'stroke="{INK}"/><text x="{x:g}" y="{y + 4:g}" text-anchor="middle">{escape(room)}</text>'
        )


def _shafts(parts: Counter[tuple[str, int]]) -> Iterator[str]:
    """A mechanism through the floors: how many files it has on each."""
    for number, (name, mechanism) in enumerate(MECHANISMS.items()):
        x = LEFT + COLUMN * number + COLUMN / 2
        ranks = [rank for at, rank in parts if at == name]
        y, end = _height(max(ranks)) + 5, _height(min(ranks)) + HIGH - 5
        yield (
            f'<rect x="{x - 10:g}" y="{y}" width="20" height="{end - y}" rx="4" fill="{PALE_BLUE}" '
            f'stroke="{BLUE}"/><text transform="translate({x + 4:g},{TOP - 8})rotate(-60)">'
            f"{escape(mechanism.title)}</text>"
        )
        for rank in sorted(ranks):
            middle = _height(rank) + HIGH / 2
            yield f'<text x="{x:g}" y="{middle + 4:g}" text-anchor="middle">{parts[name, rank]}</text>'


def _arcs(between: set[tuple[str | None, str | None]], bottom: int) -> Iterator[str]:
    """What one mechanism takes from another."""
    names = list(MECHANISMS)
    pairs = {frozenset(pair) for pair in between if None not in pair and len(set(pair)) == 2}
    for low, high in sorted(sorted(names.index(str(name)) for name in pair) for pair in pairs):
        x, to = (LEFT + COLUMN * number + COLUMN / 2 for number in (low, high))
        deep = bottom + 8 + 5 * (high - low)
        path = f"M{x:g},{bottom - 2}C{x:g},{deep} {to:g},{deep} {to:g},{bottom - 2}"
        yield f'<path d="{path}" fill="none" stroke="{BLUE}" stroke-width="1.3"/>'
    told = (
        "Lines: what imports what, where no chain of others does.",
        "Numbers: files of a mechanism on the floor; its keys and",
        "what it declares are on the floor without a room.",
    )
    for number, line in enumerate(told):
        yield f'<text x="16" y="{bottom + 26 + 18 * number}" fill="{QUIET}">{line}</text>'


def main() -> None:
    """Draw it into a file."""
    parser = argparse.ArgumentParser(prog="python -m tools.house", description=__doc__)
    parser.add_argument("path", type=Path, help="the file that is written")
    path = parser.parse_args().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
