"""The page on adding a mechanism, followed to the letter in a copy of the package; then everything that lists
mechanisms, or lives a world, is asked about the new one."""

import ast
import os
import re
import shlex
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
BLOCKS = [*BLOCK.finditer(PAGE)]
COMMANDS = re.findall(r"^```sh\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
HOME, LAWS = "underheaven/mechanisms/mercy/", "tests/mechanisms/mercy/"
ELSEWHERE = {
    "docs/specification.md": 2,
    "underheaven/engine/reference/scheme.py": 7,
    "underheaven/engine/reference/recording.py": 1,
    "underheaven/engine/recording.py": 2,
}
"""File outside of the mechanism's own -> lines that the page adds: in the order, a call and its import."""
COPIED = ("underheaven", "tests", "docs", "tools", "benchmarks", "data", ".ci")
POLICY = """reform_of: article-2019
policy: merciful
title: Whoever has little loses less
safeguards: {mercy: 0.5}
"""
WORLD = "--society riverton --citizens 2000 --from 2020-01-01 --to 2020-06-30"
AFFECTED = (
    "tests/mechanisms/mercy",
    "tests/mechanisms/test_declared.py",
    "tests/mechanisms/test_parts.py",
    "tests/policy/test_page.py",
    "tests/policy/test_idle.py",
    "tests/commands/test_described.py",
    "tests/commands/test_line.py",
    "tests/report/test_assessment.py",
    "tests/study/test_safeguards.py",
    *(f"tests/engine/test_equal.py::test_random_worlds[{seed}]" for seed in range(0, 60, 3)),
    "tests/engine/test_equal.py::test_drawn_worlds",
    "tests/record/test_telling.py",
    "tests/record/test_lives_by_reference.py",
    "tests/test_worlds.py",
    "tests/test_docs.py",
    "tests/frozen",
)
"""Tests of all that asks mechanisms, of worlds drawn by lot and their lives, and that nothing has moved.

Every third of the worlds that are lived twice: all of them are lived outside of the copy.
"""


class Done(NamedTuple):
    code: int
    text: str


def elsewhere(folder: Path, *words: str, plain: bool = False) -> Done:
    """What a process of Python prints in a copy of the package; `plain`: with nothing compiled."""
    surroundings = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, *words],
        env={**surroundings, "NUMBA_DISABLE_JIT": "1"} if plain else surroundings,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout + done.stderr)


def underheaven(folder: Path, line: str) -> str:
    """What a command prints in the copy; it must succeed."""
    done = elsewhere(folder, "-m", "underheaven", *shlex.split(line))
    assert done.code == 0, done.text
    return done.text


def path_of(block: re.Match[str]) -> str:
    return block["path"] or f"{block['folder']}{block['name']}"


def follow(folder: Path) -> None:
    """Do in a folder what each block of the page says."""
    for block in BLOCKS:
        path, code = folder / path_of(block), block["code"]
        if block["name"]:
            assert not path.exists(), f"{path.name} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(code, encoding="utf-8")
            continue
        line, text = block["line"] + "\n", path.read_text(encoding="utf-8")
        assert f"\n{text}".count(f"\n{line}") == 1, f"{block['path']} has not one line {block['line']}"
        new = {"before": code + line, "after": line + code, "instead of": code}[block["where"]]
        path.write_text(f"\n{text}".replace(f"\n{line}", f"\n{new}")[1:], encoding="utf-8")
    for command in COMMANDS:
        python, *words = shlex.split(command)
        assert python == "python"
        done = elsewhere(folder, *words)
        assert done.code == 0, done.text


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with its tests and tools, changed as the page says, and a policy with the key."""
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, folder)
    follow(folder)
    (folder / "merciful.yaml").write_text(POLICY, encoding="utf-8")
    return folder


def test_every_block_says_where_it_goes() -> None:
    assert len(BLOCKS) + len(COMMANDS) == len(re.findall(r"^```\w", PAGE, flags=re.MULTILINE))
    assert min(len(BLOCKS), len(COMMANDS)) > 0


def test_a_safeguard_is_a_folder_a_call_and_its_rule_in_the_reference() -> None:
    added: dict[str, int] = {}
    for block in BLOCKS:
        if not path_of(block).startswith((HOME, LAWS)):
            added[path_of(block)] = added.get(path_of(block), 0) + block["code"].count("\n")
    assert added == ELSEWHERE
    assert {path_of(block).removeprefix(HOME) for block in BLOCKS} >= {
        "mechanism.py",
        "model.py",
        "safeguard.py",
    }


def test_nothing_of_the_folder_is_known_to_the_reference(copy: Path) -> None:
    for path in (copy / "underheaven" / "engine" / "reference").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                named = [f"{node.module}.{alias.name}" for alias in node.names]
            assert not [name for name in named if "mercy" in name], path


def test_its_code_is_in_the_style_of_the_house(copy: Path) -> None:
    for words in (("check",), ("format", "--check")):
        done = elsewhere(copy, "-m", "ruff", *words, "--no-cache", "underheaven", "tests")
        assert done.code == 0, done.text


def test_the_new_key_is_shown_completed_and_documented(copy: Path) -> None:
    shown = underheaven(copy, "show merciful.yaml")
    assert re.search(r"^mercy +50 %", shown, flags=re.MULTILINE), shown
    assert '"mercy"' in underheaven(copy, "schema policy")
    for page in ("policies", "safeguards", "architecture"):
        assert "mercy" in (copy / "docs" / f"{page}.md").read_text(encoding="utf-8"), page
    code = "from underheaven.commands.line.completing import safeguards; print(safeguards('notice,me'))"
    assert elsewhere(copy, "-c", code) == Done(0, "['notice,mercy']\n")


def test_a_policy_that_has_it_is_lived_audited_and_weighed(copy: Path) -> None:
    assert "merciful.yaml: no errors" in underheaven(copy, "check merciful.yaml --society riverton")
    for policy, out in (("merciful.yaml", "out/mercy"), ("article-2019", "out/none")):
        underheaven(copy, f"run {policy} {WORLD} --out {out}")
    code = (
        "import underheaven as uh\n"
        "lost = [uh.open(f'out/{name}').measures['points_lost'].measure.all for name in ('mercy', 'none')]\n"
        "print(0 < lost[0].value < lost[1].value)"
    )
    assert elsewhere(copy, "-c", code) == Done(0, "True\n")
    assert underheaven(copy, "audit out/mercy")
    for citizen in (0, 7, 1_999):
        assert f"citizen {citizen}" in underheaven(copy, f"life out/mercy {citizen} --all").lower()
    weighed = underheaven(copy, f"ablate article-2019 {WORLD} --safeguards mercy,notice")
    assert "mercy" in weighed


def test_all_that_asks_mechanisms_and_worlds_drawn_by_lot_hold(copy: Path) -> None:
    done = elsewhere(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *AFFECTED)
    assert done.code == 0, done.text
