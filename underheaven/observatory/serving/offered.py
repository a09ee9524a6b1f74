"""The worlds that a server was started with: a closed list, and what the page is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import underheaven
from underheaven.documents.problems import InputError, refuse
from underheaven.engine.world import MODEL_VERSION, World
from underheaven.observatory.editing.reformed import reformed
from underheaven.observatory.serving.files import SHOWN
from underheaven.observatory.telling import denied_by, named, told_of_policy, told_of_society
from underheaven.policy.fitness import check_fit
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

FIELDS: dict[str, type] = {
    "policy": str, "society": str, "from": str, "to": str, "citizens": int, "seed": int,
}  # fmt: skip
"""All that has to be asked for, and its type: which world. Each is one of a few that are listed."""
REFORM = "r"
"""What may be asked for besides: the word of a reform of a policy of the catalogue, in the policy's place."""


class Span(NamedTuple):
    """The first and the last day of a world."""

    start: dt.date
    end: dt.date

    @property
    def label(self) -> str:
        """As the page calls it: its years where it has whole ones, and else its days."""
        whole = (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)
        return named(*self) if whole else f"{self.start} to {self.end}"


@dataclass(frozen=True)
class SocietyOffered:
    """What can be chosen for a society; the first of each is what the page begins with."""

    society: Society
    policies: tuple[str, ...]
    spans: tuple[Span, ...]
    citizens: tuple[int, ...]
    seeds: tuple[int, ...]
    called: str = ""
    """By what a command finds the society; its name unless this says otherwise."""


@dataclass(frozen=True)
class Offered:
    """All that can be chosen."""

    policies: Mapping[str, Policy]
    societies: Mapping[str, SocietyOffered]
    called: Mapping[str, str] = field(default_factory=dict)
    """Policy -> by what a command finds it, where that is not its name."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Hash of a world -> the digest of its run, where it was run before."""

    @property
    def doors(self) -> list[str]:
        """The kinds of act whose refusals the page shows."""
        return denied_by(self.policies.values())

    def catalogue(self) -> dict[str, Any]:
        """What the page is told can be chosen."""
        return {
            "version": underheaven.__version__,
            "model": MODEL_VERSION,
            "served": True,
            "pages": list(SHOWN),
            "policies": {
                name: {**told_of_policy(policy), "called": self.called.get(name, name)}
                for name, policy in self.policies.items()
            },
            "societies": {
                name: {
                    **told_of_society(each.society),
                    "called": each.called or name,
                    "policies": list(each.policies),
                    "spans": [
                        {"name": span.label, "from": span.start.isoformat(), "to": span.end.isoformat()}
                        for span in each.spans
                    ],
                    "citizens": list(each.citizens),
                    "seeds": list(each.seeds),
                }
                for name, each in self.societies.items()
            },
        }

    def world(self, asked: object) -> tuple[World, dict[str, Any]]:
        """The world that is asked for, and what is told of a `reform`; InputError where it cannot be had.

        `asked` is what came in: nothing is known of it.
        """
        if not isinstance(asked, dict) or set(asked) - {REFORM} != set(FIELDS):
            raise refuse(
                "this is not how a world is asked for",
                f"it takes {', '.join(FIELDS)}, and may be {REFORM} for a reform, and nothing else",
                "take each from data/m3/catalogue.json",
            )
        for name, kind in ({**FIELDS, REFORM: str} if REFORM in asked else FIELDS).items():
            if type(asked[name]) is not kind:
                raise _not_offered(name)
        if asked["society"] not in self.societies:
            raise _not_offered("society")
        offer = self.societies[asked["society"]]
        for name, among in (("policy", offer.policies), ("citizens", offer.citizens), ("seed", offer.seeds)):
            if asked[name] not in among:
                raise _not_offered(name)
        for span in offer.spans:
            if (span.start.isoformat(), span.end.isoformat()) == (asked["from"], asked["to"]):
                policy, told = self.policies[asked["policy"]], dict[str, Any]()
                if REFORM in asked:
                    policy, told["reform"] = reformed(asked[REFORM])
                    check_fit(policy, offer.society)
                return World(policy, offer.society, asked["seed"], *span, asked["citizens"]), told
        raise _not_offered("from")


def _not_offered(name: str) -> InputError:
    """The same words whatever was given: nothing that comes in is repeated."""
    return refuse(
        f"this {name} is not offered",
        "a server offers what it was started with, and nothing else",
        "take one from data/m3/catalogue.json, or start underheaven observe with it",
        where=name,
    )
