"""What the package says of an event, as a tree that a page walks: no phrase is written a second time.

`report.lives.words` is asked about an event that answers nothing by itself. Wherever it asks for something
on which its words depend, a branch is made for each answer. Names and numbers are places in braces, which
the page fills: `{acts:of}` is the title of the act that `of` names, `{number:loss}` the loss as a number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from underheaven.counted.events import Cause, Record, What
from underheaven.record.lives import life as told
from underheaven.record.lives.reading import CAUSE
from underheaven.report.lives.words import Words, matters

OTHER = "*"
"""The branch of whatever has none of its own."""
EITHER: dict[str, Any] = {"true": True, "false": False}
LIKELY, LOSS, COST, TIES, STEPS, POINTS, SCORE = 0.25, 301.0, 302.0, 303, 304, 305.0, 306.0
"""Numbers that stand for any, each with words of its own."""
WRITTEN = {
    "25\N{NO-BREAK SPACE}%": "{percent:chance}",
    "301": "{number:loss}",
    "302": "{number:cost}",
    "303": "{count:number}",
    "304": "{count:steps}",
    "+305": "{signed:firm_points}",
    "306": "{number:firm_score}",
}
"""How those numbers are written -> the place that the page fills."""
OUTCOMES = (
    told.NOT_DONE, told.HELD_BACK, told.DONE, told.PREVENTED, told.DENIED, told.REFUSED, told.NO_RULE,
    told.MATCHED,
)  # fmt: skip
"""Those on which words depend; the others are only repeated."""
WHYS = (*(each.label for each in Cause), *CAUSE.values())
ANSWERS: dict[str, dict[str, Any]] = {
    "what": {each.label: each.label for each in What},
    "outcome": {OTHER: "{outcome}", **{word: word for word in OUTCOMES}},
    "record": {"": "", **{each.label: each.label for each in Record if each != Record.NONE}},
    "why": {OTHER: "{why}", "": "", **{word: word for word in WHYS}},
    "role": {told.LEADS: told.LEADS, OTHER: "{role}"},
    "source": {"": "", OTHER: "{source}"},
    "aim": {"": "", "consequence": "consequence.{aim}", "privilege": "privilege.{aim}"},
    "repaid": {"null": None, **EITHER},
    "chance": {"null": None, OTHER: LIKELY},
    "firm_score": {"null": None, OTHER: SCORE},
    "number": {"1": 1, OTHER: TIES},
    "steps": {"1": 1, OTHER: STEPS},
    "brings": {"": (), OTHER: ("{brings}",)},
    "uses": {"": (), OTHER: ("{uses}",)},
    **dict.fromkeys(("brought_on", "answerable", "counts", "waits", "appealed"), EITHER),
}  # fmt: skip
"""What can be asked of an event -> the name of each branch and the answer there."""
FREE = {
    "of": "{of}",
    "lane": "{lane}",
    "whom": "{whom}",
    "loss": LOSS,
    "cost": COST,
    "firm_points": POINTS,
}
"""What words only repeat."""


class _AskedError(Exception):
    """Something was asked on which there is no answer yet."""


class _Event:
    """An event that answers what has been settled, and stops whoever asks for more."""

    def __init__(self, settled: Mapping[str, Any]) -> None:
        self._settled = settled

    def __getattr__(self, name: str) -> Any:
        if name in FREE:
            return FREE[name]
        if name == "why" and name not in self._settled:
            return _Word("{why}")
        if name not in self._settled:
            raise _AskedError(name)
        return self._settled[name]


class _Word(str):
    """A word that is only repeated, until somebody compares it."""

    def __eq__(self, other: object) -> bool:
        raise _AskedError("why")

    def __hash__(self) -> int:
        raise _AskedError("why")

    def __bool__(self) -> bool:
        raise _AskedError("why")


class _Titles(dict[str, str]):
    """Titles of one sort: each is a place that the page fills."""

    def __init__(self, sort: str) -> None:
        super().__init__()
        self._sort = sort

    def __getitem__(self, name: str) -> str:
        return f"{{{self._sort}:{name.strip('{}')}}}"

    def get(self, name: str, default: Any = None) -> Any:
        """A place for a place; what is a word already stays."""
        return self[name] if name.startswith("{") else default


def phrases() -> list[Any]:
    """The words of every event, as a tree: a list of what grows in it, the last of which is its root.

    A branch is `{"by": field, "of": {answer: number in the list}}`, a leaf a phrase with its places.
    """
    words = object.__new__(Words)
    for sort in ("acts", "consequences", "news", "places", "firms", "trades", "privileges"):
        setattr(words, sort, _Titles(sort))
    return _listed(lambda event: _with_places(words.sentence(event)))


def unasked() -> list[Any]:
    """Which events are told unasked, as such a tree with true and false for leaves."""
    return _listed(matters)


def _listed(said: Callable[[Any], Any]) -> list[Any]:
    found: dict[str, Any] = {}
    _put(_grown(said, {}), found)
    return list(found.values())


def _put(tree: Any, found: dict[str, Any]) -> int:
    """Put a tree into the list, equal parts once; returns its number."""
    if isinstance(tree, dict):
        tree = {"by": tree["by"], "of": {name: _put(branch, found) for name, branch in tree["of"].items()}}
    name = json.dumps(tree)
    found.setdefault(name, tree)
    return list(found).index(name)


def _grown(said: Callable[[Any], Any], settled: dict[str, Any]) -> Any:
    """The branch of what is settled; None where nothing is said there."""
    try:
        return said(_Event(settled))
    except _AskedError as asked:
        field = str(asked)
    except KeyError:  # no event is like this
        return None
    grown = {name: _grown(said, {**settled, field: answer}) for name, answer in ANSWERS[field].items()}
    there = {name: branch for name, branch in grown.items() if branch is not None}
    return _pruned(field, there)


def _pruned(field: str, of: dict[str, Any]) -> Any:
    """A branch without what its others say already; None where nothing is left."""
    if not of:
        return None
    written = {name: json.dumps(branch) for name, branch in of.items()}
    if len(set(written.values())) == 1 and len(of) == len(ANSWERS[field]):
        return next(iter(of.values()))
    if OTHER not in of:
        often = max(written.values(), key=[*written.values()].count)
        of = {**of, OTHER: of[next(name for name in of if written[name] == often)]}
    place, other = f"{{{field}}}", json.dumps(of[OTHER])
    of = {
        name: branch
        for name, branch in of.items()
        if name == OTHER or written[name] != other.replace(place, name)
    }
    return {"by": field, "of": of} if of.keys() != {OTHER} else of[OTHER]


def _with_places(text: str) -> str:
    for number, place in WRITTEN.items():
        text = text.replace(number, place)
    return text
