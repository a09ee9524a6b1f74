"""Safeguards with nothing to guard: they forbid what the policy does not do."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.coherence import Findings
from underheaven.policy.idle.watching import moves, written
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def note_guards(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes redress of records that nobody writes, and switches of what is off; the switches in one."""
    _note_redress(policy, society, findings)
    idle = dict(_switches(policy, society))
    if idle:
        several = len(idle) > 1
        findings.note(
            ("safeguards", next(iter(idle))),
            f"{_listed(list(idle))} {'guard' if several else 'guards'} against what the policy does not do",
            "; ".join(dict.fromkeys(idle.values())),
            f"keep {'them as promises' if several else 'it as a promise'} for reforms, or remove"
            f" {'them' if several else 'it'}",
        )


def _switches(policy: Policy, society: Society) -> Iterator[tuple[str, str]]:
    """The switches that are on and change nothing, each with the reason."""
    guards, ruled = policy.safeguards, [society.acts[kind] for kind in policy.rules if kind in society.acts]
    if guards.published_method and not any(policy.secrecy.values):
        yield "published_method", "the method is not secret"
    if guards.no_association and not any(policy.association.alpha.values):
        yield "no_association", "`association.alpha` is 0"
    if guards.no_speech and all(act.speech == "none" for act in ruled):
        yield "no_speech", "no rule is about speech"
    if guards.no_purchases and all(act.kind != "purchase" for act in ruled):
        yield "no_purchases", "no rule is about purchases"
    if guards.no_biometric_only and all(source.faces is None for source in policy.sources.values()):
        yield "no_biometric_only", "no source recognises faces"
    denied = [kind for each in policy.consequences.values() for kind in each.denies]
    confines = any(each.confines for each in policy.consequences.values())
    needed = any(society.acts[kind].essential for kind in denied if kind in society.acts)
    if guards.essential_services and not confines and not needed:
        yield "essential_services", "no consequence denies what is essential"
    if guards.same_context and not denied:
        yield "same_context", "no consequence denies anything"


def _note_redress(policy: Policy, society: Society, findings: Findings) -> None:
    guards = policy.safeguards
    recorded = set().union(*(written(policy, source, society) for source in policy.sources.values()))
    costs = any(moves(rule)[0] for kind, rule in policy.rules.items() if kind in recorded)
    counts = any(any(moves(rule)) for kind, rule in policy.rules.items() if kind in recorded)
    of_all = guards.expiry is not None and guards.expiry.records == "all"
    for name, on, guarded in (
        ("notice", guards.notice is not None, costs),
        ("appeal", guards.appeal is not None, costs),
        ("expiry", guards.expiry is not None, counts if of_all else costs),
        ("review", guards.review is not None, counts),
    ):
        if on and not guarded:
            findings.note(
                ("safeguards", name),
                f"{name} has no record to be about",
                "no record that is ever written moves a score" if name == "review" or of_all
                else "no record that is ever written costs points",
                f"remove `{name}`, or add a rule and a source for it",
            )  # fmt: skip
    review, appeal = guards.review, guards.appeal
    if review is not None and not (review.strikes_wrong.value or review.strikes_true.value):
        findings.note(("safeguards", "review"), "review strikes out nothing", "both its chances are 0",
                      "raise `strikes_wrong`, or remove `review`")  # fmt: skip
    if appeal is not None and not (appeal.appeals_wrong.value or appeal.appeals_true.value):
        findings.note(("safeguards", "appeal"), "nobody appeals", "both shares of appeals are 0",
                      "raise `appeals_wrong`, or remove `appeal`")  # fmt: skip
    elif appeal is not None and not (
        appeal.suspensive
        or (appeal.appeals_wrong.value and appeal.upheld_wrong.value)
        or (appeal.appeals_true.value and appeal.upheld_true.value)
    ):
        findings.note(("safeguards", "appeal"), "no appeal ever succeeds",
                      "`upheld_wrong` and `upheld_true` are 0 where anybody appeals",
                      "raise `upheld_wrong`, or remove `appeal`")  # fmt: skip


def _listed(words: list[str]) -> str:
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
