"""How sure a brief's numbers are, in words."""

from __future__ import annotations

from underheaven.report.brief.numbers import NOT_THERE, UNDEFINED, Line
from underheaven.report.words import listed

COVERS = (
    "“Between a and b” is a 95 % interval. It covers chance: how far the number may move if as many "
    "synthetic people of the same kind live again under the same rules. It is found by leaving out one of "
    "32 blocks of communities at a time."
)
DOES_NOT = (
    "It does not cover whether the model is right: whether people would act as the society's file says, or "
    "an office would do as the policy's file says. No interval here says anything about that; what was "
    "assumed, below, does."
)
OVERLAP = "Numbers that lie within each other's intervals should not be told apart."


def how_sure(found: list[Line], seed: int, runs: int) -> list[str]:
    """What an interval says of these lines, what none says, and why some have none; `runs` is 1 or 2."""
    all_told = [told for line in found for told in line.told]
    without = [told for told in all_told if not told.sure and told.text not in (UNDEFINED, NOT_THERE)]
    undefined = [told for told in all_told if told.text == UNDEFINED]
    text = [COVERS, DOES_NOT, f"This is one run with one seed ({seed}). {OVERLAP}"]
    if runs > 1:
        text.append(
            "Both columns have the same people and chances, so a difference is surer than the two intervals "
            "suggest; how sure, only several seeds can say: the command underheaven compare gives them."
        )
    if without:
        reasons = listed(
            sorted({told.missing.removeprefix("no interval: ") for told in without if told.missing})
        )
        every = len(without) == len(all_told) - len(undefined)
        many = "No number has an" if every else _have_no(len(without))
        text.append(f"{many} interval: {reasons}." if reasons else f"{many} interval.")
    if undefined:
        reasons = listed(sorted({told.missing for told in undefined if told.missing}))
        text.append(f"Undefined means that there is no such number, not that it is 0: {reasons}.")
    return text


def _have_no(many: int) -> str:
    return "One number has no" if many == 1 else f"{many} numbers have no"
