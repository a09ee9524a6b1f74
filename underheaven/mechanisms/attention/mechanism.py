"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Hours and attention",
    about="Sources see less at some hours, and look where they found something before.",
    sections=("7.1", "19"),
    keys=("policy.sources.*.hours", "policy.sources.*.attention", "policy.sources.*.learning"),
    laws=("runaway",),
)
