"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Act, Life, Source
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Mistakes",
    about="Records name the wrong person, by false matches of faces and slips of the pen.",
    sections=("7.2", "7.3", "7.4"),
    keys=(
        "policy.sources.*.mistakes",
        "policy.sources.*.faces",
        "society.matching",
        "policy.safeguards.no_biometric_only",
    ),
    purposes=("MATCH", "CLERK"),
    counts=(Act.WRONG, Source.WRONG, Life.WRONG_RECORDS),
    events=(What.FALSE_MATCH, What.CLERICAL_MISTAKE),
    laws=("false-matches", "precision"),
)
