"""A fault in plain words: what is wrong, why, and what to write instead."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from underheaven.documents.document import Document
from underheaven.documents.faults import Fault
from underheaven.documents.misreadings import Words, quoted_number
from underheaven.documents.people import REASON
from underheaven.documents.problems import Problem
from underheaven.documents.scalars import shorten
from underheaven.documents.shapes import (
    UNKNOWN,
    bare,
    child,
    description_of,
    expected,
    keys_of,
    listed,
    members,
    one_of,
    wanted,
)
from underheaven.documents.words import nearest

MANY_ROWS = 50
"""So many entries where a few are allowed are a table, and are refused with the reason."""

# Code -> (adjective, relation, key of the context that holds the limit)
_BOUNDS = {
    "greater_than": ("too small", "more than", "gt"),
    "greater_than_equal": ("too small", "at least", "ge"),
    "less_than": ("too large", "less than", "lt"),
    "less_than_equal": ("too large", "at most", "le"),
    "multiple_of": ("not a multiple", "a multiple of", "multiple_of"),
}
_LENGTHS = {
    "too_short": ("too few entries", "at least", "min_length", "entries"),
    "too_long": ("too many entries", "at most", "max_length", "entries"),
    "string_too_short": ("too short a text", "at least", "min_length", "characters"),
    "string_too_long": ("too long a text", "at most", "max_length", "characters"),
    "decimal_max_digits": ("too many digits", "at most", "max_digits", "digits"),
    "decimal_max_places": ("too many decimals", "at most", "decimal_places", "decimals"),
    "decimal_whole_digits": ("too large a number", "at most", "whole_digits", "digits before the point"),
}
# Where the type expected is unknown, pydantic's code still tells it.
_BY_CODE = {
    "int": int,
    "decimal": Decimal,
    "float": Decimal,
    "bool": bool,
    "string": str,
    "date": dt.date,
    "datetime": dt.date,
    **dict.fromkeys(("list", "tuple", "set", "frozen"), list),
    **dict.fromkeys(("dict", "mapping", "model"), dict),
}


def explain(fault: Fault, document: Document) -> Problem:
    """The problem that `fault` is, with its place in `document`."""
    path, at_value = fault.path, not fault.in_key
    if fault.code == "extra_forbidden":
        words, at_value = _unknown_key(fault), False
    elif fault.code == "missing":
        words, at_value = _missing_key(fault), False
    elif fault.code in ("union_tag_invalid", "union_tag_not_found"):
        key = str(fault.context["discriminator"]).strip("'")
        path, words = (*path, key), _wrong_variant(fault, key)
    elif fault.code in _BOUNDS:
        adjective, relation, name = _BOUNDS[fault.code]
        limit = f"{relation} {fault.context[name]}"
        words = (
            f"{_shown(fault.given)} is {adjective}",
            f"it must be {limit}",
            f"write a number that is {limit}",
        )
    elif fault.code in _LENGTHS:
        fewer, relation, name, things = _LENGTHS[fault.code]
        limit = f"{relation} {fault.context[name]} {things}"
        count = (
            f" ({fault.context['actual_length']})" if fault.context.get("actual_length") is not None else ""
        )
        words = (
            f"{fewer}{count}",
            f"{limit} are allowed here",
            "add some" if "min" in name else "remove some",
        )
        if fault.code == "too_long" and _how_many(fault) >= MANY_ROWS:
            words = (f"{fewer}{count}", REASON, f"write {limit}")
    elif fault.code == "string_pattern_mismatch":
        words = _wrong_form(str(fault.given), str(fault.context["pattern"]))
    elif fault.misfit:
        words = _misfit(fault)
    else:
        words, at_value = _said_by_model(fault), not fault.in_key and not isinstance(fault.given, dict)
        path = (*path, *_pointed_at(fault))
    return document.problem(path, *words, at_value=at_value)


def _how_many(fault: Fault) -> int:
    return len(fault.given) if isinstance(fault.given, list | tuple | dict) else 0


def without_echoes(faults: list[Fault]) -> list[Fault]:
    """`faults` without the missing keys that stand there misspelt: a typo is one problem."""
    meant = {
        (*fault.path[:-1], nearest(str(fault.path[-1]), keys_of(fault.around)))
        for fault in faults
        if fault.code == "extra_forbidden"
    }
    return [fault for fault in faults if fault.code != "missing" or fault.path not in meant]


def _unknown_key(fault: Fault) -> Words:
    key, known = str(fault.path[-1]), keys_of(fault.around)
    near = nearest(key, known)
    remedy = f"write '{near}'" if near else "remove it"
    return (
        f"unknown key '{shorten(key)}'",
        f"the keys here are {listed(known)}" if known else "no such key is known here",
        remedy,
    )


def _missing_key(fault: Fault) -> Words:
    key = str(fault.path[-1])
    about = description_of(fault.around, key) or "it has no default"
    return f"'{key}' is missing", about, f"add `{key}:` with {wanted(fault.kind)}"


def _wrong_variant(fault: Fault, key: str) -> Words:
    if fault.code == "union_tag_not_found":
        kinds = dict.fromkeys(expected(child(member, key)) for member in members(bare(fault.kind)))
        return f"'{key}' is missing", "it says which entry this is", f"add `{key}:` with {' or '.join(kinds)}"
    allowed = re.findall(r"'([^']*)'", str(fault.context["expected_tags"]))
    return _not_allowed(str(fault.context["tag"]), allowed, one_of(allowed))


def _not_allowed(word: str, allowed: list[str], wanted: str) -> Words:
    near = nearest(word, allowed)
    return (
        f"'{shorten(word)}' is not known here",
        f"it must be {wanted}",
        f"write '{near}'" if near else f"write {wanted}",
    )


def _wrong_form(text: str, pattern: str) -> Words:
    tamed = re.sub(r"[^a-z0-9_-]+", "-", text.casefold()).strip("-")
    fits = bool(tamed) and re.search(pattern, tamed) is not None
    return (
        f"'{shorten(text)}' is not written as it must be",
        f"it must match {pattern}",
        f"write '{tamed}'" if fits else "use the letters and signs that it allows",
    )


def _misfit(fault: Fault) -> Words:
    """A value of the wrong type, or none of the words allowed."""
    alternatives = (fault, *fault.others)
    belonging = list(dict.fromkeys(_expected(one) for one in alternatives))
    belongs = " or ".join(belonging)
    given = fault.given
    numeric = {"a number", "a whole number"}
    if isinstance(given, str) and numeric.intersection(belonging) and (words := quoted_number(given)):
        return words
    if isinstance(given, str) and (allowed := [word for one in alternatives for word in _allowed(one)]):
        return _not_allowed(given, allowed, belongs)
    if given is None:
        return "nothing is written here", f"{belongs} belongs here", "write it, or remove the key"
    shown = _shown(given)
    reason = f"{_sort(given)} stands where {belongs} belongs"
    if belongs == "text" and not isinstance(given, list | dict):
        return (
            f"{shown} is not text",
            f"without quotes it is {_sort(given)}",
            f'write "{shown}", with the quotes',
        )
    if belongs == "a list" and not isinstance(given, list | dict):
        return f"{shown} is not a list", reason, f"write [{shown}]"
    if fault.code == "int_from_float":
        return f"{shown} is not a whole number", reason, "round it"
    if fault.code == "finite_number":
        return f"{shown} is not a finite number", "every number must be finite", "write a number"
    remedy = " or ".join(dict.fromkeys(_wanted(one) for one in alternatives))
    return f"{shown} is not {belongs}", reason, f"write {remedy}"


def _wanted(fault: Fault) -> str:
    return wanted(fault.kind) if fault.kind is not UNKNOWN and not _allowed(fault) else _expected(fault)


def _expected(fault: Fault) -> str:
    if allowed := _allowed(fault):
        return one_of(allowed)
    if fault.kind is not UNKNOWN:
        return expected(fault.kind)
    return expected(_BY_CODE.get(fault.code.split("_")[0], UNKNOWN))


def _allowed(fault: Fault) -> list[str]:
    """The words that a literal or an enumeration allows."""
    if fault.code not in ("literal_error", "enum"):
        return []
    return re.findall(r"'([^']*)'", str(fault.context["expected"]))


def _said_by_model(fault: Fault) -> Words:
    """The words of a validator: `what | remedy`, or `what | why | remedy`."""
    error = fault.context.get("error")
    parts = [part.strip() for part in (str(error) if error is not None else fault.message).split(" | ")]
    if len(parts) == 1:
        return parts[0], "", "see `underheaven schema` for what is allowed here"
    if len(parts) == 2:
        return parts[0], "", parts[1]
    return parts[0], parts[1], " | ".join(parts[2:])


def _pointed_at(fault: Fault) -> tuple[str | int, ...]:
    at: Any = fault.context.get("at", ())
    return (at,) if isinstance(at, str | int) else tuple(at)


def _sort(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | Decimal):
        return "a number"
    if isinstance(value, dt.date):
        return "a day"
    return (
        "a list" if isinstance(value, list) else "a group of entries" if isinstance(value, dict) else "text"
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{shorten(value)}'"
    return _sort(value) if isinstance(value, list | dict) else shorten(str(value))
