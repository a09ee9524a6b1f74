"""Writes a lesson: one HTML file to hand out in class, which needs no network, and a sheet for teachers.

    python -m tools.make_lesson out/lesson

It carries riverton under three policies. It needs the linker `wasm-ld` (Debian: lld).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.make_site import FIRST, LONG
from underheaven.documents.problems import InputError
from underheaven.observatory.building import Offer
from underheaven.observatory.lesson.making import write_lesson

OFFER = Offer("riverton", [FIRST, "rights-respecting", "none"], [LONG], [20_000, 120_000], 4)


def main() -> int:
    """Write it; 2 where a tool is missing."""
    parser = argparse.ArgumentParser(description="Write a lesson as one HTML file, and a sheet.")
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    try:
        write_lesson(folder, OFFER)
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for path in sorted(folder.glob("*.html")):
        sys.stdout.write(f"{path}: {path.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
