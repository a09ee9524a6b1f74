"""Whether what was granted is paid back (specification, 20)."""

from __future__ import annotations

import math

from underheaven.documents.problems import refuse
from underheaven.engine.reference.decimals import CERTAIN, threshold
from underheaven.engine.reference.people import Archetype, Attributes
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.world import World
from underheaven.society.schema import Act

ONE = 65_536


class Credit:
    """The outcomes of kinds of credit."""

    def __init__(self, world: World, attributes: Attributes, scheme: Scheme) -> None:
        """Raises InputError where a chance would be above 1."""
        self._acts, self._attributes, self._scheme = list(world.society.acts.values()), attributes, scheme
        self._chances: dict[tuple[Archetype, int], int] = {}
        for kind, act in enumerate(self._acts):
            if act.kind == "credit" and act.repayment is not None:
                for who in attributes.all():
                    self._chances[who, kind] = self._chance(act, who)

    def _chance(self, act: Act, who: Archetype) -> int:
        assert act.repayment is not None
        chance = act.repayment.value * self._attributes.factor(act.repayment_by, who)
        if chance > 1:
            raise refuse(
                f"{act.title}: `repayment` times its factors is above 1",
                "a chance is at most 1",
                "lower `repayment` or its factors",
            )
        return threshold(chance)

    def granted(self, kind: int) -> bool:
        """Whether a kind of act is one of credit."""
        return self._acts[kind].kind == "credit"

    def repaid(self, who: Archetype, kind: int, shown: int, word: int) -> bool:
        """Whether somebody with this score pays back."""
        act = self._acts[kind]
        if act.repayment is None:
            return True
        factor = ONE
        if act.repayment_by_band:
            bands = act.repayment_by_band
            factor = math.floor(ONE * bands[self._scheme.band(shown, len(bands))].value)
        return word < min(CERTAIN, self._chances[who, kind] * factor >> 16)
