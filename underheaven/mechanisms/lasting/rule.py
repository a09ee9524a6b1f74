"""Differ: which class of each lasting factor somebody belongs to (specification, 30)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from underheaven.integer_tables import I64, U64


class LastingTables(NamedTuple):
    """F lasting factors in the order of their names, of at most eight classes."""

    any: int
    """1 where people differ."""
    key: Annotated[U64, "F"]
    """[F] the key of its name."""
    classes: Annotated[I64, "F"]
    """[F] how many classes it has."""
    stride: Annotated[I64, "F"]
    """[F] rows of the tables of manners from one of its classes to the next (30.3)."""
    until: Annotated[I64, "F 8"]
    """[F, 8] cumulative thresholds of its classes."""


TABLES = LastingTables
"""What the kernel is handed of this mechanism."""
