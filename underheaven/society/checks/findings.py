"""The problems found in one society, and the checks of names and tables that its parts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from underheaven.documents.document import Document, Path, dotted
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.quantity import Quantity
from underheaven.documents.words import nearest
from underheaven.society.schema import Table

TOLERANCE = Decimal("0.005")
"""How far shares may be from 1, or persons by age and sex from the population (relative)."""
LARGEST = Decimal(10) ** 12


class Findings:
    """The problems found in one society. A shared part has a document of its own, by its first key."""

    def __init__(self, documents: Mapping[str, Document], main: Document | None) -> None:
        self.problems: list[Problem] = []
        self._documents, self._main = documents, main

    def note(self, path: Path, what: str, why: str, remedy: str) -> None:
        """Adds a problem with the entry at `path`."""
        document = self._documents.get(str(path[0]), self._main) if path else self._main
        if document is None:
            self.problems.append(Problem(what, why, remedy, where=dotted(path)))
        else:
            self.problems.append(document.problem(path, what, why, remedy))

    def settle(self) -> None:
        """Raises InputError with everything that was noted; returns where nothing was."""
        if self.problems:
            raise InputError(self.problems)


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
