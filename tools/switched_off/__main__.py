"""What each row of the README's table of the article does: worlds with it and without it, in pairs.

    nice python -m tools.switched_off FOLDER
    python -m tools.switched_off --print [ROW]

The world is that of the article on `riverton`, 20,000 citizens in 2020 and 2021, over eight seeds; under one
seed the worlds share their people and every draw, and differ by the row alone. FOLDER keeps what was lived;
called again after being stopped, the command goes on. At the end docs/switched_off.json has the differences,
the day and a hash of all that results follow from (`tools/pages/proofs.py`).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tools.switched_off.living import KEPT, SEEDS, lived, rows
from tools.switched_off.told import found, printed


def _tell(name: str, seed: int) -> None:
    sys.stderr.write(f"seed {seed}, {f'without {name}' if name else 'as it is'}\n")


def main() -> int:
    """Live, or print."""
    parser = argparse.ArgumentParser(prog="python -m tools.switched_off", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument(
        "--print", nargs="?", const="", choices=["", *rows()], help="print what the file says"
    )
    asked = parser.parse_args()
    if asked.folder is not None:
        of = lived(asked.folder, SEEDS, _tell)
        KEPT.write_text(json.dumps(found(of), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(printed(asked.print or ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
