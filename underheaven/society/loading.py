"""Societies by name or file; shared parts of the catalogue put in their place."""

from __future__ import annotations

from pathlib import Path as FilePath

from pydantic import Field

from underheaven.documents.checking import validate
from underheaven.documents.document import Document
from underheaven.documents.problems import InputError, refuse
from underheaven.documents.quantity import Model
from underheaven.documents.reading import read_document, read_text
from underheaven.documents.texts import Line, Word
from underheaven.documents.words import nearest
from underheaven.society.checks import check_society
from underheaven.society.schema import MAX_KINDS, MAX_SOURCES, Act, Behaviour, Society
from underheaven.society.services import Firms, Name

CATALOGUE = FilePath(__file__).parent / "catalogue"
PARTS = ("acts", "behaviour", "firms")
"""The keys of a society that may name a shared part instead."""


class ActsPart(Model):
    """A shared catalogue of kinds of act."""

    part: Name
    sources: dict[Word, Line] = Field(default_factory=dict, max_length=MAX_SOURCES)
    acts: dict[Name, Act] = Field(max_length=MAX_KINDS)


class BehaviourPart(Model):
    """A shared description of how people change."""

    part: Name
    sources: dict[Word, Line] = Field(default_factory=dict, max_length=MAX_SOURCES)
    behaviour: Behaviour


class FirmsPart(Model):
    """A shared description of firms."""

    part: Name
    sources: dict[Word, Line] = Field(default_factory=dict, max_length=MAX_SOURCES)
    firms: Firms


_PART_MODELS: dict[str, type[Model]] = {"acts": ActsPart, "behaviour": BehaviourPart, "firms": FirmsPart}


def society_names() -> list[str]:
    """The societies of the catalogue, in order of name."""
    return sorted(path.stem for path in CATALOGUE.glob("*.yaml"))


def society_path(name: str) -> FilePath:
    """The file of a society of the catalogue."""
    return CATALOGUE / f"{name}.yaml"


def load_society(name_or_path: str) -> Society:
    """A society of the catalogue, or one in a file of one's own, checked.

    Raises InputError with every problem and its place for a name that does not exist, a file that is no
    society, categories that nobody defined, margins that disagree, and chances above 1.
    """
    if name_or_path in society_names():
        return read_society(society_path(name_or_path))
    path = FilePath(name_or_path)
    if path.suffix in (".yaml", ".yml") or path.name != name_or_path or _is_there(path):
        return read_society(path)
    names = society_names()
    near = nearest(name_or_path, names)
    remedy = f"write '{near}'" if near else f"choose one of {', '.join(names)}, or name a file"
    raise refuse(f"there is no society '{name_or_path}'", "no file has that name either", remedy)


def _is_there(path: FilePath) -> bool:
    try:
        return path.exists()
    except OSError:  # such as a name that is too long
        return False


def read_society(path: FilePath) -> Society:
    """The society in a file; raises InputError as `load_society` does."""
    return _complete(read_document(path, keep_faults=True))


def society_from_text(text: str, file: str) -> Society:
    """The society that `text` holds; `file` is what problems call it. InputError as of `load_society`."""
    return _complete(read_text(text, file, keep_faults=True))


def _complete(document: Document) -> Society:
    _refuse_policy(document)
    data, parts = joined(document)
    society = validate(Society, document, data=data)
    check_society(society, document, parts)
    return society


def _refuse_policy(document: Document) -> None:
    """One error for a policy that is given as a society, instead of one for each of its keys."""
    data = document.data
    if isinstance(data, dict) and "society" not in data:
        for key in ("policy", "reform_of"):
            if key in data:
                words = ("this is a policy", "a society is asked for here", "name a society")
                raise InputError([document.problem((key,), *words)])


def joined(document: Document) -> tuple[object, dict[str, Document]]:
    """The data of a society's document with shared parts put in their place; the parts' documents by key."""
    data = document.data
    if not isinstance(data, dict):
        return data, {}
    parts = {key: _part(document, key, data[key]) for key in PARTS if isinstance(data.get(key), str)}
    return _joined(document, data, parts), parts


def _part(document: Document, key: str, name: str) -> Document:
    """The document of the shared part of that name, which must hold a `key`."""
    files = {path.stem: path for path in sorted((CATALOGUE / "parts").glob("*.yaml"))}
    part = read_document(files[name]) if name in files else None
    if part is None or not _holds(part, key):
        # Only for the message are all of them read.
        known = [stem for stem, path in files.items() if _holds(read_document(path), key)]
        near = nearest(name, known)
        problem = document.problem(
            (key,), f"there is no shared part '{name}' for {key}", f"the catalogue has {', '.join(known)}",
            f"write '{near}'" if near else "name one of these, or write the entries out", at_value=True,
        )  # fmt: skip
        raise InputError([problem])
    validate(_PART_MODELS[key], part)
    return part


def _holds(part: Document, key: str) -> bool:
    return isinstance(part.data, dict) and key in part.data


def _joined(document: Document, data: dict[str, object], parts: dict[str, Document]) -> dict[str, object]:
    """The data of a society with its shared parts, and with their sources beside its own."""
    joined, sources, problems = dict(data), data.get("sources", {}), []
    for key, part in parts.items():
        assert isinstance(part.data, dict)
        joined[key] = part.data[key]
        if not isinstance(sources, dict):
            continue
        theirs = part.data.get("sources", {})
        for name in sources.keys() & theirs.keys():
            if sources[name] != theirs[name]:
                problems.append(
                    document.problem(("sources", name), f"'{name}' means another source in the shared part",
                                     f"{part.file} uses the same name", "choose another name")
                )  # fmt: skip
        sources = {**theirs, **sources}
    if problems:
        raise InputError(problems)
    if parts:
        joined["sources"] = sources
    return joined
