"""What is printed reads well: numbers agree with their nouns, and words are those of docs/words.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from underheaven.documents.words import agreeing, counted

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "underheaven"
WORDS = ROOT / "docs" / "words.md"
COUNTING = PACKAGE / "documents" / "words.py"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "0 blocks are"), (1, "1 block is"), (2, "2 blocks are"), (1_000, "1,000 blocks are")],
)
def test_a_noun_and_a_verb_agree_with_their_number(number: int, expected: str) -> None:
    assert f"{counted(number, 'block')} {agreeing(number, 'is', 'are')}" == expected
    assert counted(number, "place of work", "places of work").startswith(f"{number:,} place")


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every file that words anything for people: the engines refuse only what came through a check."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path != COUNTING and "engine" not in path.relative_to(PACKAGE).parts:
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def is_a_plural_by_hand(node: ast.AST) -> bool:
    """Whether an expression makes an ending of a word: `"s" * (n != 1)`, or `"" if n == 1 else "s"`."""
    endings = {"s", "n", "es"}

    def ending(part: ast.AST) -> bool:
        return isinstance(part, ast.Constant) and part.value in endings

    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return ending(node.left) or ending(node.right)
    if isinstance(node, ast.IfExp):
        ends = (node.body, node.orelse)
        empty = any(isinstance(end, ast.Constant) and end.value == "" for end in ends)
        return empty and any(map(ending, ends))
    return False


def counts_without_agreeing(text: ast.JoinedStr) -> Iterator[str]:
    """Parts of an f-string in which a length stands before a plural: wrong where it is 1."""
    for value, after in zip(text.values, text.values[1:], strict=False):
        if not isinstance(value, ast.FormattedValue) or not isinstance(after, ast.Constant):
            continue
        counts = isinstance(value.value, ast.Call) and getattr(value.value.func, "id", "") == "len"
        noun = re.match(r" (?:[a-z]+ )?[a-z]+s\b", str(after.value))
        if counts and noun:
            yield f"{{{ast.unparse(value.value)}}}{noun[0]}"


def test_numbers_agree_with_their_nouns_everywhere() -> None:
    """One function counts words. Of a length nobody knows beforehand that it is not 1."""
    found = []
    for path, tree in trees():
        for node in ast.walk(tree):
            if is_a_plural_by_hand(node):
                found.append(f"{path}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)}")
            if isinstance(node, ast.JoinedStr):
                found += [f"{path}:{node.lineno}: {part}" for part in counts_without_agreeing(node)]
    assert found == []


POLICY = re.compile(
    r"(?:\.policy\.(?:policy|title)|\b(?:comparison|twin|found|result|self)\.policy|\.policies\[\d\])$"
)
"""Expressions that are the name or the title of a policy."""
UNDER = re.compile(
    r"\b(?:[Uu]nder|against|less|of|and|for|on) \{\{ [^}]*(?:policy|name|base)(?:\.title)? \}\}"
)
"""The same in templates, after a word."""
KEYS = ("paths of ",)
"""What begins the key of a table, and no sentence."""


def names_within_sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Names of policies that stand after a word and a blank, as words do; a `__repr__` is no sentence."""
    shown = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name == "__repr__"
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr) or id(node) in shown:
            continue
        for before, value in zip(node.values, node.values[1:], strict=False):
            if not isinstance(before, ast.Constant) or not isinstance(value, ast.FormattedValue):
                continue
            named, words = ast.unparse(value.value), str(before.value)
            if POLICY.search(named) and re.search(r"\w,? $", words) and words not in KEYS:
                yield node.lineno, f"{words[-20:]}{{{named}}}"


def test_the_name_of_a_policy_is_quoted_in_a_sentence() -> None:
    """One is called `none`, and people call theirs what they like: "under none" says something else."""
    found = []
    for path, tree in trees():
        found += [f"{path}:{line}: {text}" for line, text in names_within_sentences(tree)]
    for template in sorted((PACKAGE / "report" / "templates").glob("*.j2")):
        found += [f"{template.name}: {hit}" for hit in UNDER.findall(template.read_text(encoding="utf-8"))]
    assert found == []


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What a file may print: its strings with a blank, but for docstrings and other texts of its own."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in silent:
            text = node.value
            if isinstance(text, str) and " " in text:
                yield node.lineno, text


def forbidden() -> dict[str, str]:
    """Words that are not written, and what is written instead, as docs/words.md says."""
    table = WORDS.read_text(encoding="utf-8").partition("## Not written")[2]
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", table, flags=re.MULTILINE)
    return {pattern.replace("\\|", "|"): instead.strip() for pattern, instead in rows}


def test_the_list_of_words_is_honoured() -> None:
    rules = forbidden()
    assert len(rules) >= 10
    found = []
    for path, tree in trees():
        for line, text in texts(tree):
            for pattern, instead in rules.items():
                if hit := re.search(pattern, text, flags=re.IGNORECASE):
                    found.append(f"{path}:{line}: {hit[0]!r} in {text[:60]!r}: write {instead}")
    for template in sorted((PACKAGE / "report" / "templates").glob("*.j2")):
        for pattern, instead in rules.items():
            if hit := re.search(pattern, template.read_text(encoding="utf-8"), flags=re.IGNORECASE):
                found.append(f"{template.name}: {hit[0]!r}: write {instead}")
    assert found == []


def test_every_word_has_one_meaning_and_stands_once() -> None:
    text = WORDS.read_text(encoding="utf-8").partition("## Not written")[0]
    terms = re.findall(r"^\| \*\*([^*]+)\*\* \| ([^|]+) \| ([^|]+) \|$", text, flags=re.MULTILINE)
    names = [term for term, _, _ in terms]
    assert len(names) > 40
    assert names == sorted(names, key=str.casefold)
    assert len(set(names)) == len(names)
    assert len({meaning for _, meaning, _ in terms}) == len(terms)
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert "](words.md)" in index
