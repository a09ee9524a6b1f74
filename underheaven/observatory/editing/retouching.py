"""One entry of a text of YAML written anew, put in or taken out; all else, its comments too, stays."""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node

from underheaven.observatory.editing.sparse import Path, in_line

GONE = object()
"""What an entry becomes that is taken out."""
ENTRY = re.compile(r"[ \t]*,?[ \t]*")


def written_at(text: str, path: Path) -> str | None:
    """What stands at `path` in a text that was read before; None where it takes more than one line."""
    chain = _chain(YAML(typ="safe", pure=True).compose(text), path)
    if len(chain) <= len(path):
        return None
    found = text[int(chain[-1].start_mark.index) : _end(chain[-1])].rstrip()
    return None if "\n" in found else found


def retouched(text: str, path: Path, value: object, written: str | None = None) -> str | None:
    """`text`, which was read before, with the entry at `path` as `value`, or without it if that is `GONE`.

    Where it is replaced, `written` may say how its value is written. A group that would be left empty goes
    as well. None where there is no such place in the text, as inside an alias. The caller reads what comes
    out: a text can be laid out in more ways than are known here.
    """
    chain = _chain(YAML(typ="safe", pure=True).compose(text), path)
    found = len(chain) - 1
    if value is GONE:
        if found < len(path):
            return None
        while len(path) > 1 and len(chain[len(path) - 1].value) == 1:
            path = path[:-1]
        return _without(text, chain[len(path) - 1], path[-1])
    if found == len(path):
        return _replaced(text, chain[-1], written or in_line(value))
    parent = chain[-1]
    if not isinstance(parent, MappingNode) or not parent.value:
        return None
    inner: Any = value
    for key in reversed(path[found + 1 :]):
        inner = {key: inner}
    return _with(text, parent, in_line({path[found]: inner})[1:-1])


def _chain(root: Node | None, path: Path) -> list[Any]:
    """The nodes from the root to the entry at `path`, or as far as they go."""
    chain: list[Any] = [root]
    for key in path:
        node = chain[-1]
        entries = node.value if isinstance(node, MappingNode) else []
        inside = next((value for name, value in entries if name.value == key), None)
        if inside is None:
            break
        chain.append(inside)
    return chain


def _end(node: Any) -> int:
    """Where a node's own text ends: the parser's end of a block lies at whatever follows it."""
    if isinstance(node.value, str) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _replaced(text: str, node: Any, value: str) -> str:
    start, end = int(node.start_mark.index), _end(node)
    end = start + len(text[start:end].rstrip())
    before = "" if start and text[start - 1] in " \n" else " "
    return f"{text[:start]}{before}{value}{text[end:]}"


def _with(text: str, group: Any, entry: str) -> str:
    end = _end(group)
    if group.flow_style:
        return f"{text[: end - 1].rstrip()}, {entry}{text[end - 1 :]}"
    line = text.find("\n", max(end - 1, 0))
    line = len(text) if line < 0 else line
    indent = " " * int(group.value[0][0].start_mark.column)
    return f"{text[:line]}\n{indent}{entry}{text[line:]}"


def _without(text: str, group: Any, key: str) -> str:
    place = next(number for number, (name, _) in enumerate(group.value) if name.value == key)
    name, value = group.value[place]
    start, end = int(name.start_mark.index), _end(value)
    if not group.flow_style:
        end = max(end, start + 1)
        line = text.find("\n", end - 1)
        return text[: text.rfind("\n", 0, start) + 1] + (text[line + 1 :] if line >= 0 else "")
    if place:
        # The comma before it goes with the last entry, the one behind it with all others.
        start = _end(group.value[place - 1][1])
        return text[:start] + text[end:]
    rest = ENTRY.match(text, end)
    return text[:start] + text[rest.end() if rest else end :]
