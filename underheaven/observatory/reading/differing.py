"""What two policies write otherwise, entry by entry, in the order of the schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from underheaven.documents.quantity import Sourced
from underheaven.policy.schema import Policy

PROSE = ("policy", "title", "about", "corrections", "structure")
"""Parts that nothing is computed from."""
Written = str | dict[str, "Written"]
"""What stands in an entry: its words, or its own entries by name."""
Row = tuple[str, str | None, str | None]
"""An entry by its path, and what each of two policies writes there; None: nothing, or what is usual."""


def differing(one: Policy, other: Policy) -> list[Row]:
    """Every entry in which two policies differ, but for prose and the origins of numbers.

    Where one of them has nothing, the other's entry is one row, however much stands in it.
    """
    return list(_rows(written(one), written(other), ""))


def written(policy: Policy) -> dict[str, Written]:
    """All entries of a policy that say something else than is usual, without prose and origins."""
    return _of_model(policy)


def _of_model(thing: BaseModel) -> dict[str, Written]:
    fields = type(thing).model_fields.items()
    given = ((name, getattr(thing, name), field.default) for name, field in fields if name not in PROSE)
    said = {name: _written(value) for name, value, usual in given if value != usual}
    return {name: each for name, each in said.items() if each}


def _written(thing: object) -> Written:
    if isinstance(thing, Sourced):
        return ", ".join(f"{name} {value:f}".strip() for name, value in thing.named())
    if isinstance(thing, BaseModel):
        return _of_model(thing)
    if isinstance(thing, Mapping):
        return {str(key): _written(each) for key, each in thing.items()}
    if isinstance(thing, list | tuple):
        entries = [_written(each) for each in thing]
        if all(isinstance(each, str) for each in entries):
            return ", ".join(map(str, entries))
        return {str(place): each for place, each in enumerate(entries, 1)}
    if isinstance(thing, bool):
        return "yes" if thing else "no"
    return str(thing)


def _rows(one: Written | None, other: Written | None, path: str) -> Iterator[Row]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            yield from _rows(one.get(key), other.get(key), f"{path}.{key}".lstrip("."))
    elif one != other:
        yield path, _words(one), _words(other)


def _words(said: Written | None) -> str | None:
    """What stands in an entry, on one line."""
    if not isinstance(said, dict):
        return said
    parts = ((key.replace("_", " "), each, _words(each)) for key, each in said.items())
    return "; ".join(
        f"{key} ({words})" if isinstance(each, dict) else f"{key} {words}" for key, each, words in parts
    )
