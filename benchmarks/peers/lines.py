"""How many lines of code a peer's model takes: without blank lines, comments and docstrings."""

from __future__ import annotations

import ast
import io
import tokenize

from benchmarks.peers.known import OURS, Peer
from underheaven.study.bench.fixed import W2_POLICY, W2_SOCIETY

WITHOUT = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
)


def lines_of(source: str) -> int:
    """Lines of Python on which something stands that is no comment and no docstring."""
    told: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and ast.get_docstring(node) is not None
        ):
            text = node.body[0]
            told.update(range(text.lineno, (text.end_lineno or text.lineno) + 1))
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in WITHOUT:
            found.update(range(token.start[0], token.end[0] + 1))
    return len(found - told)


def lines_of_yaml(source: str) -> int:
    """Lines of YAML that are neither blank nor a comment."""
    return sum(bool(line.strip()) and not line.lstrip().startswith("#") for line in source.splitlines())


def code_lines(peer: Peer) -> int:
    """Of a peer its model; of the engine the two files that describe the workload, since it needs no more."""
    if peer == OURS:
        return sum(lines_of_yaml(path.read_text(encoding="utf-8")) for path in (W2_POLICY, W2_SOCIETY))
    return lines_of(peer.model.read_text(encoding="utf-8"))
