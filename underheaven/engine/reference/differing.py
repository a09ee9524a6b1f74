"""In what people differ for life (specification, 30)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from underheaven.engine.reference.decimals import choose, cumulative
from underheaven.engine.reference.people import Archetype
from underheaven.engine.reference.philox import Words, belonging
from underheaven.engine.world import World


class Habits(NamedTuple):
    """What somebody considers and does goes by: the archetype, and the class of each lasting factor."""

    who: Archetype
    classes: tuple[int, ...]


class Differing:
    """The lasting factors of a society, in the order of their names."""

    def __init__(self, world: World) -> None:
        lasting = world.society.behaviour.lasting
        self._names = sorted(lasting)
        self._factors = [lasting[name] for name in self._names]
        self._until = [cumulative([each.share.value for each in factor.classes]) for factor in self._factors]
        self._contexts = {name: act.context for name, act in world.society.acts.items()}
        self._on: dict[tuple[str, str], list[tuple[int, list[Decimal]]]] = {}

    def classes(self, words: Words) -> tuple[int, ...]:
        """The class of each factor, from the words of LASTING."""
        return tuple(
            choose(belonging(words, name)[0], until)
            for name, until in zip(self._names, self._until, strict=True)
        )

    def all(self) -> list[tuple[int, ...]]:
        """Every combination of classes."""
        found: list[tuple[int, ...]] = [()]
        for factor in self._factors:
            found = [(*before, number) for before in found for number in range(len(factor.classes))]
        return found

    def considered(self, kind: str, rate: Decimal, classes: tuple[int, ...]) -> Decimal:
        """How often a year somebody of these classes considers a kind of act, who would `rate` times."""
        return self._times(kind, rate, classes, "considering")

    def inclined(self, kind: str, propensity: Decimal, classes: tuple[int, ...]) -> Decimal:
        """The chance that it is then done."""
        return self._times(kind, propensity, classes, "propensity")

    def _times(self, kind: str, value: Decimal, classes: tuple[int, ...], on: str) -> Decimal:
        if (kind, on) not in self._on:
            self._on[kind, on] = self._found(kind, on)
        for factor, of_classes in self._on[kind, on]:
            value = value * of_classes[classes[factor]]
        return value

    def _found(self, kind: str, on: str) -> list[tuple[int, list[Decimal]]]:
        """Each factor on a kind of act, and what it is for each class."""
        return [
            (number, [each.factor.value for each in factor.classes])
            for number, factor in enumerate(self._factors)
            if (kind in factor.kinds or self._contexts[kind] in factor.contexts) and factor.on in (on, "both")
        ]
