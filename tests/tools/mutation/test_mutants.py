"""Mutants are found by pattern, in a fixed order, and each is a program that differs in one place."""

import ast
import importlib
import random

from tools.mutation import mutants as module
from tools.mutation.loading import source_with
from tools.mutation.mutants import PACKAGE, changes, named, sources
from tools.mutation.operators import OPERATORS


def test_every_rule_phase_and_compile_step_is_mutated() -> None:
    found = {named(path) for path in sources()}
    wanted = [
        path for name in ("rule", "kernel", "compiled") for path in PACKAGE.glob(f"mechanisms/*/{name}.py")
    ]
    assert {named(path) for path in wanted} <= found
    assert {named(path) for path in (PACKAGE / "engine" / "compiling").glob("*.py")} <= found
    imported = ast.walk(ast.parse((PACKAGE / "engine" / "order.py").read_text(encoding="utf-8")))
    phases = {node.module for node in imported if isinstance(node, ast.ImportFrom) and node.module}
    phases = {
        name.removeprefix("underheaven.").replace(".", "/") + ".py" for name in phases if "engine" in name
    }
    assert phases <= found
    assert not {name for name in found if "reference" in name or name.endswith(("model.py", "measures.py"))}


def test_numbers_and_names_are_the_same_every_time() -> None:
    for path in sources()[::7]:
        first = [change.mutant for change in changes(path)]
        changes.cache_clear()
        module.parsed.cache_clear()
        assert [change.mutant for change in changes(path)] == first


def test_no_two_have_one_name() -> None:
    names = [change.mutant.name for path in sources() for change in changes(path)]
    assert len(set(names)) == len(names)


def test_a_mutant_is_a_program_that_differs_and_leaves_the_source_as_it_was() -> None:
    every = [change for path in sources() for change in changes(path)]
    for change in random.Random(3).sample(every, 150):
        path = PACKAGE / change.mutant.source
        plain = ast.unparse(ast.parse(path.read_text(encoding="utf-8")))
        changed = source_with(change)
        ast.parse(changed)
        assert changed != plain, change.mutant
        assert ast.unparse(module.parsed(path)) == plain


def test_every_operator_is_used() -> None:
    assert {change.mutant.operator for path in sources() for change in changes(path)} == OPERATORS.keys()


def test_every_function_that_is_mutated_can_be_given_other_code() -> None:
    from tools.mutation.loading import _function, module_name

    for path in sources():
        for function in {change.mutant.function for change in changes(path)} - {""}:
            holder = importlib.import_module(module_name(named(path)))
            assert _function(holder, function).__code__.co_qualname == function
