"""How sure a brief's numbers are, in words."""

from __future__ import annotations

from collections import Counter

from underheaven.documents.words import agreeing, counted
from underheaven.report.brief.numbers import NOT_THERE, UNDEFINED, Line
from underheaven.report.words import listed

COVERS = (
    "“Between a and b” is a 95 % interval. It covers chance: how far the number may move if as many "
    "synthetic people of the same kind live again under the same rules. It is found by leaving out one of "
    "32 blocks of communities at a time."
)
DOES_NOT = (
    "It does not say whether the model is right: whether people would act as the society's file says, or "
    "whether an office would do as the policy's file says. “What was assumed”, below, is about that."
)
OVERLAP = "Two numbers that lie within each other's intervals may differ by chance alone."


def how_sure(found: list[Line], seed: int, runs: int) -> list[str]:
    """What an interval says of these lines, what none says, and why some have none; `runs` is 1 or 2."""
    all_told = [told for line in found for told in line.told]
    without = [told for told in all_told if not told.sure and told.text not in (UNDEFINED, NOT_THERE)]
    undefined = [told for told in all_told if told.text == UNDEFINED]
    text = [COVERS, DOES_NOT, f"This is one run with one seed ({seed}). {OVERLAP}"]
    if runs > 1:
        text.append(
            "Both columns have the same people and chances, so a difference is surer than the two intervals "
            "suggest. Only several seeds can say how sure: the command underheaven compare runs them."
        )
    reasons = Counter(told.missing.removeprefix("no interval: ") for told in without)
    for reason, many in reasons.items():
        every = many == len(all_told) - len(undefined)
        head = (
            "No number has an" if every else f"{counted(many, 'number')} {agreeing(many, 'has', 'have')} no"
        )
        text.append(f"{head} interval: {reason}." if reason else f"{head} interval.")
    if undefined:
        why = listed(sorted({told.missing for told in undefined if told.missing}))
        text.append(f"Undefined means that there is no such number, not that it is 0: {why}.")
    return text
