"""A policy's text, checked against a society as `underheaven check` does it, and what it changes, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from underheaven.documents.document import Document
from underheaven.documents.people import LONG_NUMBER_WHY, REASON, looks_like_people
from underheaven.documents.problems import InputError, refuse
from underheaven.documents.reform import REFORM_OF, Reformed
from underheaven.documents.writing import as_python
from underheaven.observatory.editing.packed import packed
from underheaven.observatory.editing.sparse import Data, difference, entries, in_line, reform
from underheaven.observatory.filed import moving
from underheaven.policy.examined import Checked, examined, examining
from underheaven.policy.loading import load_policy_document, policy_from_text
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

FILE = "policy.yaml"
"""What problems call the text."""
MOST_BYTES = 200_000
"""Of a text: several times what the longest policy has that is shipped."""


def checked(text: str, base: str, society: Society) -> dict[str, Any]:
    """What `underheaven check` finds in a file with this text, and the difference to a shipped policy.

    `base` is the shipped policy that the text began as; a reform is compared with the one that it names.
    Keys: `problems`, `boundary`, `stopped` (whether more checks follow), `warnings`, `without_effect`,
    `without_evidence`, and `policy`: None where there is a problem, else what `told_of` says.
    """
    read: list[tuple[Policy, Document]] = []

    def reading() -> tuple[Policy, Document]:
        require_short(text)
        read.append(policy_from_text(text, FILE))
        return read[-1]

    found = examining(reading, lambda policy, document: examined(policy, document, society), fits=True)
    told = None if found.problems else told_of(*read[0], base, society)
    return {**as_json(found), "policy": told}


def as_json(found: Checked) -> dict[str, Any]:
    """What was found as plain JSON values; `said` of a problem is the command's line.

    `boundary` says whether the text was refused for what may be about people.
    """
    return {
        "problems": [{**asdict(each), "said": str(each)} for each in found.problems],
        "boundary": any(each.why in (REASON, LONG_NUMBER_WHY) for each in found.problems),
        "stopped": found.stopped,
        "warnings": list(found.warnings),
        "without_effect": [{**asdict(each), "said": str(each)} for each in found.idle],
        "without_evidence": list(found.unsourced),
    }


def require_short(text: str) -> None:
    """Refuse a text that is longer than any policy; of a table of people it is said that it is one."""
    raw = text.encode("utf-8", "replace")
    if len(raw) > MOST_BYTES:
        if table := looks_like_people(raw, FILE):
            raise InputError([table])
        raise refuse(
            "the file is too large",
            f"here a policy has at most {MOST_BYTES:,} bytes",
            "shorten it; the policies that are shipped need far less",
            file=FILE,
        )


def told_of(policy: Policy, document: Document, base: str, society: Society) -> dict[str, Any]:
    """A policy without problems: `name`, `title`, `base` and the `differences` to it, each as a path and two
    texts; the same as `reform` (a file), as `python` and as `word` of an address; and as `moves` the
    consequences that keep a page from living it.

    The three are None where a reform cannot say it; `word` is None too where it would be too long.
    """
    of = based_on(document, base)
    changes = changes_of(document, of)
    text = reform(of, shipped(of), policy, changes)
    return {
        "name": policy.policy,
        "title": policy.title,
        "base": of,
        "differences": differences(of, changes),
        "reform": text,
        "python": None if text is None else _python(of, society.society, changes),
        "word": None if text is None else packed(text),
        "moves": moving(policy),
    }


def differences(base: str, changes: Data) -> list[list[Any]]:
    """Each entry that changes: its path, what the shipped policy has there, and what it becomes, as texts."""
    return [
        [list(path), *(None if each is None else in_line(each) for each in (old, new))]
        for path, old, new in entries(shipped(base)[1].data, changes)
    ]


def based_on(document: Document, base: str) -> str:
    """The shipped policy that a document changes: the one that a reform names, and else `base`."""
    return FilePath(document.base.file).stem if isinstance(document, Reformed) else base


def changes_of(document: Document, base: str) -> Data:
    """The sparse difference of a document to a shipped policy."""
    before, now = shipped(base)[1].data, document.data
    if not isinstance(before, dict) or not isinstance(now, dict):
        raise TypeError("a policy that was checked is a group")
    return difference(before, {key: each for key, each in now.items() if key != REFORM_OF})


@cache
def shipped(name: str) -> tuple[Policy, Document]:
    """A policy of the catalogue and its document."""
    return load_policy_document(name)


def _python(base: str, society: str, changes: Data) -> str:
    said = [
        f"        {'.'.join(path)!r}: {as_python(new)},\n"
        for path, _, new in entries(shipped(base)[1].data, changes)
    ]
    lines = f"    {base!r},\n    society={society!r},\n    change={{\n{''.join(said)}    }},\n"
    return f"import underheaven as uh\n\nworld = uh.World(\n{lines})\n"
