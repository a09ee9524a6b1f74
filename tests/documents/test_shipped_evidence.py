"""Where the numbers of every shipped file come from: none is without, and none is surer than its source."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import underheaven
from underheaven.documents.evidence import numbers, unsourced
from underheaven.documents.quantity import Sourced
from underheaven.documents.reading import read_document, read_text
from underheaven.documents.told import ORIGIN
from underheaven.documents.units import alternatives, annotation_of, convention_of, inside, unit_of
from underheaven.documents.works import HOW, cited, works
from underheaven.policy.loading import load_policy, policy_names
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society, society_from_text, society_names, society_path
from underheaven.society.parts import BUILDS_ON, FOLDER, ActsPart, BehaviourPart, FirmsPart, names_of
from underheaven.society.schema import Society

PACKAGE = Path(underheaven.__file__).parent
FILES = sorted(
    path
    for room in ("policy", "society")
    for path in (PACKAGE / room / "catalogue").rglob("*.yaml")
    if path.parent.name != "expected"
)
MODELS = (Policy, Society, ActsPart, BehaviourPart, FirmsPart)
AUTHOR_AND_YEAR = re.compile(
    r"\b[A-Z][\w'’-]+(?:(?:, [A-Z]\w+)* and (?:others|[A-Z]\w+)| et al\.)? (?:19|20)\d\d\b"
)
MONTHS = ("January", "June", "October", "December")
SURE = "MSV"
"""How well a work is known, in rising order; what is derived from it (D) needs it second-hand at least."""


OTHERS = {"riverton, answering": "society_of: riverton\nbehaviour: answering\n"}
"""Shared parts that no shipped society names, in one that does."""


@cache
def document(name: str) -> Policy | Society:
    if name in OTHERS:
        return society_from_text(OTHERS[name], "own.yaml")
    return load_policy(name) if name in policy_names() else load_society(name)


NAMES = (*policy_names(), *society_names(), *OTHERS)


def test_every_shared_part_is_one_of_a_society_that_is_looked_at() -> None:
    """So that no part is shipped whose numbers are in no registry."""
    named = {
        value
        for name in society_names()
        for value in names_of(_mapping(read_document(society_path(name)).data)).values()
    }
    named |= {
        value for text in OTHERS.values() for value in names_of(_mapping(read_text(text, "").data)).values()
    }
    named |= {base for name in named if (base := _base(name)) is not None}
    assert {path.stem for path in FILES if path.parent.name == "parts"} == named


def _base(part: str) -> str | None:
    found = _mapping(read_document(FOLDER / f"{part}.yaml").data).get(BUILDS_ON)
    return None if found is None else str(found)


def _mapping(data: object) -> dict[str, Any]:
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_number_of_a_shipped_file_is_without_its_origin(path: Path) -> None:
    """By the text alone: beside each number, or above it, stands a source with a letter or an assumption."""
    bare = [place for place, origin in _numbers(read_document(path).data, (), {}) if not _is_stated(origin)]
    assert [place for place in bare if "tile" not in place] == []


def _numbers(data: object, path: tuple[str, ...], origin: dict[str, object]) -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict):
        own = {key: each for key, each in data.items() if key in ORIGIN}
        here = own if own.keys() & {"source", "assumed"} else origin
        for key, each in data.items():
            if not (own and key in ORIGIN):
                # What has no origin of its own has that of the table in which it stands, and no other's.
                inner = here if key in ("value", "values", "dated", "weights") or here is origin else {}
                is_band = here is own and key in ("first", "last")
                yield from _numbers(each, (*path, str(key)), here if is_band else inner)
    elif isinstance(data, list):
        for place, each in enumerate(data):
            yield from _numbers(each, (*path, str(place)), origin)
    elif isinstance(data, int | Decimal) and not isinstance(data, bool):
        yield ".".join(path), origin


def _is_stated(origin: dict[str, object]) -> bool:
    if origin.get("source"):
        return origin.get("confidence") in ("V", "S", "D") or ("range" in origin and "confidence" in origin)
    return bool(origin.get("assumed")) and "range" in origin


def test_a_number_without_an_origin_is_found() -> None:
    text = {"a": {"value": 1, "assumed": "so", "range": [0, 2]}, "b": 3, "c": {"value": 4, "assumed": "so"}}
    assert [place for place, origin in _numbers(text, (), {}) if not _is_stated(origin)] == ["b", "c.value"]


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_of_the_registry_is_complete_and_has_a_unit(name: str) -> None:
    found = numbers(document(name))
    assert len(found) > 8
    assert unsourced(document(name)) == ()
    assert [each.path for each in found if not each.unit] == []
    assert len({each.path for each in found}) == len(found)


@pytest.mark.parametrize("name", NAMES)
def test_every_source_is_a_work_and_no_number_is_surer_than_it(name: str) -> None:
    for each in numbers(document(name)):
        if each.source is None:
            continue
        named = cited(each.origin)
        assert named, (each.path, each.origin)
        known = max(SURE.index(work.how) for work in named)
        needed = {"V": "V", "S": "S", "D": "S", "M": "M"}[each.kind]
        assert known >= SURE.index(needed), (each.path, each.kind, [work.how for work in named])


@pytest.mark.parametrize("name", NAMES)
def test_whoever_is_named_with_a_year_stands_in_the_bibliography(name: str) -> None:
    society_sources = {} if name in policy_names() else getattr(document(name), "sources", {})
    texts = [each.origin for each in numbers(document(name))] + list(society_sources.values())
    for text in texts:
        left = text
        for work in cited(text):
            left = left.replace(work.name, "").replace(work.work, "")
        mentioned = [word for word in AUTHOR_AND_YEAR.findall(left) if not word.startswith(MONTHS)]
        assert mentioned == [], text


def test_who_is_in_no_bibliography_is_found() -> None:
    text = "as Nobody and Others 1999 found, and Someone, Else and Third 2001, in June 2014 (Nix et al. 2003)"
    found = [each for each in AUTHOR_AND_YEAR.findall(text) if not each.startswith(MONTHS)]
    assert found == ["Nobody and Others 1999", "Someone, Else and Third 2001", "Nix et al. 2003"]
    assert cited(text) == []


def test_every_work_is_named_somewhere_and_says_how_it_is_known() -> None:
    """In an origin, among the sources of a society, beside what is no number, by a pattern or of a rule."""
    others = PACKAGE / "verify" / "patterns.yaml", PACKAGE.parent / "docs" / "odd.md"
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*FILES, *others])
    text = re.sub(r"\s+", " ", text)
    assert {work.how for work in works().values()} <= HOW.keys()
    assert [name for name in works() if name not in text] == []


def test_a_name_within_a_longer_one_is_not_meant() -> None:
    assert [work.name for work in cited("Kostka and Antoine 2020: shopping")] == ["Kostka and Antoine 2020"]
    assert [work.name for work in cited("Xu, Kostka and Cao 2022: 43")] == ["Xu, Kostka and Cao 2022"]


@pytest.mark.parametrize("model", MODELS)
def test_every_number_that_a_file_may_have_has_a_place_for_its_origin_and_a_unit(
    model: type[BaseModel],
) -> None:
    found = list(_leaves(model, model.__name__, set()))
    assert len(found) > 5
    assert [path for path, unit, origin in found if not (unit and origin)] == []


def _leaves(model: type[BaseModel], path: str, seen: set[type]) -> Iterator[tuple[str, str | None, bool]]:
    if model in seen:
        return
    for name, field in model.model_fields.items():
        yield from _in(annotation_of(field), f"{path}.{name}", {*seen, model})


def _in(annotation: Any, path: str, seen: set[type]) -> Iterator[tuple[str, str | None, bool]]:
    for kind in alternatives(annotation):
        if convention_of(annotation) is not None or (isinstance(kind, type) and issubclass(kind, Sourced)):
            yield path, unit_of(annotation), True
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _leaves(kind, path, seen)
        elif kind in (int, float, Decimal):
            yield path, unit_of(annotation), False
        elif (within := inside(annotation)) is not Any:
            yield from _in(within, path, seen)
