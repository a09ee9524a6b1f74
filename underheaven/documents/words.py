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
