"""What a reader of a policy must know before reading anything else about it."""

from __future__ import annotations

from collections.abc import Iterable

from underheaven.policy.schema import Policy


def flags(policy: Policy) -> tuple[str, ...]:
    """A plain sentence for each thing that must not be overlooked; none for a policy that has none of them.

    Named are thresholds that differ between groups, a secret method, confinement, and records that
    come from recognising faces. A safeguard that rules one of them out takes its sentence away.
    """
    return (*_groups(policy), *_secrecy(policy), *_confinement(policy), *_biometry(policy))


def _groups(policy: Policy) -> Iterable[str]:
    for consequence in policy.consequences.values():
        if consequence.below_of_group:
            groups = _listed(list(consequence.below_of_group))
            yield (
                f"It treats groups differently: the threshold of “{consequence.title}” is another one"
                f" for {groups}."
            )
        if consequence.follows is not None and consequence.follows.by_group:
            yield (
                f"It treats groups differently: the threshold of “{consequence.title}” follows what came out"
                " for each group by itself."
            )


def _secrecy(policy: Policy) -> Iterable[str]:
    highest = max(policy.secrecy.values)
    if highest > 0 and not policy.safeguards.published_method:
        yield "Its method is secret." if highest == 1 else "Its method is secret in part."


def _confinement(policy: Policy) -> Iterable[str]:
    titles = [f"“{each.title}”" for each in policy.consequences.values() if each.confines]
    if titles:
        yield f"It confines people to their homes: {_listed(titles)}."


def _biometry(policy: Policy) -> Iterable[str]:
    titles = [f"“{source.title}”" for source in policy.sources.values() if source.faces is not None]
    if titles and not policy.safeguards.no_biometric_only:
        yield f"It writes records about people because a face was recognised: {_listed(titles)}."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
