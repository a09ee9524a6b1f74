"""Fits a small world two hundred times to what two drawn rates brought about, and keeps the fits.

    nice python -m tools.fitted FOLDER [--processes 2]
    python -m tools.fitted --print

What is done, and why ranks must be uniform, says underheaven/verify/fitted.py. FOLDER keeps each fit;
called again after being stopped, the command goes on. At the end underheaven/verify/fitted.json has the
fits, the day and a hash of all that they follow from.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from underheaven.verify import fitted


def made(folder: Path, processes: int) -> list[dict[str, Any]]:
    """Every fit in its order; those that are not kept yet are made, in so many processes, and kept."""
    place = folder / fitted.inputs()[:12]
    place.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(partial(kept_one, place), range(fitted.FITS)))
    return [kept_one(place, number) for number in range(fitted.FITS)]


def kept_one(place: Path, number: int) -> dict[str, Any]:
    """A fit from its file, or made and written there, whole or not at all."""
    file = place / f"{number}.json"
    if not file.exists():
        part = file.with_suffix(".part")
        part.write_text(json.dumps(fitted.one(number)), encoding="utf-8")
        part.replace(file)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def printed() -> str:
    """The file in words."""
    of = fitted.kept()
    held = np.array([fit["held"] for fit in of["fits"]]).mean(axis=0)
    lines = [f"Made {of['made']}: {len(of['fits'])} fits, two rates each."]
    for path, part in zip(fitted.RATES, held, strict=True):
        lines.append(f"{path}: {100 * part:.1f} % of the 90 % intervals hold the true rate.")
    for finding in fitted.compare(of["fits"]):
        verdict = "passed" if finding.passed else "failed"
        lines.append(f"{finding.what}: {float(finding.found):.3g}, {finding.tolerance}: {verdict}.")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Fit, or print."""
    parser = argparse.ArgumentParser(prog="python -m tools.fitted", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--print", action="store_true", dest="prints", help="print what the file says")
    asked = parser.parse_args()
    if not asked.prints and asked.folder is not None:
        fits = made(asked.folder, asked.processes)
        day = dt.datetime.now(dt.UTC).date().isoformat()
        found = {"synthetic": True, "made": day, "inputs": fitted.inputs(), "fits": fits}
        fitted.KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(printed())
    return 0


if __name__ == "__main__":
    sys.exit(main())
