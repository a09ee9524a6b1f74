"""The YAML parser's complaints in plain words."""

from __future__ import annotations

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from underheaven.documents.problems import Problem

_OPEN_BRACKET = (
    "a bracket is not closed where it should be",
    "between brackets, entries are separated by commas",
    "add the missing comma or closing bracket; put text with brackets in quotes",
)
# Part of the parser's words: what, why, remedy. The first that fits is used.
_PLAIN_WORDS = {
    "'\\t' that cannot start": (
        "a tab stands where spaces belong",
        "YAML is indented with spaces",
        "replace the tab by spaces",
    ),
    "cannot start any token": (
        "a value begins with a character that YAML keeps for itself",
        "",
        "put the value in quotes",
    ),
    "mapping values are not allowed": (
        "a colon stands where no key can be",
        "the line is indented further than its neighbours, or the text before it holds a colon",
        "align it with its neighbours; put text that holds ': ' in quotes",
    ),
    "could not find expected ':'": (
        "a line is neither an entry nor part of one",
        "a colon and a space are missing after a key",
        "write `key: value`; indent text that goes on deeper than its key",
    ),
    "expected <block end>": (
        "the indentation does not fit",
        "entries of one group begin in the same column",
        "align it with the entries above; every item of a list begins with `- `",
    ),
    "unexpected end of stream": (
        "a quotation mark is never closed",
        "the text runs to the end of the file",
        "close it",
    ),
    "unexpected document separator": (
        "a quotation mark is never closed",
        "the text runs into a line of `---` or `...`",
        "close it",
    ),
    "expected ',' or": _OPEN_BRACKET,
    "unknown escape": (
        "a backslash is followed by a character that makes no sense there",
        "between double quotes a backslash begins a special character",
        "write two backslashes, or use single quotes",
    ),
    "escape sequence of": (
        "a backslash is followed by an incomplete number",
        "",
        "write two backslashes, or use single quotes",
    ),
    "expected alphabetic or numeric": (
        "a value begins with * or &",
        "these name aliases and anchors",
        "put the value in quotes",
    ),
    "node content, but found '<stream end>'": _OPEN_BRACKET,
    "expected '<document start>'": (
        "something follows after the end of the document",
        "a bracket, a quotation or the outermost group ended before it",
        "move it inside, or put the whole text in quotes",
    ),
    "expected the node content": (
        "a value is missing",
        "",
        "write it, or remove the comma or dash before it",
    ),
    "sequence entries are not allowed": (
        "a list begins where none can be",
        "",
        "begin the list on a line of its own; put text in quotes",
    ),
    "block sequence entries": (
        "a list begins where none can be",
        "",
        "begin the list on a line of its own; put text in quotes",
    ),
}


def explain(error: YAMLError, text: str, file: str) -> Problem:
    """What the parser's `error` on `text` means, with its place."""
    if isinstance(error, ReaderError):
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        return Problem(
            f"the character U+{error.character:04X} is not allowed in YAML",
            "it cannot be shown as text",
            "remove it; the file may not be text at all",
            file,
            line,
            column,
        )
    if not isinstance(error, MarkedYAMLError):
        return unparsable(file, 1, 1)
    said = str(error.problem or error.context or "")
    what, why, remedy = next(
        (words for part, words in _PLAIN_WORDS.items() if part in said),
        (
            said or "the text is not YAML",
            str(error.context or ""),
            "correct it; put text with special signs in quotes",
        ),
    )
    mark = error.problem_mark or error.context_mark
    if any(part in what for part in ("never closed", "not closed", "neither an entry")):
        # The place where it began says more than the one where it was noticed.
        mark = error.context_mark or mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return Problem(what, why, remedy, file, line, column)


def unparsable(file: str, line: int, column: int) -> Problem:
    """For text on which the parser itself fails: escapes such as "\\UFFFFFFFF" that name no character."""
    return Problem(
        "an escape names no character",
        "the number after the backslash is too large",
        "write the character itself, or two backslashes",
        file,
        line,
        column,
    )
