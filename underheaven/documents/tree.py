"""From the events of the YAML parser to a tree of nodes with positions, within bounds.

The tree is built from events and not by the library's own composer, so that every fault is found in
one pass, exact decimals stay exact, and hostile documents end before they cost anything: depth and
the size of what aliases expand to are known before anything is expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from underheaven.documents.characters import unfit
from underheaven.documents.document import Position, dotted
from underheaven.documents.nodes import Node
from underheaven.documents.problems import MAX_PROBLEMS, InputError, Problem
from underheaven.documents.scalars import BadScalarError, fault_of_key, plain, shorten
from underheaven.documents.words import nearest

MAX_DEPTH = 40
MAX_ENTRIES = 50_000
"""Entries of a document after its aliases are expanded; the largest that is foreseen has a fifth."""


@dataclass(slots=True)
class _Frame:
    """A collection being read. In a mapping, `key` is the key whose value comes next."""

    node: Node
    key: tuple[str, Position] | None = None
    # The value that comes next has no usable key: it is read for its faults and then dropped.
    dropping: bool = False

    @property
    def wants_key(self) -> bool:
        return self.node.entries is not None and self.key is None and not self.dropping


Steps: TypeAlias = Iterator[Event]


class _StopReadingError(Exception):
    """Reading cannot go on; the reason has been noted."""


class TreeBuilder:
    """Builds the tree of one document.

    `problems` collects what is wrong with it; those of `faults` are values that are none, such as
    2019-02-30, which leave the rest readable: the tree holds their text.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.faults: list[Problem] = []
        self._stack: list[_Frame] = []
        self._anchors: dict[str, Node] = {}
        self._root: Node | None = None
        self._documents = 0

    def build(self, events: Steps) -> Node | None:
        """The root, or None for an empty document.

        Raises InputError with everything that was found, if anything but `faults` was. What `events`
        itself raises passes through; `problems` then holds what was found before it.
        """
        try:
            for event in events:
                self._take(event)
        except _StopReadingError:
            pass
        if len(self.problems) > len(self.faults):
            raise InputError(self.problems, early=True)
        return self._root

    def _take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._note(
                    _at(event),
                    "a second document begins here",
                    "a file holds one document",
                    "remove the `---`, or put the second document into a file of its own",
                )
                raise _StopReadingError
        elif isinstance(event, CollectionEndEvent):
            node = self._stack.pop().node
            node.closed = True
            self._attach(node)
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._open(event)

    def _open(self, event: CollectionStartEvent) -> None:
        at = _at(event)
        if len(self._stack) >= MAX_DEPTH:
            self._note(
                at,
                f"more than {MAX_DEPTH} levels of nesting",
                "documents are never that deep",
                "write it flatter; look for a bracket that is never closed",
            )
            raise _StopReadingError
        self._refuse_tag(event)
        mapping = isinstance(event, MappingStartEvent)
        node = Node(at, items=None if mapping else [], entries={} if mapping else None, closed=False)
        self._name(event, node)
        self._stack.append(_Frame(node))

    def _scalar(self, event: ScalarEvent) -> None:
        at, text, is_plain = _at(event), str(event.value), not event.style
        self._refuse_tag(event)
        if self._stack and self._stack[-1].wants_key:
            self._name(event, Node(at, text))
            self._key(at, text, is_plain)
            return
        if is_plain and not text and self._stack and self._stack[-1].key is not None:
            # The parser places an absent value where the next entry begins.
            at = self._stack[-1].key[1]
        value: object = text
        if found := unfit(text):
            self._note(at, found.what, found.why, "remove it")
        elif is_plain:
            try:
                value = plain(text)
            except BadScalarError as bad:
                self._note(at, bad.what, bad.why, bad.remedy)
                self.faults.append(self.problems[-1])
        node = Node(at, value)
        self._name(event, node)
        self._attach(node)

    def _key(self, at: Position, text: str, is_plain: bool) -> None:
        """Takes `text` as the key of the next value, as it is written: `1` and `2014-01-01` are text."""
        frame = self._stack[-1]
        entries = frame.node.entries
        assert entries is not None
        frame.dropping = True  # until the key is found good
        shown = shorten(text)
        if found := unfit(text):
            self._note(at, found.what, found.why, "remove it")
        elif is_plain and text == "<<":
            self._note(at, "`<<` merges nothing", "YAML 1.2 has no merge key", "write the entries out")
        elif is_plain and (fault := fault_of_key(text)):
            self._note(at, *fault)
        elif (first := entries.get(text)) is not None:
            line, column = first[0]
            self._note(
                at,
                f"the key '{shown}' is given twice",
                f"it stands at line {line}, column {column} already",
                "keep one of the two",
                step=text,
            )
        else:
            frame.dropping, frame.key = False, (text, at)

    def _alias(self, event: AliasEvent) -> None:
        at, name = _at(event), str(event.anchor)
        target = self._anchors.get(name)
        if self._stack and self._stack[-1].wants_key:
            self._note(at, f"an alias (*{name}) stands for a key", "a key is plain text", "write the key out")
            self._stack[-1].dropping = True
            return
        if target is None:
            near = nearest(name, islice(self._anchors, MAX_PROBLEMS))
            self._note(
                at,
                f"*{name} refers to nothing",
                f"there is no &{name} before it",
                f"write *{near}" if near else "write the value out; or quote it if it is text",
            )
        elif not target.closed:
            self._note(at, f"*{name} contains itself", f"it stands inside &{name}", "write the value out")
        elif len(self._stack) + target.height > MAX_DEPTH:
            self._note(
                at,
                f"*{name} makes more than {MAX_DEPTH} levels of nesting",
                "documents are never that deep",
                "write it flatter",
            )
        else:
            self._attach(target, at)
            return
        self._attach(Node(at))

    def _attach(self, node: Node, at: Position | None = None) -> None:
        """Puts a finished node where it belongs; `at` is the position of the alias that stands for it."""
        at = at or node.at
        if not self._stack:
            self._root = node
            return
        frame = self._stack[-1]
        parent = frame.node
        if frame.wants_key:
            self._note(
                at,
                "a list or a group stands for a key",
                "a key is plain text",
                "write one word before the colon",
            )
            frame.dropping = True
            return
        parent.size += node.size
        parent.height = max(parent.height, node.height + 1)
        if parent.size > MAX_ENTRIES:
            self._note(
                at,
                f"more than {MAX_ENTRIES:,} entries",
                "aliases are counted as often as they are used",
                "use fewer aliases, or a smaller document",
            )
            raise _StopReadingError
        if parent.items is not None:
            parent.items.append(node)
        elif parent.entries is not None and frame.key is not None:
            text, key_at = frame.key
            parent.entries[text] = (key_at, node)
        frame.key, frame.dropping = None, False

    def _name(self, event: NodeEvent, node: Node) -> None:
        if (name := event.anchor) is None:
            return
        if name in self._anchors:
            self._note(node.at, f"&{name} is given twice", f"*{name} could mean either", "rename one of them")
        self._anchors[name] = node

    def _refuse_tag(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.tag is not None:
            tag = shorten(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._note(
                _at(event),
                f"the tag {tag} is not allowed",
                "values say by themselves what they are",
                "remove it; put text in quotes",
            )

    def _note(self, at: Position, what: str, why: str, remedy: str, step: str | None = None) -> None:
        steps = [*(_step(frame) for frame in self._stack), step]
        path = tuple(step for step in steps if step is not None)
        if len(self.problems) == MAX_PROBLEMS:
            what, why, remedy = f"more than {MAX_PROBLEMS} problems", "", "mend the others first"
        self.problems.append(Problem(what, why, remedy, self.file, at[0], at[1], dotted(path)))
        if len(self.problems) > MAX_PROBLEMS:
            raise _StopReadingError


def _step(frame: _Frame) -> str | int | None:
    """The step of the path that is being read in `frame`; None where a mapping has no key yet."""
    if frame.node.items is not None:
        return len(frame.node.items)
    return frame.key[0] if frame.key is not None else None


def _at(event: Event) -> Position:
    return (event.start_mark.line + 1, event.start_mark.column + 1)
