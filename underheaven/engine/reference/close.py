"""The close of a step: recovery, the pull of ties, dread and hardship (specification, 8)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from underheaven.engine.reference.decimals import CERTAIN, accrued, total
from underheaven.engine.reference.model import Frozen, Model
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.philox import Purpose
from underheaven.engine.reference.ties import Ties, ties
from underheaven.policy.schema import News

MINUTES_PER_DAY = 1_440
MOST = 255
ONE, HALF = 65_536, 32_768
HEARD_AT_LEAST = Decimal("0.0001")


class Closing:
    """Closes the steps of a world."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._weights: dict[tuple[Decimal, tuple[int, ...]], list[int]] = {}

    def close(self, community: Community, frozen: Frozen) -> None:
        """Close a step for one community, everybody from the same snapshot."""
        world, scheme = self._model.world, self._model.scheme
        adults = [scheme.adult(who) for who in community.people]
        segment = scheme.at(world.end_of(frozen.step) - 1)
        before = [scheme.standing(score, segment) for score in community.shown]
        if frozen.enrolled:
            self._recover(community, adults, frozen.step)
            self._pull(community, adults, segment.alpha)
        after = [scheme.standing(score, segment) for score in community.shown]
        sanctioned = [frozen.enrolled and bool(new - old) for old, new in zip(before, after, strict=True)]
        self._feel(community, adults, sanctioned, frozen.step)

    def _since(self, per_year: Decimal, step: int) -> int:
        """What accrues in a step."""
        world = self._model.world
        return accrued(per_year, step * world.step_minutes, world.end_of(step))

    def _recover(self, community: Community, adults: Sequence[bool], step: int) -> None:
        start = self._model.scheme.start
        gain = self._since(16 * self._model.world.policy.score.recovery.value, step)
        for slot, adult in enumerate(adults):
            for own in (community.own, community.clean_own):
                if adult and own[slot] < start:
                    own[slot] = min(start, own[slot] + gain)

    def _pull(self, community: Community, adults: Sequence[bool], alpha: Decimal) -> None:
        """Draw each score towards those of others; own scores have recovered, others' have not."""
        world = self._model.world
        bands = list(world.society.age_bands)
        behaviour = world.society.behaviour
        employed = [bands[who.age] in behaviour.employed_ages for who in community.people]
        tied = ties(self._model.draws, community, adults, employed, behaviour.workplace_size)
        for own, score in ((community.own, community.shown), (community.clean_own, community.clean)):
            snapshot = list(score)
            for slot, adult in enumerate(adults):
                if adult:
                    score[slot] = self._pulled(own[slot], snapshot, tied[slot], alpha)

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

    def _feel(
        self, community: Community, adults: Sequence[bool], sanctioned: Sequence[bool], step: int
    ) -> None:
        """Let dread and hardship fade, and then news and sanctions add to dread."""
        behaviour = self._model.world.society.behaviour
        less_dread = self._since(behaviour.dread.fade_per_year.value, step)
        less_hardship = self._since(behaviour.hardship.fade_per_year.value, step)
        heard = [self._hearing(news, community.region, step) for news in self._news]
        for slot, adult in enumerate(adults):
            dread = community.dread[slot] = max(0, community.dread[slot] - less_dread)
            community.hardship[slot] = max(0, community.hardship[slot] - less_hardship)
            if not adult:
                continue
            words: Sequence[int] = ()
            if any(heard):
                words = self._model.draws.words(Purpose.HEAR, community.place, slot, 0, step)
            for news, word, limit in zip(self._news, words, heard, strict=False):
                if word < limit:
                    dread = min(MOST, dread + int(news.dread.value))
            if sanctioned[slot]:
                dread = min(MOST, dread + int(behaviour.dread.sanction.value))
            community.dread[slot] = dread

    @property
    def _news(self) -> list[News]:
        return list(self._model.world.policy.news.values())

    def _hearing(self, news: News, region: int, step: int) -> int:
        """The threshold of hearing of news in a step."""
        world = self._model.world
        begin, end = step * world.step_minutes, world.end_of(step)
        name = list(world.society.regions)[region]
        age = Decimal(begin - world.minute_of(news.day)) / MINUTES_PER_DAY
        if age < 0 or (news.regions != "all" and name not in news.regions):
            return 0
        chance = news.per_day.value * Decimal(2) ** (-age / news.half_life_days.value)
        if chance < HEARD_AT_LEAST:
            return 0
        days = Decimal(end - begin) / MINUTES_PER_DAY
        return math.floor(CERTAIN * (1 - (1 - chance) ** days))
