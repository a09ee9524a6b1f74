"""What does not change for a community during a step (specification, 2.5)."""

from __future__ import annotations

from dataclasses import dataclass

from underheaven.engine.reference.announcing import Heard
from underheaven.engine.reference.known import Known
from underheaven.engine.reference.philox import Words


@dataclass(frozen=True)
class Frozen:
    """What does not change for a community during a step.

    `enrolled` is said of the community, `members` of each slot: an enrolled adult. The same of the step
    before, of who lives there now. `persons` are the words of each occupant, drawn once for life, and
    `classes` the class of each lasting factor.
    """

    step: int
    enrolled: bool
    enrolled_before: bool
    members: list[bool]
    members_before: list[bool]
    persons: list[Words]
    classes: list[tuple[int, ...]]
    heard: list[Heard]
    known: Known
