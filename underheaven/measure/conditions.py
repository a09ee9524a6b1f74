"""Whether a world has what a measure is about: the closed list of conditions."""

from __future__ import annotations

from collections.abc import Callable

from underheaven.measure.frame import Frame
from underheaven.measure.selections import entries
from underheaven.mechanisms.gaming.games import effortful


def _income(frame: Frame) -> bool:
    return any(frame.income)


def _fast_lane(frame: Frame) -> bool:
    return frame.fast_lane


def _visibility(frame: Frame) -> bool:
    privileges = frame.world.policy.privileges.values()
    return frame.world.society.dating is not None and any(each.visibility is not None for each in privileges)


def _firms(frame: Frame) -> bool:
    return frame.world.society.firms is not None and frame.world.policy.firms is not None


def _barred(frame: Frame) -> bool:
    consequences = frame.world.policy.consequences.values()
    return frame.world.society.firms is not None and any(each.bars_representative for each in consequences)


def _wages(frame: Frame) -> bool:
    firms = frame.world.policy.firms
    cuts = firms is not None and any(each.wage_cut.value for each in firms.consequences.values())
    return bool(frame.firm_consequences) and cuts and _income(frame)


def _appeal(frame: Frame) -> bool:
    return frame.world.policy.safeguards.appeal is not None


def _expiry(frame: Frame) -> bool:
    return frame.world.policy.safeguards.expiry is not None


CONDITIONS: dict[str, Callable[[Frame], bool]] = {
    "": lambda _: True,
    "hospital": lambda frame: frame.world.society.hospital is not None,
    "fast_lane": _fast_lane,
    "income": _income,
    "income_ranked": lambda frame: bool(frame.ranked_goods) and _income(frame),
    "income_confined": lambda frame: frame.confining and _income(frame),
    "credit": lambda frame: bool(frame.credit),
    "gaming": lambda frame: frame.world.society.behaviour.gaming is not None,
    "gaming_effort": lambda frame: bool(effortful(frame.world.society)),
    "reckoning": lambda frame: bool(entries("reckoned_kinds", frame)),
    "dating": lambda frame: frame.world.society.dating is not None,
    "visibility": _visibility,
    "appeal": _appeal,
    "expiry": _expiry,
    "appeal_or_expiry": lambda frame: _appeal(frame) or _expiry(frame),
    "review": lambda frame: frame.world.policy.safeguards.review is not None,
    "privileges_worth_yuan": lambda frame: bool(entries("privileges_worth_yuan", frame)),
    "firm_scheme": _firms,
    "barred_representatives": _barred,
    "wage_cuts": _wages,
    "renewal": lambda frame: frame.world.renewal and frame.world.society.renewal is not None,
}
"""By name; the empty name holds everywhere."""
