"""What the rules about people make of each preset's harms: the uncertainty of structure.

    nice python -m tools.structure FOLDER [--seeds 8] [--citizens 8000] [--threads 2]
    python -m tools.structure --print [POLICY]

Each preset lives two years on `riverton`: with people who answer, whole and without each rule that the preset
says it uses, without all of them, and with the people of version 3 of the model. Under one seed
the worlds share their people, so that differences are paired. FOLDER keeps what was lived; called again after
being stopped, the command goes on. At the end docs/structure.json has the differences, the day and a hash of
all that they follow from (`tools/pages/proofs.py`), and docs/structure.md is written anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tools.structure.living import CITIZENS, PRESETS, SEEDS, lived
from tools.structure.told import KEPT, PAGE, found, page, printed


def _tell(seed: int, policy: str) -> None:
    sys.stderr.write(f"seed {seed}: {policy}\n")


def main() -> int:
    """Live, or print."""
    parser = argparse.ArgumentParser(prog="python -m tools.structure", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument(
        "--seeds", type=int, default=SEEDS, help="at least two, since intervals are over them"
    )
    parser.add_argument("--citizens", type=int, default=CITIZENS)
    parser.add_argument("--threads", type=int, default=2, choices=[1, 2])
    parser.add_argument(
        "--print", nargs="?", const="", choices=["", *PRESETS], help="print what the file says"
    )
    asked = parser.parse_args()
    if asked.seeds < 2:
        parser.error("--seeds: an interval over seeds needs at least two")
    if asked.folder is not None:
        values = lived(asked.folder, asked.seeds, asked.citizens, asked.threads, _tell)
        text = json.dumps(found(values, asked.citizens), indent=1)
        KEPT.write_text(text + "\n", encoding="utf-8")
        PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(printed(asked.print or ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
