"""The characters that a text may hold: what is seen, and nothing that makes a text look like another.

Refused are control characters, marks that turn the direction of writing, what cannot be seen, halves
of characters, and characters that Unicode gives no meaning. A text with one of them can show a reader
a line that the program never wrote.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

ALLOWED = frozenset("\n\t")
"""Line breaks and tabs: the text of a file needs them; a name or title may not hold them (`texts`)."""

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = "\u200c\u200d"
# Letters and signs by category, and yet nothing is seen of them.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_WHY = {
    "Cc": "it cannot be shown or stored as text",
    "Cs": "it cannot be shown or stored as text",
    "Zl": "it breaks a line where none is seen to end",
    "Zp": "it breaks a line where none is seen to end",
    "Cf": "it cannot be seen",
    "Co": "its meaning is private, and no two fonts show the same",
    "Cn": "it has no meaning in Unicode",
}


@dataclass(frozen=True)
class Unfit:
    """A character that no text may hold: where it stands (from 0), and why it is refused."""

    position: int
    character: str
    why: str

    @property
    def what(self) -> str:
        """The character as it can be shown."""
        return f"the text holds the character U+{ord(self.character):04X}"


def unfit(text: str, allowed: Iterable[str] = ALLOWED) -> Unfit | None:
    """The first character of `text` that no text may hold, or None.

    The two joiners of letters are fit between letters of scripts that are written with them.
    """
    if text.isascii() and text.isprintable():
        return None
    refused = {character: why for character in {*text} - {*allowed} if (why := _reason(character))}
    for position, character in enumerate(text) if refused else ():
        if character in refused and not (character in _JOINERS and _joins(text, position)):
            return Unfit(position, character, refused[character])
    return None


def _reason(character: str) -> str:
    """Why a character is unfit; nothing if it is fit."""
    if character in _DIRECTION:
        return "it turns the direction of writing, so that a line reads other than it is"
    if character in _BLANK:
        return "it cannot be seen"
    return _WHY.get(unicodedata.category(character), "")


def _joins(text: str, position: int) -> bool:
    """Whether a joiner stands between two letters or marks of a script that is written with joiners."""
    around = text[position - 1 : position] + text[position + 1 : position + 2]
    return len(around) == 2 and all(
        "\u0600" <= letter <= "\u0dff" and unicodedata.category(letter)[0] in "LM" for letter in around
    )
