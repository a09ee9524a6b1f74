"""Societies by name or file, whole or as a difference to another; shared parts put in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from underheaven.documents.beside import beside
from underheaven.documents.checking import validate
from underheaven.documents.document import Document
from underheaven.documents.objects import know
from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.documents.reading import read_document, read_text
from underheaven.documents.reform import SOCIETY_OF, merge
from underheaven.documents.scalars import shorten
from underheaven.documents.words import nearest
from underheaven.society.adapting import Adapter
from underheaven.society.ages import Bands
from underheaven.society.checks import check_society
from underheaven.society.checks.findings import Origins
from underheaven.society.crowding import WEEK
from underheaven.society.kinds_here import of_kinds_here
from underheaven.society.parts import names_of, put
from underheaven.society.schema import Society

CATALOGUE = FilePath(__file__).parent / "catalogue"
MAX_REFORMS = 8
"""A society of a society of a society is two reforms."""


def society_names() -> list[str]:
    """The societies of the catalogue, in order of name."""
    return sorted(path.stem for path in CATALOGUE.glob("*.yaml"))


def society_path(name: str) -> FilePath:
    """The file of a society of the catalogue."""
    return CATALOGUE / f"{name}.yaml"


def load_society(name_or_path: str, step_minutes: int = WEEK) -> Society:
    """A society of the catalogue, or one in a file of one's own, checked for steps of so many minutes.

    Raises InputError with every problem and its place for a name that does not exist, a file that is no
    society, categories that nobody defined, margins that disagree, and chances above 1.
    """
    if name_or_path in society_names():
        return read_society(society_path(name_or_path), step_minutes)
    path = FilePath(name_or_path)
    if path.suffix in (".yaml", ".yml") or path.name != name_or_path or _is_there(path):
        return read_society(path, step_minutes)
    names = society_names()
    near = nearest(name_or_path, names)
    remedy = f"write '{near}'" if near else f"choose one of {', '.join(names)}, or name a file"
    raise refuse(f"there is no society '{name_or_path}'", "no file has that name either", remedy)


def _is_there(path: FilePath) -> bool:
    try:
        return path.exists()
    except OSError:  # such as a name that is too long
        return False


def read_society(path: FilePath, step_minutes: int = WEEK) -> Society:
    """The society in a file, with the one that it reforms; raises InputError as `load_society` does."""
    return _read(path, (), step_minutes)


def society_from_text(
    text: str, file: str, folder: FilePath | None = None, step_minutes: int = WEEK
) -> Society:
    """The society that `text` holds; `file` is what problems call it. InputError as of `load_society`.

    A difference in a text can be to societies of the catalogue only, unless a `folder` is given in which its
    base may lie: otherwise no file is read for it.
    """
    return _complete(read_text(text, file, keep_faults=True), folder, (), step_minutes)


def _read(path: FilePath, above: tuple[FilePath, ...], step_minutes: int = WEEK) -> Society:
    """The society in a file; `above` are the files that are differences to it."""
    document = read_document(path, keep_faults=True)
    return _complete(document, path.parent, (*above, path.resolve()), step_minutes)


def _complete(
    document: Document, folder: FilePath | None, above: tuple[FilePath, ...], step_minutes: int
) -> Society:
    """The society of a document that was read from `folder`, the last of the files `above`."""
    _refuse_policy(document)
    data = document.data
    if not isinstance(data, dict):
        return validate(Society, document)
    if SOCIETY_OF in data:
        base = _base(document, data[SOCIETY_OF], folder, above)
        whole, origins, problems = _reformed(document, data, base)
    else:
        whole, origins, problems = _joined(document, data)
    try:
        society = validate(Society, whole)
        check_society(society, origins, step_minutes=step_minutes)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    if problems:
        raise InputError(problems)
    know(society, step_minutes)
    return society


def _refuse_policy(document: Document) -> None:
    """One error for a policy that is given as a society, instead of one for each of its keys."""
    data = document.data
    if isinstance(data, dict) and not {"society", SOCIETY_OF} & data.keys():
        for key in ("policy", "reform_of"):
            if key in data:
                words = ("this is a policy", "a society is asked for here", "name a society")
                raise InputError([document.problem((key,), *words)])


def _joined(document: Document, data: Mapping[str, Any]) -> tuple[Document, Origins, list[Problem]]:
    """A whole society with its shared parts, where its entries come from, and what the parts do not know."""
    joined, problems = put(document, data, Bands.read(data.get("age_bands")), _opinions(data))
    if "behaviour" in names_of(data) and isinstance(acts := joined.get("acts"), dict):
        joined["behaviour"] = of_kinds_here(joined["behaviour"], acts.keys())
    return replace(document, data=joined), Origins(document, names_of(data)), problems


def _reformed(
    document: Document, data: Mapping[str, Any], base: Society
) -> tuple[Document, Origins, list[Problem]]:
    """A society that is given as its difference to `base`; the results are those of `_joined`."""
    plain = _plain(base.model_dump(exclude_unset=True, exclude_none=True))
    people = {key: plain[key] if data.get(key) is None else data[key] for key in ("age_bands", "opinions")}
    bands, opinions = Bands.read(people["age_bands"]), _opinions(people)
    adapter = Adapter((Bands.read(plain["age_bands"]), bands), (base.opinions, opinions))
    below = {**adapter.adapted(plain), **people}
    named = names_of(data)
    parts, problems = put(document, {"acts": below["acts"], **named}, bands, opinions)
    sources = {**below.get("sources", {}), **parts.pop("sources")}
    given = {"age_bands"} if data.get("age_bands") is not None else set()
    difference = {key: value for key, value in data.items() if key not in given | named.keys()}
    behaviour = of_kinds_here(
        parts.get("behaviour", below["behaviour"]), _kinds(parts["acts"], data.get("acts"))
    )
    whole = Document(base.society, {**below, **parts, "behaviour": behaviour, "sources": sources})
    merged = merge(whole, replace(document, data=difference))
    if adapter.unmet and "acts" not in named:
        problems.append(_unmet(document, base, adapter.unmet))
    origins = Origins(document, named, base.society, merged.replaced | {(key,) for key in given})
    return merged.own(), origins, problems


def _kinds(acts: Mapping[str, Any], difference: object) -> set[str]:
    """The names of the kinds of act that there are with a difference to them, of which `null` removes one."""
    changed = difference if isinstance(difference, dict) else {}
    return {kind for kind in {*acts, *changed} if changed.get(kind, kind) is not None}


def _unmet(document: Document, base: Society, acts: list[str]) -> Problem:
    """That factors by opinion of the society that is reformed say nothing of the new opinions."""
    return document.problem(
        ("opinions",),
        f"'{base.society}' has no factors for these opinions",
        f"how often people do {', '.join(acts)} depends on them, and it knows {', '.join(base.opinions)}",
        "let `opinions` be some of these, or write `acts` out in this file with factors of your own",
    )


def _opinions(data: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The opinions that a document lists; None where it lists none."""
    given = data.get("opinions")
    return tuple(given) if isinstance(given, list) and all(isinstance(each, str) for each in given) else None


def _plain(data: Any) -> Any:
    """The data of a model as a document holds it: lists instead of tuples."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(value) for value in data] if isinstance(data, list | tuple) else data


def _base(document: Document, name: object, folder: FilePath | None, above: tuple[FilePath, ...]) -> Society:
    """The society that `document` is a difference to. InputError where there is none or it never ends."""

    def fault(what: str, why: str, remedy: str) -> InputError:
        return InputError([document.problem((SOCIETY_OF,), what, why, remedy, at_value=True)])

    if not isinstance(name, str) or not name:
        raise fault("this names no society", f"`{SOCIETY_OF}` names the society that is changed",
                    "write a name of the catalogue or a file")  # fmt: skip
    if name in society_names():
        return _read(society_path(name), ())
    found = None if folder is None else beside(folder, name)
    if found is None:
        near = nearest(name, society_names())
        known = f"known are {', '.join(society_names())}"
        raise fault(f"there is no society '{shorten(name)}'",
                    "it is neither in the catalogue nor a file in this folder or below it",
                    f"did you mean {near}? {known}" if near else known)  # fmt: skip
    if found.resolve() in above:
        circle = (*above[above.index(found.resolve()) :], found)
        raise fault(f"{name} would be a difference to itself",
                    "one after the other, " + " changes ".join(each.name for each in circle),
                    "let one of them stand alone")  # fmt: skip
    if len(above) > MAX_REFORMS:
        raise fault(f"more than {MAX_REFORMS} societies one upon another", "each is a difference to the next",
                    "join some of them in one file")  # fmt: skip
    if not _is_society(found):
        # Whatever it is, nothing of it is repeated: who named it may not be who may read it.
        raise fault(f"{shorten(name)} is not a society", "it cannot be read as one",
                    "name a society; `underheaven check` of that file says what is wrong")  # fmt: skip
    return _read(found, above)


def _is_society(path: FilePath) -> bool:
    """Whether a file holds a society or a difference to one, be it with faults."""
    try:
        data = read_document(path, keep_faults=True).data
    except InputError:
        return False
    if not isinstance(data, dict) or not {"society", SOCIETY_OF} & data.keys():
        return False
    return 2 * len(data.keys() & {*Society.model_fields, SOCIETY_OF}) > len(data)
