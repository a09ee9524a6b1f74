"""A mutant put into a process that has imported everything: its functions get other code where they stand."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tools.mutation.mutants import PACKAGE, Change, parsed


def source_with(change: Change) -> str:
    """The mutant's whole source, as it would be written."""
    change.put(change.replacement)
    try:
        return ast.unparse(parsed(PACKAGE / change.mutant.source))
    finally:
        change.put(change.node)


def load(change: Change) -> None:
    """From now on this process has the mutant in the place of the source; there is no way back."""
    path = PACKAGE / change.mutant.source
    module = importlib.import_module(module_name(change.mutant.source))
    change.put(change.replacement)
    code = compile(parsed(path), str(path), "exec", dont_inherit=True)
    if change.mutant.function:
        function = _function(module, change.mutant.function)
        function.__code__ = _code(code, change.mutant.function)
    else:
        _put_constants(module, code)
    _forget()


def module_name(source: str) -> str:
    """The module of a source, a path in the package."""
    parts = [PACKAGE.name, *source.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _function(module: ModuleType, name: str) -> FunctionType:
    """The function of a name in a module, below whatever decorates it."""
    found: Any = module
    for part in name.split("."):
        found = vars(found)[part]
        # What is kept of a class is below what makes a property or a method of a class of it.
        found = (
            getattr(found, "fget", None) or getattr(found, "__func__", None) or getattr(found, "func", found)
        )
    found = inspect.unwrap(found)
    assert isinstance(found, FunctionType), name
    return found


def _code(code: CodeType, name: str) -> CodeType:
    """The code of the function of a name among all that is compiled of a module."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == name:
                return constant
            if name.startswith(f"{constant.co_qualname}."):
                return _code(constant, name)
    raise LookupError(name)


def _put_constants(module: ModuleType, code: CodeType) -> None:
    """Give the constants that have another value to the module, and to whoever imported them."""
    another = dict[str, Any]({"__name__": module.__name__, "__file__": module.__file__})
    exec(code, another)
    for name, value in another.items():
        if not name.isupper() or not isinstance(value, int | tuple) or vars(module).get(name) == value:
            continue
        for holder, called in [(module, name), *imports().get((module.__name__, name), ())]:
            setattr(holder, called, value)


@cache
def imports() -> dict[tuple[str, str], list[tuple[ModuleType, str]]]:
    """Who imports a name of a module, and what it is called there: of all that is loaded of the package."""
    found = dict[tuple[str, str], list[tuple[ModuleType, str]]]()
    for holder in list(sys.modules.values()):
        path = Path(getattr(holder, "__file__", None) or "/")
        if not path.is_relative_to(PACKAGE) or path.suffix != ".py":
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                for each in node.names:
                    found.setdefault((node.module, each.name), []).append((holder, each.asname or each.name))
    return found


def _forget() -> None:
    """What functions remember of earlier calls was made without the mutant."""
    for name, module in list(sys.modules.items()):
        if name.startswith(PACKAGE.name):
            for value in list(vars(module).values()):
                forget = getattr(value, "cache_clear", None)
                if forget is not None and callable(value):
                    forget()
