"""Thirteen safeguards as sparse differences to a policy: each can be laid over one alone, and they compose.

What has a size (days of notice, who appeals) is as strong as in the policy `rights-respecting`; who joins
where the scheme is voluntary is as in `rongcheng-2021`, a city's scheme by consent. No two safeguards write
the same entry of a policy, so that their order does not matter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from underheaven.documents.document import Document
from underheaven.documents.problems import refuse
from underheaven.documents.reform import merge
from underheaven.documents.words import nearest
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy

MODEL, CONSENT = "rights-respecting", "rongcheng-2021"
"""The policies whose sizes are taken: of every safeguard, and of joining."""
Changes = dict[str, object]
"""What changes in a policy, in its own structure, as in a reform: null removes."""
Edit = Callable[[Policy], Changes]


@dataclass(frozen=True)
class Safeguard:
    """One safeguard: what it does, what it presumes, and how it is laid over a policy and taken off one."""

    name: str
    title: str
    about: str
    presumes: str
    there: Callable[[Policy], bool]
    """Whether a policy has it already."""
    on: Edit
    """What it changes in a policy that lacks it. Raises InputError where it has no meaning there."""
    off: Edit
    """What taking it away changes in a policy that has it."""


@cache
def model() -> Policy:
    """The policy whose safeguards are taken."""
    return load_policy(MODEL)


def _given(name: str) -> object:
    """A safeguard of the model policy as plain data, with the origin of its numbers."""
    return model().safeguards.model_dump(exclude_none=True)[name]


def _switch(name: str, title: str, about: str, presumes: str) -> Safeguard:
    """A safeguard that a policy has or has not, and that has no size."""
    return Safeguard(
        name, title, about, presumes,
        there=lambda policy: bool(getattr(policy.safeguards, name)),
        on=lambda _: {"safeguards": {name: True}},
        off=lambda _: {"safeguards": {name: False}},
    )  # fmt: skip


def _sized(name: str, title: str, about: str, presumes: str) -> Safeguard:
    """A safeguard as strong as that of the model policy."""
    return Safeguard(
        name, title, about, presumes,
        there=lambda policy: getattr(policy.safeguards, name) is not None,
        on=lambda _: {"safeguards": {name: _given(name)}},
        off=lambda _: {"safeguards": {name: None}},
    )  # fmt: skip


def _suspended(policy: Policy) -> bool:
    appeal = policy.safeguards.appeal
    return appeal is not None and appeal.suspensive


def _suspend(policy: Policy) -> Changes:
    """An appeal that suspends; where there is one that does not, its own rates stay."""
    own = policy.safeguards.appeal
    return {"safeguards": {"appeal": _given("appeal") if own is None else {"suspensive": True}}}


def _same_context(policy: Policy) -> Changes:
    """Consequences in the same part of life only; what confines is taken out, since nobody may be."""
    changes: Changes = {"safeguards": {"same_context": True}}
    kept = {
        name: {"confines": False} if each.denies or each.bars_representative else None
        for name, each in policy.consequences.items()
        if each.confines
    }
    return {**changes, "consequences": kept} if kept else changes


def _opt_in(policy: Policy) -> Changes:
    """A rollout by consent; where nothing says who joins, as in the policy by consent."""
    forced = [name for name, entry in policy.rollout.items() if entry.joining == "mandatory"]
    changes: Changes = {"safeguards": {"opt_in": True}}
    if forced:
        changes["rollout"] = {name: {"joining": "voluntary"} for name in forced}
    if policy.joining is None:
        joining = load_policy(CONSENT).joining
        assert joining is not None
        changes["joining"] = joining.model_dump(exclude_none=True)
    return changes


def _mandatory(policy: Policy) -> Changes:
    changes: Changes = {"safeguards": {"opt_in": False}, "joining": None}
    return {**changes, "rollout": {name: {"joining": "mandatory"} for name in policy.rollout}}


def _begins(policy: Policy) -> dt.date | None:
    """The day on which anybody is first in a scheme."""
    return min((entry.since for entry in policy.rollout.values() if entry.share.value > 0), default=None)


def _sunset(policy: Policy) -> Changes:
    """An end as long after the beginning as that of the model policy."""
    begins, pattern, end = _begins(policy), _begins(model()), model().safeguards.sunset
    if begins is None:
        raise refuse("a sunset", "nobody is ever in the scheme", "add a rollout")
    assert pattern is not None
    assert end is not None
    years = end.year - pattern.year
    try:
        day = begins.replace(year=begins.year + years)
    except ValueError:  # 29 February
        day = dt.date(begins.year + years, 3, 1)
    return {"safeguards": {"sunset": day}}


_ALL = (
    _sized("notice", "Notice before effect",
           "a record that costs points takes effect only after the person was told of it",
           "thirty days, as in `rights-respecting`"),
    Safeguard("appeal", "Appeal that suspends",
              "a record that is appealed against takes no effect before the decision",
              "rates, days and capacity of `rights-respecting`; a policy's own appeal keeps its own",
              _suspended, _suspend, lambda _: {"safeguards": {"appeal": None}}),
    _sized("review", "Human review",
           "somebody looks at each record before it is written",
           "four wrong records in five are struck out and one true one in fifty, as in `rights-respecting`"),
    _sized("expiry", "Expiry of records",
           "what a bad record cost comes back",
           "after 365 days, as in `rights-respecting`"),
    _switch("published_method", "Published method",
            "everybody can know what counts; those who know can also game it",
            "the secrecy is 0 from the first day"),
    _switch("no_association", "No association",
            "nobody's score is pulled by family, friends or workmates",
            "nothing"),
    _switch("no_speech", "No speech",
            "rules about speech are void",
            "what counts as speech is said by the society"),
    _switch("no_purchases", "No purchases",
            "rules about purchases are void",
            "what counts as a purchase is said by the society"),
    _switch("no_biometric_only", "No biometric evidence alone",
            "what recognises faces writes no record that no other source writes",
            "other sources see no more than before"),
    _switch("essential_services", "Essential services protected",
            "what is essential is neither denied nor prevented",
            "what counts as essential is said by the society"),
    Safeguard("same_context", "Same context only",
              "an act is denied only for records of its own part of life, and nobody is confined",
              "consequences that confine are taken out of the policy",
              lambda policy: policy.safeguards.same_context, _same_context,
              lambda _: {"safeguards": {"same_context": False}}),
    Safeguard("opt_in", "Opt-in",
              "only those who join are in the scheme",
              "35 % join, more of the content and fewer critics and old people, as in `rongcheng-2021`",
              lambda policy: policy.safeguards.opt_in, _opt_in, _mandatory),
    Safeguard("sunset", "Sunset",
              "the whole scheme ends on a day",
              "five years after anybody was first in it, as in `rights-respecting`",
              lambda policy: policy.safeguards.sunset is not None, _sunset,
              lambda _: {"safeguards": {"sunset": None}}),
)  # fmt: skip
SAFEGUARDS: Mapping[str, Safeguard] = {each.name: each for each in _ALL}
"""The safeguards by name, in the order in which they are shown."""


def owned(policy: Policy) -> frozenset[str]:
    """The safeguards that a policy has."""
    return frozenset(name for name, each in SAFEGUARDS.items() if each.there(policy))


def changes(policy: Policy, on: Iterable[str] = (), off: Iterable[str] = ()) -> Changes:
    """The one difference that lays safeguards over a policy and takes others off; empty where it has it so.

    Raises InputError for an unknown name, or a safeguard that has no meaning in this policy.
    """
    wanted, unwanted, has = set(on), set(off), owned(policy)
    for name in wanted | unwanted:
        known(name)
    made: Changes = {}
    for name, each in SAFEGUARDS.items():
        if name in wanted - has:
            made = _joined(made, each.on(policy))
        elif name in unwanted & has:
            made = _joined(made, each.off(policy))
    return made


def guarded(policy: Policy, on: Iterable[str] = (), off: Iterable[str] = ()) -> Policy:
    """The policy with safeguards laid over it and others taken off; the policy itself where nothing changes.

    Whether what comes out holds together is not checked. Raises InputError as `changes` does.
    """
    made = changes(policy, on, off)
    if not made:
        return policy
    base = Document("", policy.model_dump(exclude_none=True))
    return Policy.model_validate(merge(base, Document("", made)).data)


def known(name: str) -> Safeguard:
    """The safeguard of that name. InputError, with the nearest name, for any other."""
    if name in SAFEGUARDS:
        return SAFEGUARDS[name]
    near = nearest(name, SAFEGUARDS)
    raise refuse(
        f"there is no safeguard '{name}'",
        f"known are {', '.join(SAFEGUARDS)}",
        f"did you mean {near}?" if near else "choose among them",
    )


def _joined(one: Changes, other: Changes) -> Changes:
    """Two differences that write no entry twice, as one."""
    joined = dict(one)
    for key, value in other.items():
        before = joined.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            joined[key] = _joined(before, value)
        else:
            joined[key] = value
    return joined
