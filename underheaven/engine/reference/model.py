"""Everything that a step needs of a world, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from underheaven.engine.reference.acting import Considering, Deciding
from underheaven.engine.reference.announcing import Announcing
from underheaven.engine.reference.credit import Credit
from underheaven.engine.reference.deterrence import Deterrence
from underheaven.engine.reference.differing import Differing
from underheaven.engine.reference.enrolment import Enrolment
from underheaven.engine.reference.firms import Firms
from underheaven.engine.reference.frozen import Frozen
from underheaven.engine.reference.gaming import Gaming
from underheaven.engine.reference.hospital import Hospital
from underheaven.engine.reference.known import Knowing, Known
from underheaven.engine.reference.matching import lasting_classes
from underheaven.engine.reference.mistaking import Stream, clerical_mistakes, false_matches
from underheaven.engine.reference.partners import Partners
from underheaven.engine.reference.people import Attributes, Community
from underheaven.engine.reference.philox import Draws, Purpose
from underheaven.engine.reference.places import Places
from underheaven.engine.reference.redress import Redress
from underheaven.engine.reference.renewal import Renewal
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.shape import Shape
from underheaven.engine.reference.stakes import Stakes
from underheaven.engine.reference.voices import Voices
from underheaven.engine.reference.watching import Watching
from underheaven.engine.reference.workplaces import Workplaces
from underheaven.engine.world import World
from underheaven.society.schema import Act


@dataclass(frozen=True)
class Model:
    """A world, made ready. Its parts compute in the caller's decimal context, which must be the exact one.

    `exempt` are the kinds of act that no consequence touches.
    """

    world: World
    acts: list[Act]
    exempt: frozenset[int]
    draws: Draws
    attributes: Attributes
    shape: Shape
    scheme: Scheme
    enrolment: Enrolment
    announcing: Announcing
    differing: Differing
    considering: Considering
    deciding: Deciding
    voices: Voices
    credit: Credit
    gaming: Gaming
    watching: Watching
    deterrence: Deterrence
    lasting: tuple[int, ...]
    false_matches: list[Stream]
    clerical_mistakes: list[Stream]
    redress: Redress
    hospital: Hospital
    places: Places
    knowing: Knowing
    partners: Partners
    workplaces: Workplaces
    firms: Firms
    renewal: Renewal

    @classmethod
    def of(cls, world: World) -> Model:
        """Raises InputError when the world asks for what cannot be."""
        attributes, scheme, draws = Attributes(world.society), Scheme(world), Draws(world.seed)
        lasting, factors = lasting_classes(list(world.policy.sources.values()))
        acts = list(world.society.acts.values())
        essential = frozenset(kind for kind, act in enumerate(acts) if act.essential)
        workplaces = Workplaces(world, draws)
        differing = Differing(world)
        considering = Considering(world, attributes, differing)
        deciding = Deciding(world, attributes, scheme, differing)
        stakes = Stakes(world, scheme, considering, deciding)
        watching = Watching(world, scheme)
        deterrence = Deterrence(world, attributes, scheme, watching, draws, considering)
        return cls(
            world=world,
            acts=acts,
            exempt=essential if world.policy.safeguards.essential_services else frozenset(),
            draws=draws,
            attributes=attributes,
            shape=Shape.of(world),
            scheme=scheme,
            enrolment=Enrolment(world, attributes, scheme),
            announcing=Announcing(world),
            differing=differing,
            considering=considering,
            deciding=deciding,
            voices=Voices(world),
            credit=Credit(world, attributes, scheme),
            gaming=Gaming(world, scheme, considering, attributes, stakes),
            watching=watching,
            deterrence=deterrence,
            lasting=lasting,
            false_matches=false_matches(world, scheme, factors),
            clerical_mistakes=clerical_mistakes(world, scheme),
            redress=Redress(world),
            hospital=Hospital(world),
            places=Places(world, draws, scheme),
            knowing=Knowing(world),
            partners=Partners(world, draws, scheme),
            workplaces=workplaces,
            firms=Firms(world, draws, scheme, workplaces),
            renewal=Renewal(world, draws, scheme.start, deterrence.guess if deterrence.learns else 0),
        )

    def frozen(self, community: Community, step: int, known: Known) -> Frozen:
        """What does not change for a community during a step."""
        persons = [
            self.draws.words(Purpose.PERSON, community.place, slot, generation)
            for slot, generation in enumerate(community.generation)
        ]
        lottery = self.lottery(community)
        now = self.enrolment.entries(community.region, step, lottery)
        before = self.enrolment.entries(community.region, step - 1, lottery) if step else []

        def members(entries: list[int]) -> list[bool]:
            return [
                self.enrolment.enrolled(who, words[3], entries)
                for who, words in zip(community.people, persons, strict=True)
            ]

        return Frozen(
            step=step,
            enrolled=bool(now),
            enrolled_before=bool(before),
            members=members(now),
            members_before=members(before),
            persons=persons,
            classes=self._classes(community),
            heard=self.announcing.heard(step),
            known=known,
        )

    def _classes(self, community: Community) -> list[tuple[int, ...]]:
        """The class of each lasting factor, of the occupant of each slot."""
        if not self.world.society.behaviour.lasting:
            return [() for _ in community.generation]
        return [
            self.differing.classes(self.draws.words(Purpose.LASTING, community.place, slot, generation))
            for slot, generation in enumerate(community.generation)
        ]

    def lottery(self, community: Community) -> int:
        """The word by which a community is enrolled early, late or never."""
        return self.draws.words(Purpose.ROLLOUT, community.place)[0]
