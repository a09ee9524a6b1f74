"""Which lines of the mutated sources are executed, so that a mutant is tried where it matters."""

from __future__ import annotations

import ast
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

from tools.mutation.mutants import PACKAGE, Change, named, parsed, sources

Lines = set[tuple[str, int]]


class TooLongError(Exception):
    """More lines were executed than anybody wants to wait for."""


class Seen:
    """Lines executed, and about what it costs: how many were watched, the same on every machine."""

    def __init__(self) -> None:
        self.lines: Lines = set()
        self.cost = 0


@contextmanager
def watching(most: float = math.inf) -> Iterator[Seen]:
    """Within, lines of the sources are watched; after so many the next one raises `TooLongError`."""
    seen, files = Seen(), {str(path): named(path) for path in sources()}
    left = dict[CodeType, set[int]]()

    def watch(code: CodeType, name: str) -> Callable[[FrameType, str, Any], Any]:
        waiting = left[code]

        def local(frame: FrameType, event: str, _about: Any) -> Any:
            if event == "line":
                seen.lines.add((name, frame.f_lineno))
                waiting.discard(frame.f_lineno)
                seen.cost += 1
                if seen.cost > most:
                    raise TooLongError
            return local

        return local

    watchers = dict[CodeType, Callable[[FrameType, str, Any], Any]]()

    def enter(frame: FrameType, _event: str, _about: Any) -> Any:
        code = frame.f_code
        if code.co_filename not in files:
            return None
        seen.cost += 1
        if code not in watchers:
            left[code] = {line for *_, line in code.co_lines() if line} - {code.co_firstlineno}
            watchers[code] = watch(code, files[code.co_filename])
        # A function all of whose lines have been executed is watched no longer: that takes most of the time.
        return watchers[code] if left[code] else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        yield seen
    finally:
        sys.settrace(before)


def lines_of(change: Change) -> Lines:
    """The lines of a mutant's statement, or of its head: without one of them it makes no difference."""
    tree, line = parsed(PACKAGE / change.mutant.source), change.mutant.line
    if not change.mutant.function:
        return set()
    if isinstance(change.node, ast.FunctionDef):
        begin, end = change.node.body[0].lineno, change.node.end_lineno or line
    else:
        begin, end = line, line
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
                body = getattr(node, "body", None)
                last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
                if line <= max(last, node.lineno):
                    begin, end = node.lineno, max(last, node.lineno)
    return {(change.mutant.source, each) for each in range(begin, end + 1)}
