"""What the expressions of measures ask of a world: which entries are meant, and whether there are any.

A selection names entries of one block of columns, such as the lawful kinds of act that are critical speech.
A condition says whether a world has what a measure is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from underheaven.measure.frame import Frame, Kind
from underheaven.mechanisms.deterrence.kinds import reckoned
from underheaven.mechanisms.gaming.games import effortful

Choice = Callable[[Frame], Iterable[str]]


@dataclass(frozen=True)
class Selection:
    """Entries of a block of columns: `words` say what each is, `names` gives names with titles.

    Where the entries depend on another one, such as the source that sees them, it is handed to `names`.
    """

    block: str
    words: str
    names: Callable[[Frame, str], Mapping[str, str]]


def lawful(*speech: str) -> Choice:
    """Lawful kinds whose `speech` is one of those named."""
    return lambda frame: frame.kinds_that(lawful=True, speech=speech)


def unlawful(frame: Frame) -> Iterable[str]:
    """Unlawful kinds."""
    return frame.kinds_that(lawful=False, speech=("none", "critical", "supportive"))


def gameable(frame: Frame) -> Iterable[str]:
    """Kinds that take an effort, are no credit, and have a rule."""
    acts = frame.world.society.acts
    return (
        name
        for name in frame.world.policy.rules
        if acts[name].effort is not None and acts[name].kind != "credit"
    )


def costly(frame: Frame) -> Iterable[str]:
    """Kinds that people reckon with a record of."""
    return reckoned(frame.world.society, frame.world.policy)


def _kinds(words: str, choice: Choice) -> Selection:
    return Selection("act", words, lambda frame, _: {kind: frame.kinds[kind].title for kind in choice(frame)})


def _kinds_that(words: str, wanted: Callable[[Kind], bool]) -> Selection:
    return _kinds(words, lambda frame: (name for name, kind in frame.kinds.items() if wanted(kind)))


def _seen_by(frame: Frame, source: str) -> Mapping[str, str]:
    """Kinds that a source sees and that have a rule."""
    policy = frame.world.policy
    return {kind: frame.kinds[kind].title for kind in policy.sources[source].sees if kind in policy.rules}


def _effort(frame: Frame, _: str) -> Mapping[str, str]:
    """Kinds that have a rule and of which the effort of gaming is counted."""
    acts, rules = frame.world.society.acts, frame.world.policy.rules
    return {name: acts[name].title for name in effortful(frame.world.society) if name in rules}


def _attentive(frame: Frame, _: str) -> Mapping[str, str]:
    sources = frame.world.policy.sources
    return {name: title for name, title in frame.sources.items() if any(sources[name].attention.values)}


def _found_by_attention(frame: Frame, _: str) -> Mapping[str, str]:
    sources = frame.world.policy.sources
    seen = {kind for name in _attentive(frame, "") for kind in sources[name].sees}
    return {name: kind.title for name, kind in frame.kinds.items() if name in seen and kind.seen}


def _watching(frame: Frame, _: str) -> Mapping[str, str]:
    return {name: title for name, title in frame.sources.items() if _seen_by(frame, name)}


def _privileges(frame: Frame, wanted: Callable[[str], object]) -> Mapping[str, str]:
    return {name: title for name, title in frame.privileges.items() if wanted(name)}


def _worth_yuan(frame: Frame, _: str) -> Mapping[str, str]:
    of = frame.world.policy.privileges
    return _privileges(frame, lambda name: of[name].yuan_per_year.value or of[name].yuan_per_use.value)


def _used(frame: Frame, _: str) -> Mapping[str, str]:
    return _privileges(frame, lambda name: frame.world.policy.privileges[name].kinds)


def _ruled(frame: Frame, _: str) -> Mapping[str, str]:
    firms, scheme = frame.world.society.firms, frame.world.policy.firms
    if firms is None or scheme is None:
        return {}
    return {name: act.title for name, act in firms.acts.items() if name in scheme.rules}


SELECTIONS: dict[str, Selection] = {
    "kinds": _kinds_that("kind of act", lambda _: True),
    "lawful_speech": _kinds("lawful kind of speech", lawful("critical", "supportive")),
    "critical_speech": _kinds("lawful kind of critical speech", lawful("critical")),
    "supportive_speech": _kinds("lawful kind of supportive speech", lawful("supportive")),
    "lawful_conduct": _kinds("lawful kind of act other than speech", lawful("none")),
    "lawful_acts": _kinds("lawful kind of act", lawful("none", "critical", "supportive")),
    "unlawful_acts": _kinds("unlawful kind of act", unlawful),
    "seen_kinds": _kinds_that("kind of act that a source sees and that has a rule", lambda kind: kind.seen),
    "written_kinds": _kinds_that("kind of act that a source may write down", lambda kind: kind.writable),
    "denied_kinds": _kinds_that("kind of act that a consequence denies", lambda kind: kind.denied),
    "prevented_kinds": _kinds_that("kind of act that confinement prevents", lambda kind: kind.prevented),
    "credit": _kinds("kind of credit with a repayment", lambda frame: frame.credit),
    "gameable_kinds": _kinds("kind of act that can be gamed", gameable),
    "effort_kinds": Selection("game", "kind of act of which effort is counted", _effort),
    "reckoned_kinds": _kinds("kind of act that people reckon with a record of", costly),
    "kinds_seen_by": Selection("act", "kind of act that the source sees and that has a rule", _seen_by),
    "consequences": Selection("consequence", "consequence", lambda frame, _: frame.consequences),
    "sources": Selection("source", "source", lambda frame, _: frame.sources),
    "attentive_sources": Selection("source", "source that looks where it has found more", _attentive),
    "attentive_kinds": Selection(
        "act", "kind of act that such a source sees and that has a rule", _found_by_attention
    ),
    "watching_sources": Selection("source", "source that sees something", _watching),
    "privileges": Selection("privilege", "privilege", lambda frame, _: frame.privileges),
    "privileges_used": Selection("privilege", "privilege that makes acts cheaper", _used),
    "privileges_worth_yuan": Selection("privilege", "privilege that is worth yuan", _worth_yuan),
    "goods": Selection("place", "good of which there is a fixed number", lambda frame, _: frame.goods),
    "ranked_goods": Selection("place", "good that is given by rank", lambda frame, _: frame.ranked_goods),
    "firm_consequences": Selection(
        "firm_consequence", "consequence of firms", lambda frame, _: frame.firm_consequences
    ),
    "ruled_firm_acts": Selection("firm_act", "kind of act of firms that has a rule", _ruled),
}
"""The closed list of selections, by name."""


def entries(name: str, frame: Frame, of: str = "") -> Mapping[str, str]:
    """The entries of a selection in a world, with their titles; `of` is the entry on which they depend."""
    return SELECTIONS[name].names(frame, of)
