"""What a row of the article changes: differences with their intervals, for whom, and how sure they are."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections.abc import Iterator
from typing import Any

from tools.differences import is_sure, kept, take_together
from tools.pages.proofs import inputs
from tools.switched_off.living import (
    CITIZENS,
    EVERY_ROW,
    FIRST,
    KEPT,
    LAST,
    POLICY,
    SEEDS,
    SOCIETY,
    UNDER,
    Values,
    rows,
)
from underheaven.measure.specification import Specification
from underheaven.measure.table import SPECIFICATIONS
from underheaven.report.contrasts import between, difference, signed
from underheaven.report.said import whom
from underheaven.report.words import SPACE, in_unit
from underheaven.study.seeds import Estimate

INTRODUCTION = """# What each row of the article does

The [table of the article](../README.md#the-article-line-by-line) says for each row which code computes it.
Here each row is switched off, and this page tells what changes: how much, for whom, and how sure that is.
Two worlds of one seed have the same people and the same random draws, and differ only by the row.
Differences are taken seed by seed, and their intervals are over seeds. A difference is called "sure" if
chance would produce it, or any of the other differences tested, less than once in twenty times (Holm 1979).
A row that changes nothing here may still matter in another society, or over a longer time.

Where there is no number, the measure is undefined: without a score, for instance, nobody has a mean score.
[Measures](measures.md) says what each measure means. For A18 there is nothing to switch off: shares do not
depend on the number of people ([verification](verification.md)).

<!-- not run: it takes minutes; docs/switched_off.json has the day and a hash of its inputs -->
```sh
nice python -m tools.switched_off proofs/switched-off
```

<!-- measured: python -m tools.switched_off --print -->
```text
{made}```
"""
WIDTH = 78


def found(lived: dict[str, list[Values]]) -> dict[str, Any]:
    """All differences, with the row less without it, as they are kept."""
    with_all, out = lived[""], dict[str, Any]()
    for name, row in rows().items():
        without = lived[name]
        measures = {}
        for each in dict.fromkeys([UNDER, *EVERY_ROW, *row.tells]):
            one, other = ([of[each] for of in runs] for runs in (without, with_all))
            measures[each] = kept(one, other)
        whom = {
            each: kept([of["of"][each] for of in without], [of["of"][each] for of in with_all])
            for each in with_all[0]["of"]
        }
        out[name] = {"measures": measures, "whom": whom}
    chances = [each for row in out.values() for kind in row.values() for each in kind.values()]
    return {
        "inputs": inputs(), "made": dt.datetime.now(dt.UTC).date().isoformat(), "seeds": len(with_all),
        "compared": take_together(chances), "rows": out,
    }  # fmt: skip


def printed(name: str = "") -> str:
    """What the file says of a row; of none, how it was made."""
    of = json.loads(KEPT.read_text(encoding="utf-8"))
    if not name:
        return _filled(
            f"Made {of['made']}, of {POLICY} on {SOCIETY}, {CITIZENS:,} citizens, {FIRST} to {LAST}, over "
            f"{of['seeds']} seeds. {of['compared']:,} differences were tested together."
        )
    row, found_of = rows()[name], of["rows"][name]
    switch = row.reform or _switch(row.off)
    return "\n".join([switch.rstrip(), "", *_table(found_of["measures"]), "", _whom(found_of["whom"])])


def _switch(off: dict[str, Any]) -> str:
    if "policy" in off:
        return f"# instead of {POLICY}: the policy {off['policy']}"
    return f"# closed, as by `underheaven compare --paths`: {off['closed']}"


def _table(measures: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Each measure without the row and with it, what the row adds, and whether chance can be ruled out."""
    head = ("", "without", "with it", "it adds", "95 %", "sure")
    lines = [head, *(_line(name, each) for name, each in measures.items())]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        first, *rest = zip(line, widths, strict=True)
        yield "  ".join([first[0].ljust(first[1]), *(word.rjust(width) for word, width in rest)]).rstrip()


def _line(name: str, each: dict[str, Any]) -> tuple[str, ...]:
    unit, estimate = _unit(name), _estimate(each)
    said = ["-" if each[key] is None else in_unit(each[key], unit) for key in ("without", "with")]
    return (name, *said, difference(estimate, unit), between(estimate, unit), _sure(each))


def _estimate(each: dict[str, Any]) -> Estimate:
    return Estimate(each["mean"], each["low"], each["high"], SEEDS)


def _sure(each: dict[str, Any]) -> str:
    if each["p"] is None:
        return ""
    return "yes" if is_sure(each) else "no"


def _whom(of: dict[str, dict[str, Any]]) -> str:
    """Where being under a consequence differs most, of categories of which it can be told from chance."""
    sure = {name: each for name, each in of.items() if each["mean"] is not None and _sure(each) == "yes"}
    if not sure:
        return _filled("For whom: of no group, residence or income can a difference be told from chance.")
    ordered = sorted(sure, key=lambda name: sure[name]["mean"])
    least, most = (
        f"{signed(sure[name]['mean'], 'share')} {_named(name)}" for name in (ordered[0], ordered[-1])
    )
    if len(sure) == 1:
        return _filled(f"For whom: under a consequence, {most}; of no others can it be told from chance.")
    return _filled(f"For whom: under a consequence, from {least} to {most}.")


def _named(category: str) -> str:
    dimension, _, name = category.partition(": ")
    return f"of {whom(name)} people" if dimension != "quintile" else f"of {whom(name)}"


def _unit(name: str) -> str:
    return next(each.unit for each in SPECIFICATIONS if name == each.name or _is_entry(name, each))


def _is_entry(name: str, of: Specification) -> bool:
    return bool(of.entries) and name.startswith(f"{of.stem}.")


def page() -> str:
    """docs/switched-off.md."""
    sections = [
        f"""
## {name}

{row.says[0].upper()}{row.says[1:]}.

<!-- measured: python -m tools.switched_off --print {name} -->
```text
{printed(name)}```
"""
        for name, row in rows().items()
    ]
    return INTRODUCTION.format(made=printed()) + "".join(sections)


def _filled(text: str) -> str:
    return textwrap.fill(text.replace(SPACE, " "), WIDTH) + "\n"
