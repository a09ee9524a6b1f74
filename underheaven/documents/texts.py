"""The kinds of text that a document may hold: titles, lines and prose, each shown on one line.

Every text of a policy or a society is of one of these types, so that a file cannot bring in a line
that the program did not write, or a number as long as that of a person, a telephone or a card.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from underheaven.documents.characters import unfit
from underheaven.documents.digits import long_number
from underheaven.documents.people import LONG_NUMBER_REMEDY, LONG_NUMBER_WHY


def _fit(text: str) -> str:
    if found := unfit(text):
        raise ValueError(f"{found.what} | {found.why} | remove it")
    return nobodys(text)


def nobodys(text: str) -> str:
    """`text`, or ValueError where it holds a number as long as that of a person, a telephone or a card."""
    if many := long_number(text):
        raise ValueError(f"a number of {many} digits | {LONG_NUMBER_WHY} | {LONG_NUMBER_REMEDY}")
    return text


def _on_one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        broken = "line break" if "\n" in text else "tab"
        raise ValueError(f"a {broken} | a text of this kind stands on one line | put a blank in its place")
    return _fit(text)


def _as_paragraph(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", _fit(text)).strip()


def _trimmed(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


Title = Annotated[str, _trimmed(160), AfterValidator(_on_one_line)]
"""What something is called: one line of at most 160 characters."""
Word = Annotated[str, _trimmed(64), AfterValidator(_on_one_line)]
"""The name of a category or a region that stands elsewhere: at most 64 characters."""
Line = Annotated[str, _trimmed(1000), AfterValidator(_on_one_line)]
"""A source, a reason, a correction: one line of at most 1,000 characters."""
Prose = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_as_paragraph)]
"""What something is about: one paragraph; where the file breaks a line, a blank is read."""
