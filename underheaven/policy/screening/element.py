"""What a screen is made of: treatments, the elements asked about, and the facts that meet them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from underheaven.documents.words import counted

Met = Literal["met", "not met", "cannot be told"]
Part = Literal["consequences", "privileges", "positional", "firms.consequences"]
PARTS: dict[Part, str] = {
    "consequences": "What happens below a score",
    "privileges": "What happens above a score",
    "positional": "Places given by rank of the family",
    "firms.consequences": "What a firm's score does to its people",
}
ARTICLE = "Article 5(1)(c) of Regulation (EU) 2024/1689"
ASKED = {
    "system": ("AI system", "an AI system that is placed on the market, put into service or used"),
    "evaluation": ("Evaluation", "natural persons or groups of persons are evaluated or classified"),
    "period": ("Over time", "over a certain period of time, not once"),
    "basis": (
        "Basis",
        "from their social behaviour, or from known, inferred or predicted personal characteristics",
    ),
    "detriment": ("Detriment", "the score leads, or can lead, to detrimental or unfavourable treatment"),
    "context": (
        "Unrelated context (i)",
        "(i) the treatment is in a social context unrelated to where the data was generated or collected",
    ),
    "proportion": (
        "Unjustified or disproportionate (ii)",
        "(ii) the treatment is unjustified, or disproportionate to the social behaviour or its gravity",
    ),
}
"""Element -> its name and what is asked, shortened from the article: (i) and (ii) are alternatives."""
COMMON = ("system", "evaluation", "period", "basis")
"""Elements that are answered alike for all that hangs on the same score."""
DIFFERING = ("detriment", "context", "proportion")
"""Elements that are answered for each treatment by itself."""
NO_VERDICT = (
    "This lists facts of a model's policy beside what the article asks about. It is not an assessment of any "
    "real system and says nothing about what is allowed or forbidden: whether an element is fulfilled is for "
    "people who know the law and the circumstances. Nobody is scored here but synthetic people."
)


@dataclass(frozen=True)
class Fact:
    """One fact, and the keys of the policy or society, or the counts of a run, that it rests on."""

    text: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class Element:
    """One element of the article for one treatment: whether facts meet it, why, and which."""

    name: str
    met: Met
    why: str
    facts: tuple[Fact, ...] = ()

    @property
    def title(self) -> str:
        """A word or two for it."""
        return ASKED[self.name][0]

    @property
    def asks(self) -> str:
        """What the article asks, in short."""
        return ASKED[self.name][1]


@dataclass(frozen=True)
class Treatment:
    """One thing that a policy does to people by their score, with the seven elements in order.

    `contexts` are the parts of life in which it is felt, `records_from` those whose records count.
    """

    part: Part
    name: str
    title: str
    contexts: tuple[str, ...]
    records_from: tuple[str, ...]
    elements: tuple[Element, ...]

    def element(self, name: str) -> Element:
        """The element of that name."""
        return next(each for each in self.elements if each.name == name)

    @property
    def path(self) -> str:
        """Where it stands in the policy."""
        return f"{self.part}.{self.name}"

    def with_element(self, element: Element) -> Treatment:
        """The same with another answer to one element."""
        return replace(
            self,
            elements=tuple(element if each.name == element.name else each for each in self.elements),
        )


@dataclass(frozen=True)
class Screen:
    """The treatments of a policy in a society, each with its elements."""

    policy: str
    society: str
    corrections: tuple[str, ...]
    treatments: tuple[Treatment, ...]
    counts: str = ""
    """Of which run facts are too; "" where all are the policy's own."""

    def __repr__(self) -> str:
        """In a line: of what, and how many treatments."""
        return f"<Screen of {self.policy} in {self.society}: {counted(len(self.treatments), 'treatment')}>"

    def counted(self) -> dict[str, Counter[Met]]:
        """Element -> how many treatments are met, not met, or cannot be told."""
        return {name: Counter(each.element(name).met for each in self.treatments) for name in ASKED}

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "synthetic": True,
            "policy": self.policy,
            "society": self.society,
            "article": ARTICLE,
            "what_this_is": NO_VERDICT,
            "counts": self.counts or None,
            "corrections": list(self.corrections),
            "treatments": [_treatment(each) for each in self.treatments],
        }


def _treatment(each: Treatment) -> dict[str, Any]:
    return {
        "path": each.path,
        "title": each.title,
        "contexts": list(each.contexts),
        "records_from": list(each.records_from),
        "elements": {element.name: _element(element) for element in each.elements},
    }


def _element(each: Element) -> dict[str, Any]:
    facts = [{"fact": fact.text, "rests_on": list(fact.rests_on)} for fact in each.facts]
    return {"asks": each.asks, "met": each.met, "why": each.why, "facts": facts}


def shared(treatments: Sequence[Treatment]) -> list[Fact]:
    """Facts that all of several treatments have, in order; none where there is one treatment alone."""
    of_each = [[fact for name in DIFFERING for fact in each.element(name).facts] for each in treatments]
    return [fact for fact in of_each[0] if all(fact in others for others in of_each)] if of_each[1:] else []


def percent(share: Decimal) -> str:
    """A share as a percentage, exactly."""
    return f"{(100 * share).normalize():f} %"


def percent_of(share: float) -> str:
    """A share as a percentage, with two digits where it is small."""
    return f"{100 * share:.3g} %" if share else "0 %"


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
