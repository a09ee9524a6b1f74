"""Element (i): whether the treatment is in another part of life than the records that count."""

from __future__ import annotations

from collections.abc import Mapping

from underheaven.documents.words import agreeing
from underheaven.documents.words import counted as numbered
from underheaven.policy.screening.element import Element, Fact, listed
from underheaven.policy.screening.working import Moved, Working


def unrelated(
    working: Working, path: str, felt: tuple[str, ...], counted: Mapping[str, Moved], own_context_only: bool
) -> Element:
    """Element (i) of a treatment that is `felt` in some parts of life, where some kinds of record count.

    With `own_context_only` the policy keeps the treatment to records of its own part of life.
    """
    if not felt:
        why = "The policy does not say in which part of life it is felt."
        return Element("context", "cannot be told", why, (Fact("It names no kind of act.", (path,)),))
    where = Fact(
        f"It is felt in {'this part' if len(felt) == 1 else 'these parts'} of life: {listed(felt)}.",
        (path, "society: acts.*.context"),
    )
    if not counted:
        return Element("context", "not met", "No record counts.", (where,))
    if own_context_only:
        why = "An act is denied only to who has a record of the act's own part of life."
        limit = Fact(
            "The score that is compared with the threshold still adds up records of every part of life.",
            ("score", "rules"),
        )
        return Element("context", "not met", why, (where, Fact(why, ("safeguards.same_context",)), limit))
    other = {kind: each for kind, each in counted.items() if each.context not in felt}
    if not other:
        return Element(
            "context", "not met", "Every record that counts is of the same part of life.", (where,)
        )
    contexts = tuple(dict.fromkeys(each.context for each in other.values()))
    facts = [
        where,
        Fact(
            f"Of {numbered(len(counted), 'kind')} of record that "
            f"{agreeing(len(counted), 'counts', 'count')}, {len(other)} "
            f"{agreeing(len(other), 'is', 'are')} of other parts of life: "
            f"{listed(contexts)}.",
            tuple(f"rules.{kind}" for kind in other),
        ),
    ]
    if working.pulled:
        facts.append(
            Fact("Scores of others pull it, whatever they were recorded for.", ("association.alpha",))
        )
    return Element("context", "met", "Records of other parts of life count.", tuple(facts))
