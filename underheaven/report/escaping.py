"""Text as text: in Markdown and in CSV nothing that a file brought in is taken for a mark or a formula.

HTML has its own ways (`html.escape`, and templates that escape by themselves); the terminal reads no
marks at all (`commands.console`).
"""

from __future__ import annotations

import re
from typing import Any

_MARKS = re.compile(r"[\\`_\[\]|~$]|(?<!\s)\*|\*(?!\s)")
_FIRST = re.compile(r"^(?:[#>=+-]|\d+(?=[.)]))")
_FORMULA = re.compile(r"^\s*[=+\-@]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
# Other signs may part the cells where a spreadsheet is set up for them.
_NEXT_IN_CELL = re.compile(r"([;\t]\"?)(?=[=+\-@])")
_NEXT_IN_COMMENT = re.compile(r"([,;\t]\"?)(?=[=+\-@])")


class Marked(str):
    """Text that is Markdown already."""


def markdown(text: object) -> str:
    """`text` on one line, in which nothing is taken for a mark of Markdown or of HTML."""
    if isinstance(text, Marked):
        return text
    line = _MARKS.sub(lambda mark: f"\\{mark[0]}", " ".join(str(text).split()))
    line = line.replace("&", "&amp;").replace("<", "&lt;")
    return _FIRST.sub(lambda first: f"{first[0]}\\" if first[0].isdigit() else f"\\{first[0]}", line)


def code(text: object) -> Marked:
    """`text` as an indented block of code of Markdown, which nothing in it can end."""
    return Marked("\n".join(f"    {line}" for line in re.split(r"[\r\n]+", str(text))))


def csv_cell(value: Any) -> Any:
    """A value for a cell; a text that a spreadsheet would compute has an apostrophe before it."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    return _NEXT_IN_CELL.sub(r"\1'", f"'{value}" if _FORMULA.search(value) else value)


def csv_comment(text: str) -> str:
    """A line of comment before a table, of which a spreadsheet may make several cells."""
    return _NEXT_IN_COMMENT.sub(r"\1'", " ".join(text.split()))
