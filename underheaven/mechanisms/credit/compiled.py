"""Credit as integers (specification, 20)."""

from __future__ import annotations

import numpy as np

from underheaven.documents.problems import refuse
from underheaven.engine.compiling.acts import scaled
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.thresholds import chance, floor
from underheaven.mechanisms.credit.rule import CreditTables
from underheaven.society.archetypes import Archetypes

ONE, BANDS, CERTAIN = 1 << 16, 16, 1 << 32


def tables(given: Given) -> CreditTables:
    """Chances that a loan is repaid, by archetype and by band of the score."""
    world = given.world
    acts = list(world.society.acts.items())
    base = np.zeros((Archetypes(world.society).number, len(acts)), np.int64)
    factor = np.full((len(acts), BANDS), ONE, np.int64)
    for k, (name, act) in enumerate(acts):
        if act.repayment is None:
            base[:, k] = CERTAIN
            continue
        values = scaled(world.society, act.repayment.value, act.repayment_by)
        if values.max() > 1:
            raise refuse(
                f"{name}: a repayment of {values.max():.4g}",
                "the factors of `repayment_by` raise it above 1",
                "lower `repayment` or the factors",
                where=f"acts.{name}.repayment",
            )
        base[:, k] = [chance(value) for value in values]
        for b, by in enumerate(act.repayment_by_band):
            factor[k, b] = floor(ONE * by.value)
    return CreditTables(
        has_outcome=np.array([act.kind == "credit" for _, act in acts], np.uint8),
        base=base,
        bands=np.array([len(act.repayment_by_band) for _, act in acts], np.int64),
        factor=factor,
    )
