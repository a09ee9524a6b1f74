"""Reading a YAML document that a person wrote: bounded, exact, with the position of everything.

YAML 1.2, one document a file, UTF-8, at most 2 MiB. Numbers with a point or an exponent become
`decimal.Decimal` digit by digit; days become `datetime.date`; no tags, no directives, no merge keys.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path as FilePath

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import Event

from underheaven.documents.characters import unfit
from underheaven.documents.document import Document, Position
from underheaven.documents.kept import found, keep
from underheaven.documents.nodes import lay_out
from underheaven.documents.people import looks_like_people
from underheaven.documents.problems import MAX_PROBLEMS, InputError, Problem, refuse
from underheaven.documents.syntax import explain, unparsable
from underheaven.documents.tree import Steps, TreeBuilder

MAX_BYTES = 2 * 1024 * 1024
# What the parser takes for the end of a line.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# Control characters and halves of characters have messages of their own, with the place of the entry.
_LEFT_TO_THE_PARSER = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))))

__all__ = ["MAX_BYTES", "Document", "read_document", "read_text"]


def read_document(path: FilePath, *, keep_faults: bool = False) -> Document:
    """The document in the file at `path`; `keep_faults` as of `read_text`.

    A document without a fault is kept in the user's cache, and is not read anew until the file, or what reads
    it, is another.

    Raises InputError for a file that is missing, unreadable, no ordinary file, too large or not UTF-8,
    for one that looks like a table of persons, and for everything that `read_text` refuses.
    """
    file = str(path)
    raw = _bytes_of(path, file)
    if table := looks_like_people(raw, file):
        raise InputError([table])
    if len(raw) > MAX_BYTES:
        raise refuse(
            "the file is too large",
            f"a document has at most {MAX_BYTES:,} bytes",
            "shorten it; a policy or society needs a hundredth of that",
            file=file,
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        raise refuse(
            "the file is not UTF-8 text",
            f"byte {raw[error.start]:#04x} is not part of any character",
            "save it as UTF-8",
            file=file,
            line=before.count(b"\n") + 1,
            column=error.start - (before.rfind(b"\n") + 1) + 1,
        ) from None
    document = found(text, file)
    if document is None:
        document = read_text(text, file, keep_faults=keep_faults)
        keep(text, document)
    return document


def read_text(text: str, file: str, *, keep_faults: bool = False) -> Document:
    """The document that `text` holds; `file` is what problems call it.

    With `keep_faults`, values that are none, such as 2019-02-30, are left in the document's `faults`,
    for `validate` to say them with everything else.

    Raises InputError with every problem that can be found: faults of syntax end the reading, so they
    come alone or last.
    """
    if table := looks_like_people(text.encode("utf-8", "replace"), file):
        raise InputError([table])
    _refuse_directives(text, file)
    _refuse_unfit(text, file)
    builder = TreeBuilder(file)
    events = _Events(text)
    try:
        root = builder.build(events)
    except YAMLError as error:
        raise InputError([*builder.problems, explain(error, text, file)], early=True) from None
    except (OverflowError, ValueError):
        # The parser turns the number of an escape into a character without looking at it.
        raise InputError([*builder.problems, unparsable(file, *events.last)], early=True) from None
    if root is None or (root.value is None and root.items is None and root.entries is None):
        raise refuse(
            "the document is empty",
            "there is nothing in it but blank lines or comments",
            "write the document; `underheaven list` names complete ones",
            file=file,
            line=1,
            column=1,
        )
    document = Document(file, None)
    document.places[()] = root.at
    document.data = lay_out(root, (), document)
    document.faults = tuple(builder.faults)
    if table := looks_like_people(document, file):
        raise InputError([table])
    if document.faults and not keep_faults:
        raise InputError(document.faults, early=True)
    return document


class _Events:
    """The parser's events, remembering where the last one stood."""

    def __init__(self, text: str) -> None:
        self.last: Position = (1, 1)
        self._events: Steps = iter(YAML(typ="safe", pure=True).parse(text))

    def __iter__(self) -> _Events:
        return self

    def __next__(self) -> Event:
        event = next(self._events)
        self.last = (event.start_mark.line + 1, event.start_mark.column + 1)
        return event


def _bytes_of(path: FilePath, file: str) -> bytes:
    """The first bytes of the file, one more than allowed where it is too large."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise refuse("this is a folder", "a document is one file", "name the file inside it", file=file)
        if not stat.S_ISREG(mode):
            raise refuse(
                "this is not an ordinary file",
                "a pipe or device has no end that is known beforehand",
                "save the document to a file first",
                file=file,
            )
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        why = "it is a link to nothing" if path.is_symlink() else ""
        raise refuse("there is no such file", why, "check the spelling and the folder", file=file) from None
    except PermissionError:
        raise refuse(
            "the file may not be read", "its permissions forbid it", "allow reading it", file=file
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise refuse("the file cannot be read", reason, "check the path", file=file) from None


def _refuse_unfit(text: str, file: str) -> None:
    """Refuses, comments included, what makes a file look other than it is; the parser sees to the rest."""
    if found := unfit(text, _LEFT_TO_THE_PARSER):
        before = text[: found.position]
        raise refuse(
            found.what,
            found.why,
            "remove it",
            file=file,
            line=before.count("\n") + 1,
            column=len(before) - (before.rfind("\n") + 1) + 1,
        )


def _refuse_directives(text: str, file: str) -> None:
    problems = [
        Problem(
            "a line begins with %",
            "that makes it a directive, and a document needs none",
            "remove it (YAML 1.2 is assumed); indent it if it is text",
            file,
            number,
            1,
        )
        for number, line in enumerate(_BREAK.split(text), 1)
        if line.lstrip("\ufeff").startswith("%")
    ]
    if problems:
        raise InputError(problems[:MAX_PROBLEMS], early=True)
