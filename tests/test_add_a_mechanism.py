"""The page on adding a mechanism, followed to the letter in a copy of the package."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "add-a-mechanism.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^(?:New file `(?P<name>[^`]+)` in `(?P<folder>[^`]+)`"
    r"|In `(?P<path>[^`]+)`, (?P<where>before|after|instead of) the line `(?P<line>[^`]+)`)"
    r":\n\n```\w+\n(?P<code>.*?)^```$",
    flags=re.MULTILINE | re.DOTALL,
)
MOST_LINES = 100
LIVED = """
from tests.engine.small import shipped
from underheaven.engine.cpu import simulate
print(simulate(shipped(days=14, citizens=200)).digests["run"])
"""


class Done(NamedTuple):
    code: int
    text: str


def elsewhere(folder: Path, *words: str) -> Done:
    """What a process of plain Python prints in a copy of the package."""
    done = subprocess.run(
        [sys.executable, *words],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout + done.stderr)


def follow(folder: Path) -> None:
    """Do in a folder what each block of the page says."""
    for block in BLOCK.finditer(PAGE):
        code = block["code"]
        if block["name"]:
            path = folder / block["folder"] / block["name"]
            assert not path.exists(), f"{path.name} is there already"
            path.write_text(code, encoding="utf-8")
            continue
        path, line = folder / block["path"], block["line"] + "\n"
        text = path.read_text(encoding="utf-8")
        assert f"\n{text}".count(f"\n{line}") == 1, f"{block['path']} has not one line {block['line']}"
        new = {"before": code + line, "after": line + code, "instead of": code}[block["where"]]
        path.write_text(f"\n{text}".replace(f"\n{line}", f"\n{new}")[1:], encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with its tests and tools, changed as the page says."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("underheaven", "tests", "docs", "tools", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    follow(folder)
    return folder


def test_every_block_says_where_it_goes() -> None:
    assert len(list(BLOCK.finditer(PAGE))) == len(re.findall(r"^```\w", PAGE, flags=re.MULTILINE)) > 0


def test_it_takes_less_than_a_hundred_lines() -> None:
    assert sum(block["code"].count("\n") for block in BLOCK.finditer(PAGE)) < MOST_LINES


def test_the_page_s_own_tests_hold(copy: Path) -> None:
    """They compare the two engines, and see what the mechanism does."""
    tests = [f"{block['folder']}{block['name']}" for block in BLOCK.finditer(PAGE) if block["name"]]
    tests = [path for path in tests if path.startswith("tests/")]
    assert len(tests) > 1
    done = elsewhere(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert done.code == 0, done.text


def test_where_it_is_off_the_unchanged_package_gives_the_same_digest(copy: Path) -> None:
    there, here = elsewhere(copy, "-c", LIVED), elsewhere(ROOT, "-c", LIVED)
    assert re.fullmatch(r"[0-9a-f]{64}\n", here.text), here.text
    assert there == here


def test_the_page_on_policies_names_the_new_key(copy: Path) -> None:
    done = elsewhere(
        copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/policy/test_page.py", "-k", "key"
    )
    assert done.code == 0, done.text


def test_its_code_is_in_the_style_of_the_house(copy: Path) -> None:
    done = elsewhere(copy, "-m", "ruff", "check", "--no-cache", "underheaven", "tests")
    assert done.code == 0, done.text
