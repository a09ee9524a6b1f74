"""No function takes more than eight arguments; what has more is listed here, and the list can only shrink."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "underheaven"
MOST = 8
COMMANDS = "commands/line"
"""The options of a command are the arguments of its function."""
LISTED = {
    # The public interface: keywords with defaults, one for each thing that may be asked for.
    "notebook/ablation.py ablate",
    "notebook/comparison.py compare",
    "notebook/search.py seek",
    "notebook/studies.py sensitivity",
    "notebook/studies.py sweep",
    "notebook/world.py __init__",
}


def many(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file, and how many arguments it takes but for itself."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            given = node.args
            names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
            names += [each.arg for each in (given.vararg, given.kwarg) if each is not None]
            yield (
                getattr(node, "name", "lambda"),
                len([each for each in names if each not in ("self", "cls")]),
            )


def test_no_function_takes_more_than_eight_arguments() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE)
        if place.parent.as_posix() != COMMANDS:
            found |= {f"{place.as_posix()} {name}" for name, number in many(path) if number > MOST}
    assert found - LISTED == set(), "give what belongs together as one thing"
    assert LISTED - found == set(), "these have few now: strike them off the list"
