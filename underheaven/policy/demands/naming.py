"""Whether people consider the kinds of act that a policy names."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.documents.document import Path
from underheaven.documents.words import nearest
from underheaven.policy.coherence import Findings, written_kinds
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def instead(word: str, known: list[str]) -> str:
    """What to do about an unknown name: the nearest one, or the whole list."""
    near = nearest(word, known)
    return f"did you mean {near}?" if near else f"known are {', '.join(known)}"


def _named_kinds(policy: Policy) -> Iterator[tuple[Path, str]]:
    """Every place where the policy names a kind of act."""
    yield from written_kinds(policy)
    for kind in policy.rules:
        yield ("rules", kind), kind
    for name, consequence in policy.consequences.items():
        for number, kind in enumerate(consequence.denies):
            yield ("consequences", name, "denies", number), kind
    for name, announcement in policy.announcements.items():
        for number, kind in enumerate(announcement.on):
            yield ("announcements", name, "on", number), kind
    for name, privilege in policy.privileges.items():
        for number, kind in enumerate(privilege.kinds):
            yield ("privileges", name, "kinds", number), kind


def check_acts(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes kinds of act that nobody considers, and outcomes of kinds that have none."""
    for path, kind in _named_kinds(policy):
        if kind not in society.acts:
            findings.note(
                path,
                f"{kind} is not a kind of act of the society {society.society}",
                "a policy can only speak of acts that people consider",
                instead(kind, list(society.acts)),
            )
    for kind, rule in policy.rules.items():
        if kind not in society.acts or society.acts[kind].kind == "credit":
            continue
        for key, points in (("repaid", rule.repaid), ("defaulted", rule.defaulted)):
            if points is not None:
                findings.note(
                    ("rules", kind, key),
                    f"{kind} is not a kind of credit",
                    "only what was granted as credit is paid back or not",
                    "write `points`",
                )
