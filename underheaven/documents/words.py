"""Guessing what a mistyped word was meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of `known` that `word` most likely stands for, or None where none is near.

    Capitals, hyphens and underscores count for nothing; equally near words: the first of `known`.
    """
    if len(word) > 100:
        return None
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(_fold(candidate), candidate)
    found = difflib.get_close_matches(_fold(word), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _fold(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun, singular or plural: `1 block`, `2 blocks`, `0 blocks`, `1 place of work`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def agreeing(number: int, one: str, many: str) -> str:
    """The word that agrees with a number, such as `is` with 1 and `are` with 0 and 2."""
    return one if number == 1 else many


def quoted(name: str) -> str:
    """A name or title set off from the sentence that it stands in: `none` would be read as a word."""
    return f"“{name}”"
