"""What mechanisms there are, and what each has: found by the folders and the names of their files.

Whoever lists something of every mechanism asks here, so that a new mechanism is a folder and no line in any
list. A part is a module of one name in each folder that has it, such as `measures`; where a folder has more
than one of a sort, they are called `measures_of_denial`. Nothing is imported before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parent


@cache
def names() -> tuple[str, ...]:
    """The names of all mechanisms, those of their folders, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/__init__.py")))


@cache
def names_of(part: str) -> tuple[str, ...]:
    """What the parts of a sort are about, without importing any: `safeguard_of_notice.py` is about `notice`,
    and a `safeguard.py` about what its folder is called."""
    paths = (path for name in names() for path in sorted((FOLDER / name).glob(f"{part}*.py")))
    stems = ((path.stem.partition("_of_"), path.parent.name) for path in paths)
    return tuple(about or folder for (stem, _, about), folder in stems if stem == part)


@cache
def parts(part: str) -> tuple[ModuleType, ...]:
    """The modules `PART` and `PART_of_...` of all mechanisms, in the order of their paths."""
    return tuple(
        import_module(f"underheaven.mechanisms.{name}.{path.stem}")
        for name in names()
        for path in sorted((FOLDER / name).glob(f"{part}*.py"))
        if path.stem == part or path.stem.startswith(f"{part}_of_")
    )


@cache
def parts_of(part: str) -> dict[str, ModuleType]:
    """Mechanism -> its module `PART`, for those that have one."""
    return {
        name: import_module(f"underheaven.mechanisms.{name}.{part}")
        for name in names()
        if (FOLDER / name / f"{part}.py").exists()
    }


def placed(modules: Iterable[ModuleType], key: str) -> dict[str, ModuleType]:
    """Modules by what each calls itself in `key`, in the order of their `PLACE`, the lowest first.

    ValueError where one says no name or no place, or where two have the same, naming the modules.
    """
    found: dict[str, ModuleType] = {}
    places: dict[int, ModuleType] = {}
    for module in modules:
        for what in (key, "PLACE"):
            if not hasattr(module, what):
                raise ValueError(f"{module.__name__} registers no `{what}`")
        name, place = getattr(module, key), module.PLACE
        for taken in (found.get(name), places.get(place)):
            if taken is not None:
                raise ValueError(
                    f"{module.__name__} and {taken.__name__} are both registered as '{name}' or at {place}"
                )
        found[name] = places[place] = module
    return dict(sorted(found.items(), key=lambda item: item[1].PLACE))
