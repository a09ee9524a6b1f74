"""What of a policy can act in a society at any time, once its safeguards have had their say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from underheaven.documents.words import quoted
from underheaven.mechanisms.consequences.model import Consequence
from underheaven.mechanisms.rules.model import Rule
from underheaven.policy.schema import Policy, Source
from underheaven.society.schema import Society

ENTERPRISE = "enterprise"
"""The context of firms: acts of people have theirs in the society."""


@dataclass(frozen=True)
class Moved:
    """A kind of act whose records move the score: the least and the most points that one ever brings."""

    kind: str
    context: str
    lawful: bool
    least: Decimal
    most: Decimal

    @property
    def costs(self) -> Decimal:
        """Points that a record costs at worst; 0 where it only brings some."""
        return max(-self.least, Decimal(0))


@dataclass(frozen=True)
class Working:
    """A policy in a society that can carry it out."""

    policy: Policy
    society: Society

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources that may write records."""
        ruled_out = self.policy.safeguards.no_biometric_only
        return {
            name: source
            for name, source in self.policy.sources.items()
            if not (ruled_out and source.faces is not None)
        }

    @cached_property
    def moved(self) -> dict[str, Moved]:
        """Every kind of which a record may be written and moves the score, in the order of the rules."""
        return {
            kind: found
            for kind, rule in self.policy.rules.items()
            if kind in self._written and (found := self._moved(kind, rule)) is not None
        }

    @cached_property
    def costly(self) -> dict[str, Moved]:
        """Those of them that may cost points."""
        return {kind: each for kind, each in self.moved.items() if each.costs > 0}

    @cached_property
    def _written(self) -> frozenset[str]:
        kinds = {
            kind
            for source in self.sources.values()
            if any(source.coverage.urban.values) or any(source.coverage.rural.values)
            for kind, share in source.sees.items()
            if any(share.values)
        }
        return frozenset(kinds).union(*map(written_wrongly, self.sources.values()))

    def _moved(self, kind: str, rule: Rule) -> Moved | None:
        act, guards = self.society.acts[kind], self.policy.safeguards
        if (guards.no_speech and act.speech != "none") or (guards.no_purchases and act.kind == "purchase"):
            return None
        values = [
            value
            for points in (rule.points, rule.repaid, rule.defaulted)
            if points is not None
            for value in points.values
        ]
        # What counts of credit is what becomes of it: not paying back is no lawful conduct.
        lawful = act.lawful and act.kind != "credit"
        return Moved(kind, act.context, lawful, min(values), max(values)) if any(values) else None

    @property
    def mistaken(self) -> tuple[str, ...]:
        """Keys of the sources that may write down the wrong person."""
        found = ((name, "mistakes", source.mistakes) for name, source in self.sources.items())
        faces = ((name, "faces", source.faces) for name, source in self.sources.items())
        return tuple(f"sources.{name}.{key}" for name, key, what in (*found, *faces) if what is not None)

    @property
    def pulled(self) -> bool:
        """Whether the scores of others pull a score."""
        return any(self.policy.association.alpha.values) and not self.policy.safeguards.no_association

    def denied(self, consequence: Consequence) -> tuple[str, ...]:
        """The kinds of act that a consequence denies, without those that a safeguard exempts."""
        return tuple(kind for kind in consequence.denies if not self.exempt(kind))

    def confined(self, consequence: Consequence) -> tuple[str, ...]:
        """The kinds of act that its house arrest prevents."""
        if not consequence.confines or self.policy.safeguards.same_context:
            return ()
        return tuple(kind for kind, act in self.society.acts.items() if act.outside and not self.exempt(kind))

    def exempt(self, kind: str) -> bool:
        """Whether a kind is an essential service that a safeguard keeps open."""
        return self.policy.safeguards.essential_services and self.society.acts[kind].essential

    def called(self, kinds: Iterable[str]) -> list[str]:
        """What the society calls kinds of act, quoted."""
        return [quoted(self.society.acts[kind].title) for kind in kinds]

    def contexts(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """The parts of life that kinds of act belong to, each once."""
        return tuple(dict.fromkeys(self.society.acts[kind].context for kind in kinds))


def written_wrongly(source: Source) -> frozenset[str]:
    """The kinds that a source may write down about the wrong person."""
    return frozenset(
        kind
        for errors in (source.mistakes, source.faces)
        if errors is not None
        for kind, share in errors.records.items()
        if share.value
    )
