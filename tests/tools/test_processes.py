"""What other processes are to do is where they find it."""

import ast
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
POOLS = ("multiprocessing", "concurrent")


def _asks_processes(tree: ast.Module) -> bool:
    names = [each.name for part in ast.walk(tree) if isinstance(part, ast.Import) for each in part.names]
    names += [part.module or "" for part in ast.walk(tree) if isinstance(part, ast.ImportFrom)]
    return any(name.split(".")[0] in POOLS for name in names)


@pytest.mark.parametrize("path", sorted(TOOLS.glob("*/__main__.py")), ids=lambda path: path.parent.name)
def test_a_package_s_main_file_hands_nothing_of_its_own_to_other_processes(path: Path) -> None:
    """A process that is spawned does not read it, and finds none of its functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if _asks_processes(tree):
        assert [part.name for part in tree.body if isinstance(part, ast.FunctionDef)] == ["main"]
