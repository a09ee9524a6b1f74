"""The close of a step: recovery, the pull of ties, dread and hardship (specification, 8)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from underheaven.engine.reference.census import Census
from underheaven.engine.reference.decimals import accrued, total
from underheaven.engine.reference.frozen import Frozen
from underheaven.engine.reference.model import Model
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.philox import Purpose, belonging
from underheaven.engine.reference.settling import settle
from underheaven.engine.reference.tally import Counter
from underheaven.engine.reference.ties import Ties, ties

ONE, HALF = 65_536, 32_768


class Closing:
    """Closes the steps of a world."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._weights: dict[tuple[Decimal, tuple[int, ...]], list[int]] = {}

    def close(
        self,
        community: Community,
        frozen: Frozen,
        census: Census,
        seekers: Sequence[int],
        counter: Counter,
    ) -> frozenset[int]:
        """Close a step for one community, everybody from the same snapshot; who was given points back."""
        model, step = self._model, frozen.step
        model.partners.meet(community, frozen, seekers, counter)
        model.firms.close(community, frozen, counter)
        returned = settle(community, model.redress, model.scheme, step, counter)
        model.deterrence.close(community, frozen)
        before = self._standings(community, frozen)
        tied = self._ties(community, frozen)
        self._recover(community, frozen)
        self._pull(community, frozen, tied)
        after = self._standings(community, frozen)
        sanctioned = [bool(new - old) for old, new in zip(before, after, strict=True)]
        self._fear(community, frozen, sanctioned)
        entered = [bool(new and not old) for old, new in zip(census.before, after, strict=True)]
        self._share_fear(community, tied, entered)
        less = self._since(model.world.society.behaviour.hardship.fade_per_year.value, step)
        community.hardship[:] = [max(0, level - less) for level in community.hardship]
        return returned

    def _standings(self, community: Community, frozen: Frozen) -> list[frozenset[int]]:
        """The consequences in force for everybody in the segment of the last minute."""
        scheme = self._model.scheme
        segment = scheme.at_end(frozen.step)
        return [
            scheme.standing(who, score, segment, frozen.known.moved) if member else frozenset()
            for who, score, member in zip(community.people, community.shown, frozen.members, strict=True)
        ]

    def _since(self, per_year: Decimal, step: int) -> int:
        """What accrues in a step."""
        world = self._model.world
        return accrued(per_year, step * world.step_minutes, world.end_of(step))

    def _recover(self, community: Community, frozen: Frozen) -> None:
        start = self._model.scheme.start
        gain = self._since(16 * self._model.world.policy.score.recovery.value, frozen.step)
        for slot, member in enumerate(frozen.members):
            for own in (community.own, community.clean_own):
                if member and own[slot] < start:
                    own[slot] = min(start, own[slot] + gain)

    def _ties(self, community: Community, frozen: Frozen) -> list[Ties]:
        employed = [self._model.workplaces.employs(who) for who in community.people]
        workplaces = [workplace.slots for workplace in self._model.workplaces.of(community)]
        return ties(self._model.draws, community, frozen.members, employed, workplaces)

    def _pull(self, community: Community, frozen: Frozen, tied: Sequence[Ties]) -> None:
        """Draw each score towards those of others; own scores have recovered, others' have not.

        Who is back at the start is rid of the contexts of bad records.
        """
        alpha = self._model.scheme.at_end(frozen.step).alpha
        for own, score in ((community.own, community.shown), (community.clean_own, community.clean)):
            snapshot = list(score)
            for slot, member in enumerate(frozen.members):
                if member:
                    score[slot] = self._pulled(own[slot], snapshot, tied[slot], alpha)
        for slot, own_score in enumerate(community.own):
            if own_score >= self._model.scheme.start:
                community.contexts[slot] = 0

    def _pulled(self, own: int, snapshot: Sequence[int], tied: Ties, alpha: Decimal) -> int:
        pull = sum(
            weight * sum(snapshot[other] - own for other in others)
            for weight, others in zip(self._tie_weights(alpha, tied), tied, strict=True)
        )
        return self._model.scheme.clamp(own + (pull + HALF >> 16))

    def _tie_weights(self, alpha: Decimal, tied: Ties) -> list[int]:
        """Weight of one tie of each type, in 65,536ths."""
        degrees = tuple(len(others) for others in tied)
        if (alpha, degrees) not in self._weights:
            shares = [
                share if degree else Decimal(0)
                for share, degree in zip(self._model.scheme.tie_weights(), degrees, strict=True)
            ]
            whole = total(shares)
            self._weights[alpha, degrees] = [
                math.floor(ONE * alpha * share / whole / degree) if share else 0
                for share, degree in zip(shares, degrees, strict=True)
            ]
        return self._weights[alpha, degrees]

    def _fear(self, community: Community, frozen: Frozen, sanctioned: Sequence[bool]) -> None:
        """Let dread fade, and then news and sanctions add to it."""
        model, step = self._model, frozen.step
        less = self._since(model.world.society.behaviour.dread.fade_per_year.value, step)
        limits = model.announcing.hearing(community.region, step)
        for slot, who in enumerate(community.people):
            community.dread[slot] = max(0, community.dread[slot] - less)
            if not model.scheme.adult(who):
                continue
            if any(limits):
                words = model.draws.words(Purpose.HEAR, community.place, slot, 0, step)
                for name, news, limit in zip(
                    model.announcing.names, model.announcing.news, limits, strict=True
                ):
                    if belonging(words, name)[0] < limit:
                        community.frighten(slot, math.floor(news.dread.value))
            if sanctioned[slot]:
                community.frighten(slot, math.floor(model.world.society.behaviour.dread.sanction.value))

    def _share_fear(self, community: Community, tied: Sequence[Ties], entered: Sequence[bool]) -> None:
        """Frighten the household and the friends of those who came under a consequence."""
        dread = math.floor(self._model.world.society.behaviour.dread.associate.value)
        for slot, true in enumerate(entered):
            for other in (*tied[slot].household, *tied[slot].friends) if true else ():
                community.frighten(other, dread)
