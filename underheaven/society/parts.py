"""Shared parts of the catalogue: kinds of act, behaviour and firms that many societies have in common.

A part may build on another (`builds_on`) and is then the difference to it, as a society may be to another.
A part of behaviour may also say how people answer with a kind of act: this belongs to people, and so do
rates and chances, but those are the same whatever people are thought to weigh.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path as FilePath
from typing import Annotated, Any

from pydantic import Field

from underheaven.documents.checking import validate
from underheaven.documents.document import Document
from underheaven.documents.names import MAX_BANDS, SocietyName
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.quantity import Model, Signed, Yuan
from underheaven.documents.reading import read_document
from underheaven.documents.reform import merge
from underheaven.documents.shapes import listed
from underheaven.documents.texts import Line, Word
from underheaven.documents.units import Unit
from underheaven.documents.words import agreeing, nearest
from underheaven.mechanisms.deterrence.model import Gain
from underheaven.mechanisms.firms.model import Firms
from underheaven.society.adapting import Adapter
from underheaven.society.ages import Bands
from underheaven.society.behaviour import Behaviour
from underheaven.society.schema import MAX_KINDS, MAX_SOURCES, Act, Band

FOLDER = FilePath(__file__).parent / "catalogue" / "parts"
PARTS = ("acts", "behaviour", "firms")
"""The keys of a society that may name a shared part instead."""
BUILDS_ON = "builds_on"
"""The key under which a part names the part to which it is a difference."""


class _Part(Model):
    """A shared part: its name, its sources, and the age bands and opinions that its numbers speak of."""

    part: SocietyName
    sources: dict[Word, Line] = Field(default_factory=dict, max_length=MAX_SOURCES)
    age_bands: dict[Word, Band] = Field(default_factory=dict, max_length=MAX_BANDS)
    opinions: tuple[SocietyName, ...] = Field((), max_length=5)


class ActsPart(_Part):
    """A shared catalogue of kinds of act."""

    acts: dict[SocietyName, Act] = Field(max_length=MAX_KINDS)


class Answer(Model):
    """How people answer with a kind of act: each entry stands in place of the one that the kind has."""

    dread_response: Signed | None = None
    gain: Gain | None = None
    forgone: Annotated[Yuan | None, Unit("yuan an act")] = None


class BehaviourPart(_Part):
    """A shared description of how people change, and of what they weigh with some kinds of act."""

    behaviour: Behaviour
    acts: dict[SocietyName, Answer] = Field(default_factory=dict, max_length=MAX_KINDS)


class FirmsPart(_Part):
    """A shared description of firms."""

    firms: Firms


_MODELS: dict[str, type[_Part]] = {"acts": ActsPart, "behaviour": BehaviourPart, "firms": FirmsPart}


@cache
def _part(key: str, name: str) -> Document | None:
    """The document of the part of that name, checked against its model; None where it has no `key`."""
    path = FOLDER / f"{name}.yaml"
    if name not in _names() or not _holds(part := read_document(path), key):
        return None
    if key != "behaviour" and _holds(part, "behaviour"):
        return None  # What it says under `key` are answers, and no whole part.
    whole = _built(part)
    validate(_MODELS[key], whole)
    return whole


def _built(part: Document) -> Document:
    """A part laid over the one that it builds on; itself where it builds on none."""
    assert isinstance(part.data, dict)
    if BUILDS_ON not in part.data:
        return part
    base = _built(read_document(FOLDER / f"{part.data[BUILDS_ON]}.yaml"))
    own = {key: each for key, each in part.data.items() if key != BUILDS_ON}
    return merge(base, replace(part, data=own)).own()


def _names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def _holds(part: Document, key: str) -> bool:
    return isinstance(part.data, dict) and key in part.data


def names_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Key -> the name of the shared part that stands in its place."""
    return {key: data[key] for key in PARTS if isinstance(data.get(key), str)}


def parts_of(document: Document, data: Mapping[str, Any]) -> dict[str, Document]:
    """The shared parts that a document names, by key. InputError, with the nearest, for an unknown name."""
    problems, found = [], {}
    for key, name in names_of(data).items():
        if (part := _part(key, name)) is not None:
            found[key] = part
            continue
        # Only for the message are all of them read.
        known = [stem for stem in _names() if _part(key, stem) is not None]
        near = nearest(name, known)
        words = (
            f"there is no shared part '{name}' for {key}",
            f"the catalogue has {', '.join(known)}",
            f"write '{near}'" if near else "name one of these, or write the entries out",
        )
        problems.append(document.problem((key,), *words, at_value=True))
    if problems:
        raise InputError(problems)
    return found


def put(
    document: Document, data: Mapping[str, Any], bands: Bands | None, opinions: tuple[str, ...] | None
) -> tuple[dict[str, Any], list[Problem]]:
    """`data` with its shared parts in their place, adapted to its people, and with their sources.

    What a part of behaviour says of kinds of act stands with those in `data`, wherever these are from. The
    problems say, one for each part, of which opinions a part knows nothing. InputError for a part that
    does not exist, and for a source that means something else in a part.
    """
    parts = parts_of(document, data)
    joined: dict[str, Any] = dict(data)
    problems = []
    for key, part in parts.items():
        theirs = part.data
        assert isinstance(theirs, dict)
        known = tuple(theirs.get("opinions", ()))
        adapter = Adapter((Bands.read(theirs.get("age_bands")), bands), (known, opinions))
        joined[key] = adapter.adapted({key: theirs[key]})[key]
        if adapter.unmet:
            problems.append(_unmet(document, key, part, adapter))
    if "behaviour" in parts and isinstance(acts := joined.get("acts"), dict):
        joined["acts"] = _answered(acts, parts["behaviour"])
    joined["sources"] = _sources(document, data.get("sources", {}), parts)
    return joined, problems


def _answered(acts: dict[str, Any], behaviour: Document) -> dict[str, Any]:
    """Kinds of act with what a part of behaviour says of them; of kinds that are not here it says nothing."""
    assert isinstance(behaviour.data, dict)
    answers = behaviour.data.get("acts", {})
    return {
        name: {**act, **answers[name]} if name in answers and isinstance(act, dict) else act
        for name, act in acts.items()
    }


def _unmet(document: Document, key: str, part: Document, adapter: Adapter) -> Problem:
    theirs, wanted = adapter.opinions
    strange = [name for name in wanted or () if name not in theirs]
    what = f"the shared part '{FilePath(part.file).stem}' says nothing of the "
    what += f"{agreeing(len(strange), 'opinion', 'opinions')} {listed(strange)}"
    why = (
        f"how often people do {listed(adapter.unmet)} depends on their opinion, and the part has factors for "
        f"{listed(list(theirs))} alone"
    )
    remedy = f"let `opinions` be some of these, or write `{key}` out in this file with factors of your own"
    return document.problem((key,), what, why, remedy, at_value=True)


def _sources(document: Document, own: Any, parts: Mapping[str, Document]) -> Any:
    """The sources of the parts beside a society's own, of which none may mean another."""
    if not isinstance(own, dict):
        return own
    sources, problems = own, []
    for part in parts.values():
        assert isinstance(part.data, dict)
        theirs = part.data.get("sources", {})
        problems += [
            document.problem(
                ("sources", name),
                f"'{name}' means another source in the shared part '{FilePath(part.file).stem}'",
                "one name cannot stand for two sources",
                "choose another name",
            )
            for name in own
            if name in theirs and own[name] != theirs[name]
        ]
        sources = {**theirs, **sources}
    if problems:
        raise InputError(problems)
    return sources
