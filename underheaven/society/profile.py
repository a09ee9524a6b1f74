"""How strongly the groups of a region are divided among its communities (docs/synthesis.md, section 2).

Communities refine the region like a binary tree: the first is the region in small; two halve the
circle on which the groups lie side by side, four quarter it, and so on. So the first 1, 3, 7, 15 ...
communities together hold every group in its share, whatever their number, and each level lies as far
from the mean as the wanted segregation asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cached_property

from underheaven.draws import PROFILE, once

UNIT = 1 << 31
"""Shares of groups in a community, and of cells within a group, are out of this (`dealing`)."""
CIRCLE = 1 << 32
LEVELS = 21
"""A region has fewer than 2^20 communities."""


class Profile:
    """The groups of a region on their circle, and how far communities are drawn to their part of it."""

    def __init__(
        self, people: Sequence[int], segregation: Decimal, region: int, seed: tuple[int, int]
    ) -> None:
        """`people`: weight of each group in the region; `segregation`: the share of variance wanted."""
        total = sum(people)
        self.people = tuple(people)
        self.segregation = segregation
        self.shares = tuple(Fraction(number, total) for number in people)
        self.start = once(region << 20, 0, 0, PROFILE, seed)[0]

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """Where each group begins and ends on the circle, from 0 to 2^32."""
        total, passed, bounds = sum(self.people), 0, [0]
        for number in self.people:
            passed += number
            bounds.append(CIRCLE * passed // total)
        return tuple(bounds)

    @cached_property
    def strengths(self) -> tuple[int, ...]:
        """How far the communities of each level are drawn to their part's own shares, out of 2^32."""
        return tuple(self._strength(level) for level in range(LEVELS))

    def _overlap(self, level: int, part: int) -> list[Fraction]:
        """The shares of the groups in one of the 2^level equal parts of the circle."""
        width = CIRCLE >> level
        begin = (self.start + part * width) % CIRCLE
        pieces = ((begin, min(begin + width, CIRCLE)), (0, begin + width - CIRCLE))
        return [
            Fraction(sum(max(0, min(high, to) - max(low, since)) for since, to in pieces), width)
            for low, high in zip(self.bounds, self.bounds[1:], strict=False)
        ]

    def _strength(self, level: int) -> int:
        """How far the communities of a level are drawn from the region's shares to their part's own.

        The square is the wanted share of variance over the share that the parts have; at most 1. Parts
        that no boundary crosses hold one group, so only the others are looked at one by one.
        """
        mean = sum(share * share for share in self.shares)
        if level == 0 or mean == 1:
            return 0
        width = CIRCLE >> level
        crossed = {(bound - self.start) % CIRCLE // width for bound in self.bounds[:-1]}
        squares = Fraction((1 << level) - len(crossed))
        for part in sorted(crossed):
            squares += sum(own * own for own in self._overlap(level, part))
        between = squares / (1 << level) - mean
        if between <= 0:
            return 0
        wanted = Fraction(self.segregation) * (1 - mean) / between
        if wanted >= 1:
            return CIRCLE
        with localcontext() as context:
            context.prec = 60
            root = (Decimal(wanted.numerator) / Decimal(wanted.denominator)).sqrt()
            return int(root * CIRCLE)
