"""What an editor asks, wherever it is answered: in the worker of a page, or by `underheaven observe`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from underheaven.documents.problems import InputError, refuse
from underheaven.observatory.editing.checking import checked
from underheaven.observatory.editing.undoing import opened, undone
from underheaven.policy.loading import policy_names
from underheaven.society.schema import Society

FIELDS: dict[str, dict[str, type]] = {
    "check": {"text": str, "base": str, "society": str},
    "undo": {"text": str, "base": str, "path": list},
    "open": {"word": str},
}
"""What can be asked, and with what: a policy's text and names out of closed lists, and nothing else."""
MOST_STEPS = 40
"""Of a path; no document is deeper."""


def answered(asked: object, societies: Mapping[str, Callable[[], Society]]) -> dict[str, Any]:
    """The answer as plain JSON values; nothing is known of what came in.

    `societies` gives those that a policy can be held against. What is wrong with the question itself stands
    under `refused`, as problems; nothing of the question is repeated there.
    """
    try:
        return _answered(asked, societies)
    except InputError as error:
        return {"refused": [{**asdict(each), "said": str(each)} for each in error.problems]}


def _answered(asked: object, societies: Mapping[str, Callable[[], Society]]) -> dict[str, Any]:
    do = asked.get("do") if isinstance(asked, dict) else None
    fields = FIELDS.get(do) if isinstance(do, str) else None
    if not isinstance(asked, dict) or fields is None or asked.keys() != {"do", *fields}:
        raise _not_asked_so()
    if any(type(asked[name]) is not kind for name, kind in fields.items()):
        raise _not_asked_so()
    if "base" in fields and asked["base"] not in policy_names():
        raise refuse("this policy is not shipped", "an edited policy is compared with one that is",
                     "take one of those on the page")  # fmt: skip
    if do == "check":
        if asked["society"] not in societies:
            raise refuse("this society is not offered", "a policy is held against one of a closed list",
                         "take one of those on the page")  # fmt: skip
        return checked(asked["text"], asked["base"], societies[asked["society"]]())
    if do == "open":
        return opened(asked["word"])
    path = asked["path"]
    if not 0 < len(path) <= MOST_STEPS or not all(isinstance(step, str) for step in path):
        raise _not_asked_so()
    return {"text": undone(asked["text"], asked["base"], tuple(path))}


def _not_asked_so() -> InputError:
    known = "; ".join(f"{name} takes {', '.join(fields)}" for name, fields in FIELDS.items())
    return refuse("this is not how an editor asks", known, "ask with one of these, and nothing else")
