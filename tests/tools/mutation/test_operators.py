"""Each operator makes what its name says, and nothing else."""

import ast

import pytest

from tools.mutation.operators import OPERATORS

MADE: dict[str, dict[str, list[str]]] = {
    "boundary": {
        "a < b": ["a <= b"],
        "a >= b": ["a > b"],
        "0 < a <= b": ["0 <= a <= b", "0 < a < b"],
        "a == b": [],
    },
    "equality": {"a == b": ["a != b"], "a is not None": ["a is None"], "a in b": ["a not in b"], "a < b": []},
    "arithmetic": {
        "a + b": ["a - b"],
        "a * b": ["a + b"],
        "a // b": ["a * b"],
        "a % b": ["a // b"],
        "a += b": ["a -= b"],
        "a | b": [],
    },
    "bits": {"a & b": ["a | b"], "a ^ b": ["a | b"], "a |= b": ["a &= b"], "a >> b": []},
    "shift": {"a >> 16": ["a >> 17"], "1 << n": ["1 << n + 1"], "a + 1": []},
    "constant": {"f(1)": ["f(2)"], "True": ["False"], "a": [], "'1'": []},
    "logic": {"a and b": ["a or b"], "a or b": ["a and b"], "not a": []},
    "condition": {
        "if a:\n    b": ["if not a:\n    b"],
        "b if not a else c": ["b if a else c"],
        "if a < 1:\n    b": [],
    },
    "clamp": {
        "min(MOST, a)": ["a"],
        "max(a, 1 << 3)": ["a"],
        "min(a, b)": ["a", "b"],
        "max(a)": [],
        "f(a, b)": [],
    },
    "statement": {"a += 1": ["pass"], "a[0] = 1": ["pass"], "f(a)": ["pass"], "a = 1": []},
    "arguments": {"f(a, b)": ["f(b, a)"], "f(a, a, c)": ["f(a, c, a)"], "min(a, b)": [], "f(a)": []},
    "jump": {"while a:\n    continue": ["while a:\n    break"], "while a:\n    break": []},
    "early": {
        "def f() -> int:\n    return a": ["def f() -> int:\n    return 0\n    return a"],
        "def f() -> None:\n    g()": ["def f() -> None:\n    return None\n    g()"],
        "def f() -> bool:\n    return a": ["def f() -> bool:\n    return False\n    return a"],
        "def f() -> str:\n    return a": [],
        "def f() -> int:\n    return 0": [],
    },
}  # fmt: skip
"""By operator: a source, and what it may become by it."""


def mutants(name: str, source: str) -> list[str]:
    """All that an operator makes of a source, node by node."""
    found, operator = list[str](), OPERATORS[name]
    tree = ast.parse(source)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if not isinstance(node, ast.AST):
                    continue
                for replacement in operator(node):
                    place = getattr(parent, field)
                    if index is None:
                        setattr(parent, field, replacement)
                    else:
                        place[index] = replacement
                    found.append(ast.unparse(ast.fix_missing_locations(tree)))
                    if index is None:
                        setattr(parent, field, node)
                    else:
                        place[index] = node
    return found


def test_every_operator_has_its_examples() -> None:
    assert MADE.keys() == OPERATORS.keys()


@pytest.mark.parametrize("name", OPERATORS)
def test_an_operator_makes_what_its_name_says(name: str) -> None:
    for source, expected in MADE[name].items():
        assert mutants(name, source) == expected, source


@pytest.mark.parametrize("name", OPERATORS)
def test_a_mutant_is_never_the_source(name: str) -> None:
    for source, expected in MADE[name].items():
        assert ast.unparse(ast.parse(source)) not in expected
        assert bool(OPERATORS[name].__doc__)
