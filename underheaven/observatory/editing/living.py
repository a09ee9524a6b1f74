"""The file of a world under an edited policy, made where there is no NumPy, from that of a shipped policy.

What hangs on the society alone is taken from the shipped file; all else follows from the policy, by the same
code as the site is made by (`planned`).
"""

from __future__ import annotations

import datetime as dt
import math
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from underheaven.documents.problems import InputError, refuse
from underheaven.engine.compiling import plain_tables
from underheaven.engine.world import World
from underheaven.observatory.container import Bytes, parted, together
from underheaven.observatory.editing.reformed import reformed
from underheaven.observatory.filed import filed
from underheaven.observatory.planned import CODES, GIVEN, Directories, Given, planned
from underheaven.observatory.telling import denied_by, told_of_world
from underheaven.society.schema import Society

Societies = Mapping[str, Callable[[], Society]]
Lived = tuple[dict[str, Any], bytes | None]


def lived(
    asked: object, file: bytes, societies: Societies, directories: Directories, shipped: bytes = b""
) -> Lived:
    """What a page is told of the reform in an address, and the inflated file of its world.

    `asked` has the `word` of the reform and the number of `citizens`, one of those that `file` has: the
    inflated one of any shipped policy. Society, days and seed are those of that file. What cannot be lived
    has no file, and every reason stands under `refused`. Under `beside` of `asked` stands what is to be told
    beside (`beside.BESIDE`; empty: nothing), which is made from `shipped`, and is told under the same name.
    """
    try:
        return _lived(asked, file, societies, directories, shipped)
    except InputError as error:
        return {"refused": [{**asdict(each), "said": str(each)} for each in error.problems]}, None


def _lived(
    asked: object, file: bytes, societies: Societies, directories: Directories, shipped: bytes
) -> Lived:
    kinds = {"word": str, "citizens": int, "beside": str}
    if not isinstance(asked, dict) or {name: type(each) for name, each in asked.items()} != kinds:
        raise refuse("this is not how a page asks", "it gives a word, a number and what it wants beside",
                     "ask with these")  # fmt: skip
    policy, told = reformed(asked["word"])
    plan, held = parted(file)
    society, citizens = societies[plan["society"]](), asked["citizens"]
    start, end = (dt.date.fromisoformat(plan[name]) for name in ("from", "to"))
    world = World(policy, society, plan["seed"], start, end, citizens, plan["step_minutes"])
    tables, data = plain_tables(world), Bytes()
    made = planned(world, tables, directories, given_from(plan, held, citizens, directories), data)
    doors = dict.fromkeys([*(door["name"] for door in plan["doors"]), *denied_by([policy])])
    said = filed(world, {citizens: made}, told_of_world(world, doors, tables))
    if what := asked["beside"]:
        # Late: the page of the nation needs none of it.
        from underheaven.observatory.editing.beside import Edited, beside

        told["beside"] = beside(what, Edited(policy, society, world, tables), shipped)
    return told, together(said, data)


def given_from(plan: Mapping[str, Any], held: bytes, citizens: int, directories: Directories) -> Given:
    """What of a file hangs on its society and on this number of citizens alone."""
    arrays, numbers = dict[str, Any](), dict[str, int]()
    for whole, kind, entry in _entries(plan, str(citizens), directories):
        if not whole.startswith(GIVEN):
            continue
        if not isinstance(entry, list):
            numbers[whole] = int(entry)
            continue
        number, *shape = entry
        found = _array(plan, str(citizens), number)["held"]
        if isinstance(found, dict) and "at" in found:
            size = math.prod(shape) * array(CODES[kind]).itemsize
            found = held[found["at"] : found["at"] + size]
        arrays[whole] = shape, found
    low, high = plan["key"]
    return Given((low, high), arrays, numbers, plan["considered"])


def _entries(
    plan: Mapping[str, Any], citizens: str, directories: Directories
) -> Iterator[tuple[str, str, Any]]:  # fmt: skip
    """Name, kind and entry of everything that is handed over in a world of so many citizens."""
    for directory, fields in directories.items():
        other = plan["sizes"][citizens]["directories"].get(directory, {})
        for at, (field, entry) in enumerate(zip(fields, plan["directories"][directory], strict=True)):
            whole = f"{directory}.{field.record}.{field.name}"
            yield whole, field.kind, other.get(str(at), entry)


def _array(plan: Mapping[str, Any], citizens: str, number: int) -> dict[str, Any]:
    found: dict[str, Any] = plan["sizes"][citizens]["arrays"].get(str(number), plan["arrays"][number])
    return found
