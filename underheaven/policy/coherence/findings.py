"""The problems found in one policy, and the sums that several checks make."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from underheaven.documents.checking import in_order
from underheaven.documents.document import Document, Path, dotted
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.quantity import Quantity

TOLERANCE = Decimal("1e-9")
"""How far a sum of shares may be from 1."""


class Findings:
    """The problems found in one policy, placed in `document` where there is one."""

    def __init__(self, document: Document | None) -> None:
        self.problems: list[Problem] = []
        self._document = document

    def note(self, path: Path, what: str, why: str, remedy: str) -> None:
        """Adds a problem with the entry at `path`."""
        if self._document is None:
            self.problems.append(Problem(what, why, remedy, where=dotted(path)))
        else:
            self.problems.append(self._document.problem(path, what, why, remedy))

    def settle(self, early: bool = False) -> None:
        """Raises InputError with everything that was noted, in the order of the file, if anything was.

        `early` says that checks follow.
        """
        if self.problems:
            raise InputError(in_order(self.problems), early=early)


def check_sum(shares: Mapping[str, Quantity], path: Path, what: str, findings: Findings) -> None:
    """Notes shares of records that do not sum to 1."""
    total = sum((share.value for share in shares.values()), Decimal(0))
    if abs(total - 1) > TOLERANCE:
        findings.note(path, f"{what} sum to {total:f}", "every record is of one kind", "make them sum to 1")
