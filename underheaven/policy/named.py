"""Policies and societies by name or file, with help for one that was taken for the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from underheaven.documents.document import Document
from underheaven.documents.problems import Problem, refuse
from underheaven.documents.reform import SOCIETY_OF
from underheaven.policy.loading import load_policy_document, policy_names, policy_path
from underheaven.policy.schema import Policy
from underheaven.society.crowding import WEEK
from underheaven.society.loading import load_society, society_names, society_path
from underheaven.society.schema import Society

SUFFIXES = (".yaml", ".yml")


def policy_called(name: str) -> tuple[Policy, Document]:
    """The policy of that name or in that file; `InputError` as of `load_policy_document`."""
    if name in society_names() and not there(name):
        raise refuse(
            f"{name} is a society",
            "a policy is asked for here",
            f"give it as --society {name}, and name a policy: {', '.join(policy_names())}",
        )
    _require_near(name, policy_names(), "policy")
    return load_policy_document(name)


def society_called(name: str, step_minutes: int = WEEK) -> Society:
    """The society of that name or in that file; `InputError` as of `load_society`."""
    if name in policy_names() and not there(name):
        raise refuse(
            f"{name} is a policy",
            "a society is asked for here",
            f"name a society: {', '.join(society_names())}",
        )
    _require_near(name, society_names(), "society")
    return load_society(name, step_minutes)


def is_society(document: Document) -> bool:
    """Whether a document is meant for a society."""
    data = document.data
    return isinstance(data, dict) and bool({"society", SOCIETY_OF} & data.keys()) and "policy" not in data


def place_of(name: str) -> Path | None:
    """The file of that policy or society of the catalogue, or of that name; None where there is neither."""
    if name in policy_names():
        return policy_path(name)
    if name in society_names():
        return society_path(name)
    return Path(name) if there(name) else None


def called(problem: Problem) -> Problem:
    """A problem in a file of the catalogue, which is called by its name: nobody has to know where it lies."""
    name = Path(problem.file).stem
    ours = name in policy_names() and Path(problem.file) == policy_path(name)
    return replace(problem, file=name) if ours else problem


def there(name: str) -> bool:
    """Whether something has that path, be it a link to nothing."""
    try:
        return bool(name) and (Path(name).exists() or Path(name).is_symlink())
    except OSError:  # such as a name that is too long, or in a folder that is closed
        return False


def _require_near(name: str, known: list[str], kind: str) -> None:
    """Refuse a name that is almost one: empty, or with an ending too many or too few."""
    if not name.strip():
        raise refuse(
            f"the name of the {kind} is empty",
            "a variable of the shell may have no value",
            f"name one of {', '.join(known)}, or a file",
        )
    if name in known or there(name):
        return
    path = Path(name)
    if path.suffix in SUFFIXES and path.stem in known:
        raise refuse(
            f"there is no file {name}", f"the catalogue has a {kind} {path.stem}", f"write {path.stem}"
        )
    if beside := next((f"{name}{suffix}" for suffix in SUFFIXES if there(f"{name}{suffix}")), None):
        raise refuse(f"there is no {kind} '{name}'", f"there is a file {beside}", f"write {beside}")
