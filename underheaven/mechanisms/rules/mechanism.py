"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Rules",
    about="A record of some kinds of act moves the score.",
    sections=("2.4", "7.6"),
    keys=("policy.rules", "policy.safeguards.no_purchases"),
    laws=("score-walk", "direction"),
)
