"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Act
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Outcomes of credit",
    about="A loan is paid back or not, which returns to the score.",
    sections=("20",),
    keys=("society.acts.*.repayment",),
    counts=(Act.REPAID,),
    laws=("lending", "delayed-impact"),
)
