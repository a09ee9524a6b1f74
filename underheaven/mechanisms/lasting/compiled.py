"""The classes of people as integers (specification, 30)."""

from __future__ import annotations

from underheaven.engine.compiling.choices import CLASSES, classes
from underheaven.engine.compiling.given import Given
from underheaven.integer_tables import table
from underheaven.keys import name_key
from underheaven.mechanisms.lasting.model import combinations_of
from underheaven.mechanisms.lasting.rule import LastingTables


def tables(given: Given) -> LastingTables:
    """Who is of which class of each factor, and by how many rows classes lie apart."""
    lasting = given.world.society.behaviour.lasting
    names, strides = sorted(lasting), list[int]()
    stride = combinations_of(lasting)
    for name in names:
        stride //= len(lasting[name].classes)
        strides.append(stride)
    until = [classes([each.share.value for each in lasting[name].classes]).tolist() for name in names]
    return LastingTables(
        any=int(combinations_of(lasting) > 1),
        key=table([name_key(name) for name in names], "uint64", len(names)),
        classes=table([len(lasting[name].classes) for name in names], "int64", len(names)),
        stride=table(strides, "int64", len(names)),
        until=table(until, "int64", len(names), CLASSES),
    )
