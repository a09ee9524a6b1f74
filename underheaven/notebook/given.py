"""Policies and societies as they are given from Python, and what is kept of how they were given.

A policy is a name of the catalogue, a file, the text of one, a mapping that says what a file would, or a
`Policy`; a society likewise. Whatever is no file yet is written as the YAML of one and read as that is, with
every check.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from underheaven.documents.document import Document
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, refuse
from underheaven.documents.reading import read_text
from underheaven.documents.reform import REFORM_OF
from underheaven.documents.taking import shown
from underheaven.documents.words import counted
from underheaven.documents.writing import as_python, as_yaml
from underheaven.notebook.writing import plain
from underheaven.policy.loading import laid_over, policy_from_text
from underheaven.policy.named import policy_called, society_called
from underheaven.policy.schema import Policy
from underheaven.report.reproduce import CHANGE, CHANGED, TEXT, asked_by
from underheaven.society.loading import society_from_text
from underheaven.society.schema import Society

PolicyLike: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any] | Policy"
"""A name of the catalogue, a file, the text of one, a mapping, or a policy."""
SocietyLike: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any] | Society"
"""The same of a society."""
Change: TypeAlias = Mapping[str, Any]
"""What changes in a policy: dotted paths, or groups within groups; None removes an entry."""
MOST_LETTERS = 32
"""Of a policy's name that a changed one begins with."""


@dataclass(frozen=True)
class Given:
    """A policy, the document that places its problems, and how it was given, for a run's provenance."""

    policy: Policy
    document: Document
    words: dict[str, str]

    @property
    def name(self) -> str:
        """What it is called: a name of the catalogue, or the path of a file from the current folder on."""
        return self.words["policy"]


def policy_given(argument: str, value: object, change: object = None) -> Given:
    """The policy that an argument is, with a `change` laid over it; InputError, naming the argument."""
    found = Gathered()
    data = found.take(lambda: {} if change is None else _change(change))
    base = found.take(lambda: _policy(argument, value))
    found.settle()
    return _changed(had(base), had(data)) if data else had(base)


def society_given(argument: str, value: object) -> tuple[Society, dict[str, str]]:
    """The society that an argument is, and how it was given; InputError, naming the argument."""
    if (text := _as_text(argument, value, Society)) is not None:
        with _without_places(argument, isinstance(value, str)):
            society = society_from_text(text, argument, Path())
        return society, {"society": f"{society.society}.yaml", f"society{TEXT}": text}
    name = _named(argument, value, "society")
    return society_called(name), {"society": asked_by(name)}


def _policy(argument: str, value: object) -> Given:
    if (text := _as_text(argument, value, Policy)) is None:
        name = _named(argument, value, "policy")
        return Given(*policy_called(name), {"policy": asked_by(name)})
    with _without_places(argument, isinstance(value, str)):
        policy, document = policy_from_text(text, argument, Path())
    return Given(policy, document, {"policy": f"{policy.policy}.yaml", f"policy{TEXT}": text})


def _as_text(argument: str, value: object, model: type[Policy] | type[Society]) -> str | None:
    """The YAML of what is no file: of text with several lines, a mapping or a model; None for a name."""
    if isinstance(value, str):
        return value if "\n" in value.strip() else None
    if isinstance(value, Mapping | model):
        data = plain(argument, value)
        if not data:
            raise refuse(f"{argument} is empty", "it says nothing", "name one of the catalogue, or a file")
        return as_yaml(data, short=REFORM_OF in data)
    return None


def _named(argument: str, value: object, kind: str) -> str:
    """The name or path that an argument is."""
    if isinstance(value, str | os.PathLike):
        name = os.fspath(value)
        if isinstance(name, str) and name.strip() and "\0" not in name:
            return name
    plural = {"policy": "policies", "society": "societies"}[kind]
    raise refuse(
        f"{shown(argument, value)} is not a {kind}",
        f"a {kind} is a name of the catalogue, a file, its text, or a mapping that says what a file would",
        f"give {argument} as one of these: underheaven.{plural}() lists the catalogue",
    )


@contextmanager
def _without_places(argument: str, written: bool) -> Iterator[None]:
    """Lines are those of the text that was given; of what was written here, nobody has seen any."""
    try:
        yield
    except InputError as error:
        if written:
            raise
        raise InputError(
            [replace(each, line=0, column=0, file=argument) for each in error.problems]
        ) from None


def _change(change: object) -> dict[Any, Any]:
    """A change as groups within groups; InputError for what is none."""
    if not isinstance(change, Mapping):
        raise refuse(
            f"{shown('change', change)} is not a change",
            "a change is a mapping of dotted paths, or of groups within groups",
            "give change={'secrecy': 0}, for one",
        )
    data = nested(change)
    if REFORM_OF in data:
        raise refuse(
            f"change has the key {REFORM_OF}", "it is laid over the policy that is given", "remove the key"
        )
    return data


def _changed(base: Given, change: dict[Any, Any]) -> Given:
    """A policy with a change laid over it: checked as a reform is, and with a name of its own."""
    data = dict(change)
    flat = dict(sorted(_leaves(data)))
    said = as_python(flat)
    before = base.policy
    if "policy" not in data:
        seal = hashlib.sha256(f"{before.policy}{said}".encode()).hexdigest()[:6]
        data["policy"] = f"{before.policy[:MOST_LETTERS]}-changed-{seal}"
    if "title" not in data:
        paths = [path for path in flat if path != "policy"]
        what = paths[0] if len(paths) == 1 else counted(len(paths), "entry", "entries")
        data["title"] = f"{before.title} (changed: {what})"
    data = {key: data[key] for key in sorted(data, key=lambda key: key not in ("policy", "title"))}
    with _without_places("change", written=False):
        policy, document = laid_over(base.document, read_text(as_yaml(data), "change", keep_faults=True))
    reform = as_yaml({REFORM_OF: base.name, **data}, short=True)
    words = {
        "policy": f"{policy.policy}.yaml",
        f"policy{CHANGED}": base.name,
        CHANGE: said,
        f"policy{TEXT}": reform,
    }
    if before_text := base.words.get(f"policy{TEXT}"):
        # The base is no file either: the whole policy is what one would write.
        words = {"policy": words["policy"], f"policy{TEXT}": as_yaml(plain("policy", policy)) or before_text}
    return Given(policy, document, words)


def nested(change: Mapping[Any, Any]) -> dict[Any, Any]:
    """A change as groups within groups. InputError for what no document holds, or says one thing twice."""
    return _opened(plain("change", change), ())


def _opened(data: dict[Any, Any], at: tuple[object, ...]) -> dict[Any, Any]:
    """Groups with every dotted name opened into groups."""
    result: dict[Any, Any] = {}
    for key, value in data.items():
        path = key.split(".") if isinstance(key, str) else [key]
        if not all(name != "" for name in path):
            raise refuse(
                f"{shown('a path of change', key)} has an empty part",
                "its parts are names with points between",
                "write it as in 'sources.cameras.coverage.urban'",
            )
        inner = _opened(value, (*at, *path)) if isinstance(value, dict) else value
        for name in reversed(path):
            inner = {name: inner}
        _join(result, inner, at)
    return result


def _join(into: dict[Any, Any], more: dict[Any, Any], at: tuple[object, ...]) -> None:
    for key, value in more.items():
        if key not in into:
            into[key] = value
        elif isinstance(value, dict) and isinstance(into[key], dict):
            _join(into[key], value, (*at, key))
        else:
            path = ".".join(map(str, (*at, key)))
            raise refuse(f"change gives {path} twice", "one of them would be lost", "give it once")


def _leaves(data: Mapping[Any, Any], at: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted path -> value of everything that a change gives; groups that are keyed by days stay whole."""
    for key, value in data.items():
        path = f"{at}.{key}" if at else str(key)
        if isinstance(value, dict) and value and all(isinstance(name, str) for name in value):
            yield from _leaves(value, path)
        else:
            yield path, value
