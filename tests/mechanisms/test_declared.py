"""What mechanisms declare of themselves is there, once; and no phase draws outside of it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType, UnionType
from typing import Any, Union, get_args, get_origin

import pytest

from underheaven.counted.columns import Act, Person
from underheaven.counted.events import What
from underheaven.documents.quantity import Model
from underheaven.mechanisms.base import Mechanism
from underheaven.mechanisms.declared import ALL, COLUMNS, MECHANISMS, PURPOSES, check, declared
from underheaven.mechanisms.registry import FOLDER, names, parts_of
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "underheaven"
SPECIFICATION = (ROOT / "docs" / "specification.md").read_text(encoding="utf-8")
PURPOSE_OF = {"words": 3, "once": 3, "philox": 3, "fill": 4}
"""Function of `underheaven.draws` -> the place of the purpose among its arguments."""


def test_what_is_declared_holds_together() -> None:
    check(ALL)
    assert MECHANISMS.keys() == set(names())
    assert len(COLUMNS) > 100
    assert len(PURPOSES) > 20


FAULTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a title twice": (
        "hospital",
        {"title": "Firms"},
        r"title 'Firms' is registered twice, .*'firms'.*'hospital'",
    ),
    "a key twice": ("news", {"keys": ("society.firms",)}, r"key 'society\.firms' is registered twice"),
    "a purpose twice": ("news", {"purposes": ("HEAR", "GAME")}, r"purpose 'GAME' is registered twice"),
    "a purpose not at all": ("news", {"purposes": ()}, r"purpose 'HEAR' is not registered"),
    "no purpose": ("news", {"purposes": ("HEAR", "HAER")}, r"'news' registers the purpose 'HAER'"),
    "drawn again for nothing": ("news", {"draws_again": ("HAER",)}, r"'news' draws again for 'HAER'"),
    "another's and its own": ("news", {"draws_again": ("HEAR",)}, r"'HEAR' and says that it is another's"),
    "a column twice": ("news", {"counts": (Person.REPLACED,)}, r"Person\.REPLACED' is registered twice"),
    "a column not at all": ("renewal", {"counts": ()}, r"Person\.REPLACED' is not registered"),
    "an event twice": (
        "gaming",
        {"events": (What.GAME, What.NEWS)},
        r"event 'What\.NEWS' is registered twice",
    ),
    "an event not at all": ("gaming", {"events": ()}, r"event 'What\.GAME' is not registered"),
    "a column of one name": (
        "credit",
        {"counts": (Act.REPAID, Person.SEEN)},
        r"Person\.SEEN' is registered twice",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_twice_or_not_at_all_is_an_error_by_name(fault: str) -> None:
    name, changes, message = FAULTS[fault]
    with pytest.raises(ValueError, match=message):
        check({**ALL, name: replace(ALL[name], **changes)})


def test_a_folder_that_declares_nothing_is_an_error_by_name() -> None:
    modules = {name: module for name, module in parts_of("mechanism").items() if name != "hospital"}
    for given in (modules, {**modules, "hospital": ModuleType("hospital")}):
        with pytest.raises(ValueError, match="mechanism 'hospital' is not registered"):
            declared(names(), given)


def test_it_is_an_error_when_the_engine_is_imported() -> None:
    code = (
        "from enum import auto; from underheaven.counted import columns\n"
        "class New(columns.Columns): TOKENS = auto()\n"
        "columns.New = New\n"
        "import underheaven.engine.cpu"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ValueError: the column 'New.TOKENS' is not registered" in done.stderr


def models(annotation: Any) -> Iterator[tuple[type[Model], bool]]:
    """The models in an annotation, and whether one is the value of a mapping."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation, False
    elif get_origin(annotation) is dict:
        yield from ((model, True) for model, _ in models(get_args(annotation)[1]))
    elif get_origin(annotation) in (Union, UnionType) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from models(part)


def is_key(path: str) -> bool:
    """Whether a path such as `policy.sources.*.faces` is one of the language."""
    top, *rest = path.split(".")
    at: set[tuple[Any, bool]] = {({"policy": Policy, "society": Society}[top], False)}
    for step in rest:
        if step == "*":
            at = {(model, False) for model, entries in at if entries}
            continue
        fields = [
            model.model_fields[step] for model, entries in at if not entries and step in model.model_fields
        ]
        if not fields:
            return False
        at = {found for field in fields for found in models(field.annotation)}
    return True


@pytest.mark.parametrize("name", ALL)
def test_keys_and_sections_exist(name: str) -> None:
    mechanism = ALL[name]
    for key in mechanism.keys:
        assert is_key(key), key
    assert not is_key("policy.sources.faces")
    for section in mechanism.sections:
        heading = rf"\*\*{re.escape(section)}\b" if "." in section else rf"## {section}\. "
        assert re.search(rf"^{heading}", SPECIFICATION, flags=re.MULTILINE), section


def test_every_key_of_a_policy_and_every_safeguard_is_somebody_s() -> None:
    owned = {key for each in ALL.values() for key in each.keys}
    told = {"policy", "title", "about", "corrections", "safeguards", "structure"}
    fields = {f"policy.{name}" for name in Policy.model_fields if name not in told}
    safeguards = {
        f"policy.safeguards.{name}" for name in type(Policy.model_fields["safeguards"].default).model_fields
    }
    assert (fields | safeguards) - owned == set()


def purposes_in(tree: ast.AST) -> set[str]:
    """Purposes that a source names, as `draws.GAME` or imported."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "draws":
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom) and node.module == "underheaven.draws":
            found |= {alias.name for alias in node.names}
    return found & set(PURPOSES)


def unnamed(tree: ast.AST) -> Iterator[int]:
    """Lines that draw for something else than a purpose by its name, or a variable."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in PURPOSE_OF and len(node.args) > PURPOSE_OF[called] + 1:
            purpose = node.args[PURPOSE_OF[called]]
            if not isinstance(purpose, ast.Attribute | ast.Name):
                yield node.lineno


@cache
def drawn() -> dict[str, set[str]]:
    """Room or mechanism -> purposes that its sources name."""
    found: dict[str, set[str]] = {name: set() for name in ALL}
    for folder in (FOLDER, PACKAGE / "engine", PACKAGE / "society", PACKAGE / "life"):
        for path in folder.rglob("*.py"):
            parts = path.relative_to(PACKAGE).parts
            if "reference" in parts:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            named = purposes_in(tree)
            owner = parts[1] if parts[0] == "mechanisms" else "engine" if parts[0] == "life" else parts[0]
            if named or owner in found:
                found[owner] |= named
            assert list(unnamed(tree)) == [], path
    return found


@pytest.mark.parametrize("name", ALL)
def test_no_phase_draws_outside_the_purposes_of_its_mechanism(name: str) -> None:
    mechanism: Mechanism = ALL[name]
    assert drawn()[name] <= {*mechanism.purposes, *mechanism.draws_again}


@pytest.mark.parametrize("name", ALL)
def test_what_is_declared_as_drawn_is_drawn(name: str) -> None:
    """Its own by itself or by whoever says so; another's by itself."""
    mechanism, found = ALL[name], drawn()
    assert set(mechanism.draws_again) <= found[name]
    for purpose in mechanism.purposes:
        assert any(purpose in found[other] for other in (name, *ALL)), purpose


def test_the_law_sees_a_phase_that_draws_for_another() -> None:
    kernel = (FOLDER / "news" / "kernel.py").read_text(encoding="utf-8")
    assert purposes_in(ast.parse(kernel)) == {"HEAR"}
    assert purposes_in(ast.parse(kernel.replace("draws.HEAR", "draws.GAME"))) == {"GAME"}
    assert list(unnamed(ast.parse(kernel.replace("draws.HEAR", "6")))) != []
