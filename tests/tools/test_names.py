"""A tool that is run by its path puts its folder first among those that are imported from."""

from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from tests.commands.asking import ROOT

TOOLS = sorted(
    path.stem
    for path in (ROOT / "tools").iterdir()
    if path.suffix == ".py" or (path / "__init__.py").exists()
)


@pytest.mark.parametrize("name", TOOLS)
def test_no_tool_hides_a_module_that_others_import(name: str) -> None:
    found = PathFinder.find_spec(name)
    assert found is None or found.origin is None or Path(found.origin).is_relative_to(ROOT / "tools"), name
