"""Who is in the scheme: communities by lot and day, persons where they choose (specification, 10)."""

from __future__ import annotations

from underheaven.documents.problems import refuse
from underheaven.engine.reference.decimals import threshold
from underheaven.engine.reference.people import Archetype, Attributes
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.world import World


class Enrolment:
    """The rollout of a world's policy."""

    def __init__(self, world: World, attributes: Attributes, scheme: Scheme) -> None:
        """Raises InputError where more than everybody would join, or nobody is said to."""
        self._world, self._scheme = world, scheme
        policy = world.policy
        self._rollout = list(policy.rollout.values())
        self._opt_in = policy.safeguards.opt_in
        if policy.joining is None:
            if self._opt_in or any(entry.joining == "voluntary" for entry in self._rollout):
                raise refuse("joining is voluntary", "nobody says who joins", "add `joining` to the policy")
            self._joins: dict[Archetype, int] = {}
            return
        joining = policy.joining
        chances = {
            who: joining.share.value * attributes.factor(joining.share_by, who) for who in attributes.all()
        }
        if any(chance > 1 for chance in chances.values()):
            raise refuse(
                "`joining`: `share` times its factors is above 1",
                "a chance is at most 1",
                "lower `share` or its factors",
            )
        self._joins = {who: threshold(chance) for who, chance in chances.items()}

    def entries(self, region: int, step: int, lottery: int) -> list[int]:
        """The rollout entries through which a community with this lottery word is enrolled."""
        name = list(self._world.society.regions)[region]
        minute = step * self._world.step_minutes
        return [
            number
            for number, entry in enumerate(self._rollout)
            if (entry.regions == "all" or name in entry.regions)
            and self._world.minute_of(entry.since) <= minute
            and lottery < threshold(entry.share.value)
        ]

    def wave(self, region: int, lottery: int) -> int:
        """1 and the number of the entry through which a community is first enrolled; 0 for never."""
        for step in range(self._world.steps):
            entries = self.entries(region, step, lottery)
            if entries:
                return 1 + entries[0]
        return 0

    def enrolled(self, who: Archetype, word: int, entries: list[int]) -> bool:
        """Whether a citizen is an enrolled adult, where these entries enrol the community."""
        if not entries or not self._scheme.adult(who):
            return False
        mandatory = any(self._rollout[number].joining == "mandatory" for number in entries)
        return (mandatory and not self._opt_in) or word < self._joins[who]
