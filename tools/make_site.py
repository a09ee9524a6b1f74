"""Writes the site: a folder of static files that any host can serve.

    python -m tools.make_site out/site
    python -m http.server --directory out/site

It carries every shipped policy on both shipped societies. It needs the linker `wasm-ld` (Debian: lld), and
for the editor of policies what `npm ci --ignore-scripts` and `python -m tools.editor_wheels` bring; with
`--without-editor` it is made without. It takes some minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from tools.editor_wheels import BROUGHT
from tools.wasm_policies import policies
from underheaven.documents.problems import InputError
from underheaven.observatory.building import Offer, build

LONG = dt.date(2014, 1, 1), dt.date(2021, 12, 31)
SHORT = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
FIRST = "article-2019"
SEEDS = 32


def offers() -> list[Offer]:
    """What the site carries: eight years, as the command line lives by default, and one for first looks."""
    names = [FIRST, *(name for name in policies() if name != FIRST)]
    return [
        Offer("riverton", names, [LONG, SHORT], [120_000, 20_000, 2_000], SEEDS),
        Offer("china-2019", names, [LONG, SHORT], [120_000, 20_000], SEEDS),
    ]


def main() -> int:
    """Write it; 2 where a tool is missing or the folder is not free."""
    parser = argparse.ArgumentParser(description="Write the site as a folder of static files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without-editor", action="store_true", help="policies can be read, and not edited")
    asked = parser.parse_args()
    folder: Path = asked.folder
    editor = None if asked.without_editor else BROUGHT
    try:
        if editor is not None and editor.missing:
            raise InputError(editor.missing)
        build(folder, offers(), lambda line: sys.stdout.write(f"{line}\n"), editor)
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    sys.stdout.write(f"{folder}: {size:,} bytes. See it: python -m http.server --directory {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
