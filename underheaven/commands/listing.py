"""`underheaven list`: the catalogue's policies and societies, by name and title.

A list needs two lines of each file. Reading them as text takes a hundredth of what the whole documents take
to parse and check; where a title is written in another way than on one line, its document is parsed.
"""

from __future__ import annotations

import re
from pathlib import Path

from underheaven.commands.console import output, print_json

FOLDERS = {"policies": "policy", "societies": "society"}
"""What is listed -> the package that keeps it, in its folder `catalogue`."""
_PACKAGE = Path(__file__).resolve().parent.parent
_TITLE = re.compile(r"""^title:[ ]+(?P<title>[^\s"'|>&*!%@`#{}\[\]?:,-][^#\n]*?)[ ]*$""", re.MULTILINE)
"""A title on one line, without quotes or a comment, at the top level: it is the text as it stands."""


def list_command(as_json: bool) -> None:
    """Every policy and society of the catalogue, with its title."""
    found = {what: titles(_PACKAGE / package / "catalogue") for what, package in FOLDERS.items()}
    if as_json:
        print_json({**found, "synthetic": True})
        return
    from rich.table import Table

    for what, named in found.items():
        table = Table("name", "title", title=what.capitalize(), title_justify="left", box=None,
                      padding=(0, 2, 0, 0))  # fmt: skip
        for name, title in named.items():
            table.add_row(name, title)
        output().print(table)
        output().print()


def titles(folder: Path) -> dict[str, str]:
    """Name -> title of the documents in a folder of the catalogue, in order of name."""
    return {path.stem: title_of(path) for path in sorted(folder.glob("*.yaml"))}


def title_of(path: Path) -> str:
    """The title of a document of the catalogue."""
    text = path.read_text(encoding="utf-8-sig")
    lines = list(_TITLE.finditer(text))
    if len(lines) == 1 and ": " not in (title := lines[0]["title"]) and not title.endswith(":"):
        return title
    from underheaven.documents.reading import read_text

    data = read_text(text, str(path)).data
    return str(data.get("title", path.stem)) if isinstance(data, dict) else path.stem
