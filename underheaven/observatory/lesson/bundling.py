"""Modules of the pages as one script, for a file that is opened without a host, which can import nothing.

Each module becomes a function that is called when it is first needed and hands over what it exports. What the
pages' modules do not use (renamed or default exports, exports of several names) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

FROM = r'from "(?:[^"]*/)?(?P<name>[\w-]+\.js)";$'
NAMED = re.compile(r"^import \{(?P<what>[^}]*)\} " + FROM, flags=re.MULTILINE)
WHOLE = re.compile(r"^import \* as (?P<what>\w+) " + FROM, flags=re.MULTILINE)
LATER = re.compile(r'\bimport\("(?:[^"]*/)?(?P<name>[\w-]+\.js)"\);$', flags=re.MULTILINE)
EXPORT = re.compile(
    r"^export (?=(?:async function|function|class|const|let) (?P<name>\w+))", flags=re.MULTILINE
)
COMMENT = re.compile(r"/\*\*.*?\*/\n?", flags=re.DOTALL)
LEFT = re.compile(r"^(?:import|export)\b|import\.meta", flags=re.MULTILINE)
HEAD = """"use strict";
const made = {};
const need = (name) => made[name] ??= modules[name]();
const modules = {"""


def bundled(entry: Path, folder: Path, instead: Mapping[str, Path]) -> str:
    """One classic script of a module and all that it imports from `folder`; `instead` has others for some.

    ValueError where a module imports or exports in a way that is not known here.
    """
    found: dict[str, str] = {}
    waiting = {entry.name: entry}
    while waiting:
        name, path = waiting.popitem()
        found[name], names = _as_function(path)
        waiting |= {each: instead.get(each, folder / each) for each in names if each not in found}
    functions = "\n".join(f'"{name}": {text},' for name, text in sorted(found.items()))
    return f'(() => {{\n{HEAD}\n{functions}\n}};\nneed("{entry.name}");\n}})();\n'


def _as_function(path: Path) -> tuple[str, list[str]]:
    """A module as a function that gives its exports, and the modules that it imports."""
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    names = [found["name"] for kind in (NAMED, WHOLE, LATER) for found in kind.finditer(text)]
    exported = [found["name"] for found in EXPORT.finditer(text)]
    text = NAMED.sub(lambda found: f'const {{{_renamed(found["what"])}}} = need("{found["name"]}");', text)
    text = WHOLE.sub(lambda found: f'const {found["what"]} = need("{found["name"]}");', text)
    text = EXPORT.sub("", LATER.sub(lambda found: f'need("{found["name"]}");', text))
    if left := LEFT.search(text):
        raise ValueError(f"{path.name} cannot be bundled: {text[left.start() :].splitlines()[0]}")
    return f"() => {{\n{text.strip()}\nreturn {{ {', '.join(exported)} }};\n}}", names


def _renamed(what: str) -> str:
    """Names that are imported, as a pattern of an object: `a as b` is `a: b`."""
    return re.sub(r"\s+as\s+", ": ", what)
