"""Credit as integers (specification, 20)."""

from __future__ import annotations

from math import floor

from underheaven.documents.problems import refuse
from underheaven.engine.compiling.acts import scaled
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.thresholds import chance
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.credit.rule import CreditTables
from underheaven.society.numbering import Numbering

ONE, BANDS, CERTAIN = 1 << 16, 16, 1 << 32


def tables(given: Given) -> CreditTables:
    """Chances that a loan is repaid, by archetype and by band of the score."""
    world = given.world
    acts = list(world.society.acts.items())
    of_kinds, factor = list[list[int]](), filled((len(acts), BANDS), ONE)
    for k, (name, act) in enumerate(acts):
        if act.repayment is None:
            of_kinds.append([CERTAIN] * Numbering(world.society).number)
            continue
        values = scaled(world.society, act.repayment.value, act.repayment_by)
        if max(values) > 1:
            raise refuse(
                f"{name}: a repayment of {max(values):.4g}",
                "the factors of `repayment_by` raise it above 1",
                "lower `repayment` or the factors",
                where=f"acts.{name}.repayment",
            )
        of_kinds.append([chance(value) for value in values])
        for b, by in enumerate(act.repayment_by_band):
            factor[k, b] = floor(ONE * by.value)
    return CreditTables(
        has_outcome=table([act.kind == "credit" for _, act in acts], "uint8"),
        base=table(list(zip(*of_kinds, strict=True))),
        bands=table([len(act.repayment_by_band) for _, act in acts]),
        factor=factor,
    )
