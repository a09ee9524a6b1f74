"""Every treatment of a policy, beside what Article 5(1)(c) of the EU AI Act asks about; never a verdict.

Regulation (EU) 2024/1689, Article 5(1)(c) and recital 31; the Commission's guidelines on prohibited
practices, C(2025) 5052, for what the elements mean. docs/screen.md tells what each is read from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from underheaven.mechanisms.consequences.model import Consequence
from underheaven.mechanisms.firms.scheme import FirmConsequence
from underheaven.policy.schema import Policy
from underheaven.policy.screening.common import of_firms, of_persons
from underheaven.policy.screening.contexts import unrelated
from underheaven.policy.screening.detriment import of_consequence, of_firm, of_positional, of_privilege
from underheaven.policy.screening.element import Element, Fact, Part, Screen, Treatment
from underheaven.policy.screening.proportion import unjustified
from underheaven.policy.screening.working import ENTERPRISE, Moved, Working
from underheaven.society.schema import Society

NO_DETRIMENT = "Nobody is treated worse by it."


def screen(policy: Policy, society: Society) -> Screen:
    """The screen of a policy that fits the society (`check_fit`), where each act is of some part of life."""
    working = Working(policy, society)
    treatments = (
        *_consequences(working),
        *_privileges(working),
        *_positional(working),
        *_firms(working),
    )
    return Screen(policy.policy, society.society, policy.corrections, treatments)


def _treatment(
    part: Part, name: str, title: str, felt: tuple[str, ...], counted: Mapping[str, Moved], *elements: Element
) -> Treatment:
    """A treatment, whose context and proportion are asked about only where somebody is treated worse."""
    detriment = next(each for each in elements if each.name == "detriment")
    told = elements
    if detriment.met == "not met":
        told = tuple(
            Element(each.name, "not met", NO_DETRIMENT) if each.name in ("context", "proportion") else each
            for each in elements
        )
    records = tuple(dict.fromkeys(each.context for each in counted.values()))
    return Treatment(part, name, title, felt, records, told)


def _consequences(working: Working) -> Iterator[Treatment]:
    for name, each in working.policy.consequences.items():
        path = f"consequences.{name}"
        detriment, kinds = of_consequence(working, name, each)
        felt = tuple(
            dict.fromkeys((*working.contexts(kinds), *((ENTERPRISE,) if each.bars_representative else ())))
        )
        # Leading a firm is barred whatever the records were about.
        kept = working.policy.safeguards.same_context and not each.bars_representative
        yield _treatment(
            "consequences", name, each.title, felt, working.costly,
            *of_persons(working), detriment,
            _of_house_arrest(unrelated(working, path, felt, working.costly, kept), working, each, path),
            unjustified(working, path, working.costly, each),
        )  # fmt: skip


def _of_house_arrest(element: Element, working: Working, each: Consequence, path: str) -> Element:
    """House arrest is felt in every part of life, also in those that no record is about."""
    if not working.confined(each) or element.met == "met" or not working.costly:
        return element
    fact = Fact(
        "House arrest is felt in every part of life, whatever the records were about.", (f"{path}.confines",)
    )
    return replace(element, met="met", why=fact.text, facts=(*element.facts, fact))


def _privileges(working: Working) -> Iterator[Treatment]:
    for name, each in working.policy.privileges.items():
        path = f"privileges.{name}"
        detriment, kinds = of_privilege(working, name, each)
        felt = working.contexts(kinds)
        yield _treatment(
            "privileges", name, each.title, felt, working.moved,
            *of_persons(working), detriment,
            unrelated(working, path, felt, working.moved, own_context_only=False),
            unjustified(working, path, working.moved),
        )  # fmt: skip


def _positional(working: Working) -> Iterator[Treatment]:
    for name in working.policy.positional:
        path, place = f"positional.{name}", working.society.places.get(name)
        ranked = Fact("A family's rank is the mean score of its adults: one of them counts for all.", (path,))
        unfair = unjustified(working, path, working.moved)
        yield _treatment(
            "positional", name, name if place is None else place.title, (name,), working.moved,
            *of_persons(working), of_positional(working, name),
            unrelated(working, path, (name,), working.moved, own_context_only=False),
            replace(
                unfair,
                met="met",
                why="People come to have less by what others of their family did.",
                facts=(ranked, *unfair.facts),
            ),
        )  # fmt: skip


def _firms(working: Working) -> Iterator[Treatment]:
    scheme = working.policy.firms
    for name, each in (scheme.consequences if scheme is not None else {}).items():
        path = f"firms.consequences.{name}"
        led = each.representative_points.value != 0
        others = Fact(
            "It reaches people for what their firm did, whoever of them did it.", (path, "firms.rules")
        )
        proportion = Element("proportion", "met", others.text, (others,))
        yield _treatment(
            "firms.consequences", name, each.title, (ENTERPRISE,), {},
            *of_firms(working, led), of_firm(working, name, each),
            _of_firm_context(working, path, each), proportion,
        )  # fmt: skip


def _of_firm_context(working: Working, path: str, each: FirmConsequence) -> Element:
    if each.representative_points.value < 0 and working.policy.consequences:
        fact = Fact(
            "Points taken from the one who leads the firm count in every consequence of that person's score.",
            (
                f"{path}.representative_points",
                *(f"consequences.{name}" for name in working.policy.consequences),
            ),
        )
        why = "What a firm did counts in its leader's private life."
        return Element("context", "met", why, (fact,))
    why = "What a firm did is felt at work. A policy does not say whether the two are one social context."
    return Element("context", "cannot be told", why, (Fact("It is felt at work.", (path,)),))
