"""Where something may be wrong: every mutant of every source that decides, numbered in a fixed order.

Sources are found by pattern, so that a mechanism that is added is mutated with the others.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.mutation.operators import OPERATORS, SHIFTS
from underheaven.kernels import enters

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "underheaven"
DECLARING = {"__init__", "model", "handed", "scheme", "tables"}
"""Files beside rules, phases and compile steps that declare, and decide nothing."""


FOLLOWING = "following"
"""What is known after a step: a kernel of its own."""


@dataclass(frozen=True)
class Mutant:
    """One thing wrong: in which source and function, by which operator, and its number among those there."""

    source: str
    function: str
    operator: str
    number: int
    line: int
    was: str
    becomes: str

    @property
    def name(self) -> str:
        """Under which it is kept: without its line, which moves with every edit above it."""
        return f"{self.source}:{self.function}:{self.operator}:{self.number}"


@dataclass(frozen=True)
class Change:
    """A mutant, and how its source's tree is changed into its own and back."""

    mutant: Mutant
    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    replacement: ast.AST

    def put(self, node: ast.AST) -> None:
        """Put a node, the replacement or the node itself, in the place."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def sources() -> list[Path]:
    """Rules, compile steps and phases of the mechanisms and of the engine, in the order of their paths."""
    found = [path for path in (PACKAGE / "mechanisms").glob("*/*.py") if enters(path.relative_to(PACKAGE))]
    found += [*(PACKAGE / "life").glob("*.py"), *(PACKAGE / "engine" / "compiling").glob("*.py")]
    found = [path for path in found if path.stem not in DECLARING or path.parent.name == "compiling"]
    return sorted({*found, *_phases()})


def _phases() -> set[Path]:
    """What the order of a step is made of, in the engine's own room, and what follows a step."""
    room, found, waiting = PACKAGE / "engine", set[Path](), ["order", FOLLOWING]
    while waiting:
        path = room / f"{waiting.pop()}.py"
        if path in found or not path.exists():
            continue
        tree = parsed(path)
        if path.stem not in ("order", FOLLOWING) and not _is_jitable(tree):
            continue
        found.add(path)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.ImportFrom)
                and node.module
                and node.module.startswith("underheaven.engine.")
            ):
                waiting.append(node.module.removeprefix("underheaven.engine."))
    return found


def _is_jitable(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.ImportFrom) and node.module == "underheaven.jit" for node in tree.body)


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a source."""
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    """A source as it is named: its path in the package."""
    return path.relative_to(PACKAGE).as_posix()


def hash_of(path: Path) -> str:
    """A hash of a source, 16 hex digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@cache
def changes(path: Path) -> tuple[Change, ...]:
    """Every change of a source, in the order of the tree."""
    source, tree = named(path), parsed(path)
    found, numbers = list[Change](), dict[tuple[str, str], int]()
    for function, parent, field, index, node in _places(tree):
        for operator, applied in OPERATORS.items():
            for replacement in applied(node):
                ast.copy_location(replacement, node)
                ast.fix_missing_locations(replacement)
                number = numbers[function, operator] = numbers.get((function, operator), -1) + 1
                line = getattr(node, "lineno", 0)
                mutant = Mutant(source, function, operator, number, line, _told(node), _told(replacement))
                found.append(Change(mutant, parent, field, index, node, replacement))
    return tuple(found)


def _told(node: ast.AST) -> str:
    """A node in one line: of a function or a branch, its head."""
    if isinstance(node, ast.FunctionDef):
        first = node.body[0]
        return f"def {node.name}" + (f": {ast.unparse(first)}" if isinstance(first, ast.Return) else "")
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    return ast.unparse(node).split("\n")[0]


Place = tuple[str, ast.AST, str, int | None, ast.AST]


def _places(tree: ast.Module) -> Iterator[Place]:
    """Every node in a function, with the function's name in the module, and in a constant of the module."""
    for index, node in enumerate(tree.body):
        yield from _defined("", tree, index, node)
        if isinstance(node, ast.Assign) and all(_is_constant(target) for target in node.targets):
            yield from _below("", node, "value", None, node.value)


def _defined(inside: str, parent: ast.AST, index: int, node: ast.AST) -> Iterator[Place]:
    if isinstance(node, ast.FunctionDef):
        name = inside + node.name
        yield name, parent, "body", index, node
        yield from _body(name, node)
    elif isinstance(node, ast.ClassDef):
        for number, item in enumerate(node.body):
            yield from _defined(f"{inside}{node.name}.", node, number, item)


def _body(name: str, function: ast.FunctionDef) -> Iterator[Place]:
    for index, node in enumerate(function.body):
        yield from _below(name, function, "body", index, node)


def _below(name: str, parent: ast.AST, field: str, index: int | None, node: ast.AST) -> Iterator[Place]:
    """A node and all below it; not what is said, declared or refused."""
    if isinstance(node, ast.JoinedStr | ast.Raise | ast.Assert | ast.Import | ast.ImportFrom):
        return
    if isinstance(node, ast.FunctionDef):
        yield from _body(name, node)
        return
    yield name, parent, field, index, node
    for below, value in ast.iter_fields(node):
        if below in ("annotation", "returns") or _is_shifted(node, below):
            continue
        if isinstance(value, ast.AST):
            yield from _below(name, node, below, None, value)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield from _below(name, node, below, number, item)


def _is_shifted(node: ast.AST, field: str) -> bool:
    """How far something is shifted, or that 1 is: there the shift itself is a mutant."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, SHIFTS)):
        return False
    return isinstance(node.right if field == "right" else node.left, ast.Constant)


def _is_constant(target: ast.AST) -> bool:
    if isinstance(target, ast.Tuple):
        return all(map(_is_constant, target.elts))
    return isinstance(target, ast.Name) and target.id.isupper()
