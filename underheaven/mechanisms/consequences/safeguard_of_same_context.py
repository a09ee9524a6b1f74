"""Records of one part of life have no consequences in another."""

from __future__ import annotations

from dataclasses import replace

from underheaven.policy.safeguard import Changes, Safeguard, Words, switch
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

NAME, PLACE = "same_context", 110


WORDS = Words(
    title="Same context only",
    about="an act is denied only for records of its own part of life, and nobody is confined",
    presumes="consequences that confine are taken out of the policy",
    promise="consequences in the same part of life only",
)


def needless(policy: Policy, society: Society) -> str | None:
    """Why it guards against nothing."""
    del society
    denies = any(each.denies for each in policy.consequences.values())
    return None if denies else "no consequence denies anything"


def _on(policy: Policy) -> Changes:
    """What confines is taken out, since nobody may be confined."""
    changes: Changes = {"safeguards": {NAME: True}}
    kept = {
        name: {"confines": False} if each.denies or each.bars_representative else None
        for name, each in policy.consequences.items()
        if each.confines
    }
    return {**changes, "consequences": kept} if kept else changes


SAFEGUARD: Safeguard = replace(switch(NAME, WORDS, needless), on=_on)
