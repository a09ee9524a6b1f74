"""Lives a shipped calibration and keeps what it found: predicted against observed, and fitted numbers.

    nice python -m tools.calibrated FOLDER [--threads 2]
    python -m tools.calibrated --print

FOLDER keeps each run; called again after being stopped, the command goes on. At the end the folder of the
calibration in underheaven/study/calibrating/catalogue/ has `found.json`, with the day and the hash of all
that results follow from, and `calibrated.yaml`, the society with the fitted numbers.
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from pathlib import Path
from typing import Any

from underheaven.notebook.calibration import overlay_text
from underheaven.report.words import number
from underheaven.study.calibrating.file import calibration_path
from underheaven.study.calibrating.found import calibrate
from underheaven.study.calibrating.overlay import FILE as OVERLAY
from underheaven.study.calibrating.planning import plan_of
from underheaven.study.pool import Here

NAME, FOUND, WIDTH = "defaulter-list-2017", "found.json", 78
KEPT = calibration_path(NAME).parent


def made(folder: Path, threads: int) -> None:
    """Live what is not kept yet, and write what was found."""
    found = calibrate(plan_of(calibration_path(NAME)), pool=Here(threads), folder=folder)
    text = json.dumps(found.to_dict(), indent=1, ensure_ascii=False)
    (KEPT / FOUND).write_text(f"{text}\n", encoding="utf-8")
    (KEPT / OVERLAY).write_text(overlay_text(found), encoding="utf-8")


def kept() -> dict[str, Any]:
    """What was found."""
    found: dict[str, Any] = json.loads((KEPT / FOUND).read_text(encoding="utf-8"))
    return found


def printed() -> str:
    """The file in words: rounds, parameters, and each total as it was observed and as it is predicted."""
    of = kept()
    where = f"{of['policy']} on {of['society']}, {of['citizens']:,} citizens, {of['from']} to {of['to']}"
    text = [
        textwrap.fill(f"Made {of['date']}, of {where}: {of['runs']} runs.", WIDTH),
        f"Draws of equal weight that would tell as much: {of['effective']:.0f}.",
        "",
    ]
    for place, each in enumerate(of["by_round"]):
        within = "" if place == 0 else f", {100 * each['accepted']:.0f} % within the tolerance before"
        text.append(
            f"round {place}: tolerance {number(each['tolerance'])}, by chance {number(each['by_chance'])}"
            f"{within}"
        )
    text.append("")
    for each in of["marginals"]:
        text.append(f"{each['key']}")
        text.append(
            f"   {number(each['median'])}, {number(each['low'])} to {number(each['high'])}; prior "
            f"{number(each['prior_low'])} to {number(each['prior_high'])}"
        )
    for fitted, title in ((True, "Fitted to"), (False, "Predicted, and not seen")):
        text += ["", title]
        for each in of["totals"]:
            if each["fitted"] == fitted:
                text.append(f"{each['title']} ({each['date']}), {each['unit']}")
                text.append(f"   {_said(each)}")
    return "\n".join(text) + "\n"


def _said(each: dict[str, Any]) -> str:
    if each["posterior"] is None:
        return f"observed {number(each['observed'])}, found: undefined: not met"
    low, middle, high = map(number, each["posterior"])
    return f"observed {number(each['observed'])}, found {middle}, {low} to {high}: {each['verdict']}"


def main() -> int:
    """Live, or print."""
    parser = argparse.ArgumentParser(prog="python -m tools.calibrated", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--print", action="store_true", dest="prints", help="print what the file says")
    asked = parser.parse_args()
    if not asked.prints and asked.folder is not None:
        made(asked.folder, asked.threads)
    sys.stdout.write(printed())
    return 0


if __name__ == "__main__":
    sys.exit(main())
