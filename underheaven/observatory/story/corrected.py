"""What scholars correct in the article, as a table: what it has, what is documented, and the works."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from underheaven.documents.works import HOW, cited
from underheaven.policy.loading import load_policy

IN_THE_ARTICLE = (
    "One national score, out of 800",
    "Nationwide and mandatory from 2020",
    "Purchases, friends, posts and health move the score",
    "200 million cameras feed it",
    "A low score closes trains and planes",
    "House arrest at the lowest scores",
    "A method that is secret",
    "An announcement on trains that threatens the score",
    "Every citizen is scored",
)
"""What each correction of `article-2019` is about, in their order."""
NOBODY = "none is named"
_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")


def corrected() -> list[tuple[str, str, str]]:
    """A row for each correction: what the article has, as documented, and the sources that it names."""
    corrections = load_policy("article-2019").corrections
    return [(had, *parted(said)) for had, said in zip(IN_THE_ARTICLE, corrections, strict=True)]


def parted(correction: str) -> tuple[str, str]:
    """A correction and its sources, which are its last sentence where that is a list."""
    *said, last = _SENTENCE.split(" ".join(correction.split()))
    return (
        (" ".join(said), last.removesuffix("."))
        if said and ";" in last
        else (" ".join([*said, last]), NOBODY)
    )


def rows() -> str:
    """The same as rows of a table of HTML."""
    cells = (
        f'<tr><th scope="row">{escape(had)}</th><td>{escape(said)}</td><td>{escape(sources)}</td></tr>'
        for had, said, sources in corrected()
    )
    return "\n".join(cells)


def sources(corrections: Sequence[int], works: Sequence[str]) -> str:
    """The sources of some corrections, counted from 1, and works by name, with how each is known here.

    ValueError where the bibliography has no work of a name.
    """
    found = {name: cited(name) for name in works}
    if unknown := [
        name for name, works_named in found.items() if [each.name for each in works_named] != [name]
    ]:
        raise ValueError(f"the bibliography has no {', '.join(unknown)}")
    of_corrections = [f"{corrected()[number - 1][2]}, as below" for number in corrections]
    return "; ".join([*of_corrections, *(f"{name} ({HOW[of[0].how]})" for name, of in found.items())])
