"""The problems found in one society, and the checks of names and tables that its parts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from underheaven.documents.document import Document, Path, dotted
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.quantity import Quantity, Table
from underheaven.documents.reform import SOCIETY_OF
from underheaven.documents.words import nearest
from underheaven.society.schema import Society

TOLERANCE = Decimal("0.005")
"""How far shares may be from 1, or persons by age and sex from the population (relative)."""
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True)
class Origins:
    """Where the entries of a society come from that its own file, `document`, does not write.

    `parts` are keys with the names of shared parts; `base` is the society to which the file is a
    difference, and `replaced` what the file gives anew as a whole.
    """

    document: Document
    parts: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    replaced: frozenset[Path] = frozenset()

    def of(self, path: Path) -> str:
        """What the entry at `path` was taken from, in words; empty where the file itself writes it."""
        if path and (part := self.parts.get(str(path[0]))):
            return f"the shared part '{part}'"
        written = path in self.document.places or any(
            path[:length] in self.replaced for length in range(1, len(path) + 1)
        )
        return f"the society '{self.base}'" if self.base and path and not written else ""


class Findings:
    """The problems found in one society; of entries that it took from elsewhere, one problem for each key."""

    def __init__(self, origins: Origins | None = None) -> None:
        self.problems: list[Problem] = []
        self._origins = origins
        self._taken: dict[tuple[str, str], list[Problem]] = {}

    def note(self, path: Path, what: str, why: str, remedy: str) -> None:
        """Adds a problem with the entry at `path`."""
        if self._origins is None:
            self.problems.append(Problem(what, why, remedy, where=dotted(path)))
        elif origin := self._origins.of(path):
            problem = Problem(what, why, remedy, where=dotted(path))
            self._taken.setdefault((str(path[0]), origin), []).append(problem)
        else:
            self.problems.append(self._origins.document.problem(path, what, why, remedy))

    @property
    def none(self) -> bool:
        """Whether nothing was noted."""
        return not self.problems and not self._taken

    def settle(self) -> None:
        """Raises InputError with everything that was noted; returns where nothing was."""
        taken = [self._misfit(key, origin, noted) for (key, origin), noted in self._taken.items()]
        if self.problems or taken:
            raise InputError([*self.problems, *taken])

    def _misfit(self, key: str, origin: str, noted: list[Problem]) -> Problem:
        """One problem for all that does not fit of what stands under a key and was taken from elsewhere."""
        assert self._origins is not None
        first, more = noted[0], len(noted) - 1
        what = f"what {origin} has here does not fit: at {first.where}, {first.what}"
        if more:
            what += f", and {more} more {'entries are' if more > 1 else 'entry is'} wrong"
        remedy = f"write `{key}` out in this file"
        if self._origins.base:
            remedy = "give the entry anew in this file, or remove it with null"
        document = self._origins.document
        place = (key,) if (key,) in document.places else (SOCIETY_OF,)
        return replace(document.problem(place, what, first.why, remedy), where=key)


def check_table(
    findings: Findings, at: Path, table: Table, names: Iterable[str], total: Decimal | None
) -> None:
    """Notes unknown, missing and impossible categories, and a sum that is not `total`."""
    check_names(findings, (*at, "values"), table.values, names, complete=True)
    for name, value in table.values.items():
        if not 0 <= value <= LARGEST:
            findings.note((*at, "values", name), f"{value} is neither a share nor a number of persons",
                          f"it lies between 0 and {LARGEST:,}", "correct it")  # fmt: skip
    found = sum(table.values.values(), Decimal(0))
    if total is not None and abs(found - total) > TOLERANCE:
        findings.note(at, f"the shares add up to {found}", f"they must add up to {total} within {TOLERANCE}",
                      "correct the share that is off")  # fmt: skip


def check_names(
    findings: Findings, at: Path, found: Iterable[str], known: Iterable[str], *, complete: bool = False
) -> None:
    """Notes names that are not known and, where all are needed, those that are missing."""
    found, known = tuple(found), tuple(known)
    for name in found:
        if name not in known:
            findings.note((*at, name), f"there is no '{name}'", f"known are {', '.join(known)}",
                          instead(name, known))  # fmt: skip
    missing = [name for name in known if name not in found] if complete else []
    if missing:
        findings.note(at, f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing",
                      "every category needs a number; 0 is one", "add what is missing")  # fmt: skip


def check_shares(findings: Findings, at: Path, shares: Iterable[Quantity]) -> None:
    """Notes shares of people, places or firms that do not sum to 1."""
    total = sum((share.value for share in shares), Decimal(0))
    if abs(total - 1) > TOLERANCE:
        findings.note(at, f"the shares add up to {total:f}", f"they must add up to 1 within {TOLERANCE}",
                      "correct the share that is off")  # fmt: skip


def largest_product(
    number: Quantity, by: Mapping[str, Mapping[str, Quantity]], known: Mapping[str, Iterable[str]]
) -> Decimal:
    """The largest value of a number with its factors; a category that is not named has factor 1."""
    product = number.value
    for attribute, factors in by.items():
        rest = () if set(known.get(attribute, ())) <= factors.keys() else (Decimal(1),)
        product *= max([*(factor.value for factor in factors.values()), *rest])
    return product


def instead(name: str, known: Iterable[str]) -> str:
    """What to do about an unknown name."""
    near = nearest(name, known)
    return f"write '{near}'" if near else "use one of these"


def check_kind(path: Path, kind: str, society: Society, findings: Findings) -> None:
    """Notes a kind of act that nobody considers."""
    if kind not in society.acts:
        findings.note(
            path,
            f"{kind} is not a kind of act here",
            f"known are {', '.join(society.acts)}",
            instead(kind, society.acts),
        )


def check_density(path: Path, density: str | None, society: Society, findings: Findings) -> None:
    """Notes a density that no region states."""
    known = sorted({name for region in society.regions.values() for name in region.densities})
    if density is not None and density not in known:
        findings.note(
            path,
            f"no region states a density {density}",
            f"known are {', '.join(known)}" if known else "no region states any",
            instead(density, known) if known else "add it to `densities` of the regions, or leave it out",
        )
