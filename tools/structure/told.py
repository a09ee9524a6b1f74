"""What each rule about people makes of a preset's harms, in sentences and as a table, and the page."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.differences import Kept, is_sure, kept, take_together
from tools.pages.proofs import inputs
from tools.structure.living import BESIDE, PEOPLE, PRESETS, SOCIETY, THREE, WHOLE, Values
from underheaven.study.harms import HARMS

ROOT = Path(__file__).resolve().parents[2]
KEPT, PAGE = ROOT / "docs" / "structure.json", ROOT / "docs" / "structure.md"
WIDTH = 78
MINUS = "\N{MINUS SIGN}"
Lived = Mapping[str, Mapping[str, Sequence[Values]]]

INTRODUCTION = """# What the rules about people make of each preset

How people are is a choice of whoever builds a model, and often a larger one than any number in it. Here
each preset is lived with people who answer: who differ for life in what they do, weigh what an act gains
against what a record would take, and game for what lies above their score (the shared part
[`answering`](societies.md#people-who-answer)). Then each of these rules is taken away, then all of them,
and at last the people of version 3 of the model take their place. Which rules a preset needs, and why, is
said in its file (`underheaven show NAME`).

Two worlds of one seed have the same citizens in the same households, and differ by the rule alone.
Differences are taken seed by seed, and their intervals are over seeds. A difference is "sure" where chance
would bring it, or any other of those that were tested, less than once in twenty times (Holm 1979).

*How to read a table*: its first line is the preset with all rules. Every other line says what comes out
otherwise, and how much the rules add to that: the rule that is taken away or, in the last line, all in
which the two peoples differ. People without any of the rules are not those of version 3. Whoever weighs an
act is not held back from it by dread as well; where nobody weighs, nothing holds them back.

<!-- not run: it takes half an hour; docs/structure.json has the day and a hash of its inputs -->
```sh
nice python -m tools.structure proofs/structure
```

<!-- measured: python -m tools.structure --print -->
```text
{made}```
"""


def found(lived: Lived, citizens: int) -> dict[str, Any]:
    """All differences, what has all rules less what has not, as they are kept, and the harms of each run."""
    presets = {}
    runs = {
        policy: {
            name: [{harm: run[harm] for harm in (*PRESETS[policy].harms, *BESIDE)} for run in several]
            for name, several in variants.items()
        }
        for policy, variants in lived.items()
    }
    for policy, variants in lived.items():
        whole = variants[WHOLE]
        presets[policy] = {
            harm: {
                name: kept([run[harm] for run in several], [run[harm] for run in whole])
                for name, several in variants.items()
                if name != WHOLE
            }
            for harm in (*PRESETS[policy].harms, *BESIDE)
        }
    every = [each for harms in presets.values() for rows in harms.values() for each in rows.values()]
    seeds = len(next(iter(lived.values()))[WHOLE])
    return {
        "inputs": inputs(PEOPLE), "made": dt.datetime.now(dt.UTC).date().isoformat(), "seeds": seeds,
        "citizens": citizens, "compared": take_together(every), "presets": presets,
        "runs": runs,
    }  # fmt: skip


def printed(policy: str = "") -> str:
    """What the file says of a preset; of none, how it was made."""
    of = json.loads(KEPT.read_text(encoding="utf-8"))
    if not policy:
        return _filled(
            f"Made {of['made']}, on {SOCIETY}, {of['citizens']:,} citizens, two years each, over "
            f"{of['seeds']} seeds. {of['compared']:,} differences were tested together."
        )
    harms = of["presets"][policy]
    tables = "\n".join("\n".join(_table(harm, rows)) + "\n" for harm, rows in harms.items())
    return _filled(headline(harms)) + "\n" + tables


def headline(harms: Mapping[str, Mapping[str, Kept]]) -> str:
    """What structure makes of the first harm that differs, in plain words, and what else surely differs."""
    moved = [name for name, rows in harms.items() if any(_values(rows))]
    name = next((each for each in moved if _differs(harms[each])), moved[0])
    rows = harms[name]
    verdict = "is sure" if is_sure(rows[THREE]) else "may be chance"
    said = [f"{name.capitalize()} ({_unit(name)}): {_against(rows)} with {THREE}. This difference {verdict}."]
    single = [
        f"{brief(row['without'])} {each}"
        for each, row in sorted(rows.items(), key=lambda item: -abs(item[1]["mean"] or 0))
        if each != THREE and not each.startswith("without all") and is_sure(row)
    ]
    if single:
        said.append(f"One rule less surely changes it: it is {' and '.join(single)}.")
    else:
        said.append("Of no single rule can its part in this be told from chance.")
    sure = [each for each in moved if each != name and is_sure(harms[each][THREE])]
    if sure:
        also = "; ".join(f"{each}, {_against(harms[each])} with those" for each in sure)
        said.append(f"Surely otherwise than with {THREE} too: {also}.")
    always = [each for each in harms if each not in moved]
    if always:
        said.append(f"Always 0 here: {', '.join(always)}.")
    return " ".join(said)


def _against(rows: Mapping[str, Kept]) -> str:
    return f"{brief(rows[THREE]['with'])} with all rules and {brief(rows[THREE]['without'])}"


def _values(rows: Mapping[str, Kept]) -> Iterator[float]:
    yield from (row[key] or 0.0 for row in rows.values() for key in ("with", "without"))


def _differs(rows: Mapping[str, Kept]) -> bool:
    return any(row["mean"] for row in rows.values())


def _unit(name: str) -> str:
    return BESIDE[name] if name in BESIDE else HARMS[name].unit


def _table(harm: str, rows: Mapping[str, Kept]) -> Iterator[str]:
    """A harm: with all rules, then otherwise, with what the rules add, its interval, and how sure it is."""
    if not any(_values(rows)):
        yield f"{harm}, {_unit(harm)}: 0 in every one of these worlds"
        return
    lines: list[tuple[str, ...]] = [
        (f"{harm}, {_unit(harm)}", "", "", "", ""),
        ("", "", "the rules add", "95 %", "sure"),
        (f"  {WHOLE}", brief(next(iter(rows.values()))["with"]), "", "", ""),
    ]
    lines += [_line(name, row) for name, row in rows.items()]
    first = max(len(line[0]) for line in lines[1:])
    widths = [first, *(max(len(line[column]) for line in lines[1:]) for column in range(1, 5))]
    yield lines[0][0]
    for line in lines[1:]:
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        yield "  ".join(cells).rstrip()


def _line(name: str, row: Kept) -> tuple[str, ...]:
    between = "" if row["low"] is None else f"{signed(row['low'])} to {signed(row['high'])}"
    return f"  {name}", brief(row["without"]), signed(row["mean"]), between, _sure(row)


def _sure(row: Kept) -> str:
    if row["p"] is None:
        return ""
    return "yes" if is_sure(row) else "no"


def brief(value: float | None) -> str:
    """Three digits of a number, or all whole ones; a dash where it is undefined."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def signed(value: float | None) -> str:
    """The same with its sign."""
    if not value:
        return "-" if value is None else "0"
    return ("+" if value > 0 else MINUS) + brief(abs(value))


def page() -> str:
    """docs/structure.md."""
    sections = [
        f"""
## {policy}

{preset.first} and {preset.last}.

<!-- measured: python -m tools.structure --print {policy} -->
```text
{printed(policy)}```
"""
        for policy, preset in PRESETS.items()
    ]
    return INTRODUCTION.format(made=printed()) + "".join(sections)


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDTH) + "\n"
