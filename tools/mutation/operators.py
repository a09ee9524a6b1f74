"""What may be wrong: each operator replaces one node of a function's syntax tree by another.

An operator has a name and a sentence, and gives for a node what may stand in its place: nothing where it does
not apply. What another operator does better is left out: a comparison is moved by its boundary, so that it
is not negated as well.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any

Replacements = Iterator[ast.AST]

BOUNDARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
EQUALITY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
}  # fmt: skip
BITS: dict[type[ast.operator], type[ast.operator]] = {
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr,
}  # fmt: skip
SHIFTS = (ast.LShift, ast.RShift)
CLAMPS = ("min", "max")
UNORDERED = (*CLAMPS, "range", "zip", "isinstance", "len", "replace", "getattr")
"""Functions of which swapped arguments say the same, or are no mistake that anybody makes."""


def boundary(node: ast.AST) -> Replacements:
    """`<` becomes `<=`, `>` becomes `>=`, and the other way round."""
    yield from _compared(node, BOUNDARY)


def equality(node: ast.AST) -> Replacements:
    """`==` becomes `!=`, `is` becomes `is not`, `in` becomes `not in`, and the other way round."""
    yield from _compared(node, EQUALITY)


def _compared(node: ast.AST, others: dict[type[ast.cmpop], type[ast.cmpop]]) -> Replacements:
    if isinstance(node, ast.Compare):
        for number, op in enumerate(node.ops):
            if type(op) in others:
                changed = copy.copy(node)
                changed.ops = [*node.ops[:number], others[type(op)](), *node.ops[number + 1 :]]
                yield changed


def arithmetic(node: ast.AST) -> Replacements:
    """`+` becomes `-` and the other way round, `*` becomes `+`, a division `*`, a remainder a quotient."""
    yield from _computed(node, ARITHMETIC)


def bits(node: ast.AST) -> Replacements:
    """`&` becomes `|` and the other way round, `^` becomes `|`."""
    yield from _computed(node, BITS)


def _computed(node: ast.AST, others: dict[type[ast.operator], type[ast.operator]]) -> Replacements:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in others:
        changed = copy.copy(node)
        changed.op = others[type(node.op)]()
        yield changed


def shift(node: ast.AST) -> Replacements:
    """A shift goes one bit further."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, SHIFTS):
        changed = copy.copy(node)
        changed.right = (
            ast.Constant(node.right.value + 1)
            if isinstance(node.right, ast.Constant) and isinstance(node.right.value, int)
            else ast.BinOp(node.right, ast.Add(), ast.Constant(1))
        )
        yield changed


def constant(node: ast.AST) -> Replacements:
    """A whole number is one more; true becomes false and the other way round."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def logic(node: ast.AST) -> Replacements:
    """`and` becomes `or` and the other way round."""
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def condition(node: ast.AST) -> Replacements:
    """A condition that is no comparison is negated."""
    if isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare):
        changed = copy.copy(node)
        negated = isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not)
        changed.test = node.test.operand if negated else ast.UnaryOp(ast.Not(), node.test)  # type: ignore[attr-defined]
        yield changed


def clamp(node: ast.AST) -> Replacements:
    """The smaller or the larger of two becomes one of them: the one that is no limit, or each."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLAMPS):
        return
    if len(node.args) == 2 and not node.keywords and not any(isinstance(a, ast.Starred) for a in node.args):
        free = [each for each in node.args if not _is_limit(each)]
        yield from free or node.args


def _is_limit(node: ast.AST) -> bool:
    """Whether an expression is a number or a name in capitals, or made of such."""
    return all(
        isinstance(
            part, ast.Constant | ast.BinOp | ast.UnaryOp | ast.operator | ast.unaryop | ast.expr_context
        )
        or (isinstance(part, ast.Name) and part.id.isupper())
        for part in ast.walk(node)
    )


def statement(node: ast.AST) -> Replacements:
    """What is counted, stored in a place, or done by a call of its own is left out."""
    stored = isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Subscript | ast.Attribute) for target in node.targets
    )
    called = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.YieldFrom | ast.Yield)
    if stored or called or isinstance(node, ast.AugAssign):
        yield ast.Pass()


def arguments(node: ast.AST) -> Replacements:
    """The first two arguments of a call that differ are swapped."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)) or node.func.id in UNORDERED:
        return
    texts = [ast.unparse(each) for each in node.args]
    for number in range(len(texts) - 1):
        if texts[number] != texts[number + 1] and not any(text.startswith("*") for text in texts):
            changed = copy.copy(node)
            changed.args = list(node.args)
            changed.args[number : number + 2] = reversed(node.args[number : number + 2])
            yield changed
            return


def jump(node: ast.AST) -> Replacements:
    """`continue` becomes `break`."""
    if isinstance(node, ast.Continue):
        yield ast.Break()


def early(node: ast.AST) -> Replacements:
    """A function returns at once: nothing, 0, or false, as it says that it does."""
    at_once: dict[str, Any] = {"None": None, "int": 0, "bool": False}
    if isinstance(node, ast.FunctionDef) and node.returns is not None and not node.name.startswith("__"):
        says = ast.unparse(node.returns)
        if says in at_once and not _is_trivial(node):
            changed = copy.copy(node)
            # What is behind it stays, so that a generator is still one.
            changed.body = [ast.Return(ast.Constant(at_once[says])), *node.body]
            yield changed


def _is_trivial(node: ast.FunctionDef) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Return) and isinstance(last.value, ast.Constant) and len(node.body) <= 2


OPERATORS: dict[str, Callable[[ast.AST], Replacements]] = {
    operator.__name__: operator
    for operator in (
        boundary, equality, arithmetic, bits, shift, constant, logic, condition, clamp, statement, arguments,
        jump, early,
    )
}  # fmt: skip
"""By name, in the order in which they are applied to a node."""
