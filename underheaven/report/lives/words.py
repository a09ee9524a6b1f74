"""The events of a life in words: a line for each, and how many there were of those that are not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from underheaven.documents.words import agreeing, counted, quoted
from underheaven.policy.words import percent as share_in_words
from underheaven.policy.words import value
from underheaven.record.lives import life as told
from underheaven.record.lives.life import ACT, DONE, GAME, HELD_BACK, Event, Life
from underheaven.record.lives.totals import counts
from underheaven.report.lives.titles import Titles
from underheaven.report.words import capital, listed, number, percent, plain, small

ALWAYS = frozenset(
    {
        told.ENROLLED, told.FIRM, told.UPHELD, told.REJECTED, told.EFFECT, told.EXPIRED,
        told.ENTERED, told.LEFT, told.REPLACED,
    }
)  # fmt: skip
"""What is shown of a life in any case."""
DOES = {
    "considering": "{often}consider such acts{times}",
    "propensity": "{often}do such acts once they consider them{times}",
    "both": "{often}consider such acts, and then do them,{times}",
}
"""What a lasting factor multiplies, in words."""
CHANCE_DIGITS = 6
"""Chances are counted in 2^24ths."""
TELLING = frozenset({HELD_BACK, told.PREVENTED, told.DENIED, told.REFUSED})


def matters(event: Event) -> bool:
    """Whether an event is told unasked: records, standing, what was denied, held back, brought on or lost."""
    if event.what == told.FIRM_ACT:
        return bool(event.record) or (event.role == told.LEADS and event.outcome == HELD_BACK)
    if event.what in ALWAYS or event.record or event.outcome in TELLING or event.brought_on:
        return True
    if event.what == told.MEETING:
        return event.outcome == told.MATCHED
    return event.what == told.PLACE and event.why == "displaced"


class Words(Titles):
    """What happens among the things of a world, in words."""

    def sentence(self, event: Event) -> str:
        """What happened, in one line without its points."""
        brings = f"; now under: {self._named(', '.join(event.brings))}" if event.brings else ""
        if event.what in (ACT, GAME):
            return self._act(event) + brings
        if event.what in (told.MATCH, told.MISTAKE):
            return self._mistake(event) + brings
        if event.what in (told.UPHELD, told.REJECTED, told.EFFECT, told.EXPIRED):
            return self._redress(event)
        if event.what == told.FIRM_ACT:
            return self._trade(event)
        return self._meeting(event) if event.what == told.MEETING else self._other(event)

    def _act(self, event: Event) -> str:
        title = self.act(event.of)
        if event.what == GAME:
            title += f", {self._for(event)}"
        if event.outcome == told.NOT_DONE:
            why = f", {event.why}" if event.what == GAME and event.why else ""
            return f"{title}: considered, not done{why}"
        if event.outcome == HELD_BACK:
            return f"{title}: held back {self._reason(event)}"
        only = (
            f", wanted only because of {event.why}"
            if event.brought_on and event.outcome == told.REFUSED
            else ""
        )
        if event.outcome == told.REFUSED:
            return f"{title}: no room in the {event.lane} line{only}"
        if event.outcome in (told.DENIED, told.PREVENTED):
            return f"{title}: {event.outcome} ({self._named(event.why)})"
        parts = [title]
        if event.brought_on:
            parts.append(f"only because of {event.why}")
        if event.repaid is not None:
            parts.append("paid back" if event.repaid else "not paid back")
        if event.chance is not None:
            parts.append(self._reckoned(event))
        if event.answerable:
            parts.append(self._seen(event))
        return "; ".join(parts)

    def _for(self, event: Event) -> str:
        """What something is done for, and which of how many such acts it is."""
        if not event.aim or event.outcome != DONE:
            return "for the score's sake"
        sort, _, name = event.aim.partition(".")
        free = sort == "consequence"
        title = small(self.consequences[name] if free else self.privileges[name])
        left = "the last act that it takes" if event.steps == 1 else f"{event.steps:,} such acts to go"
        return f"for the score's sake, {'to be free of' if free else 'to have'}: {title} ({left})"

    def _reason(self, event: Event) -> str:
        """Why an act is held back."""
        if event.why == told.RECKONING:
            return f"because {self._reckoned(event)}"
        return "because too few others speak" if event.why == "climate" else f"by {event.why}"

    @staticmethod
    def _reckoned(event: Event) -> str:
        """What a record was thought to cost."""
        likely = percent(round(event.chance or 0.0, CHANCE_DIGITS))
        return (
            f"a record, thought {likely} likely, would cost {number(event.loss)} yuan, counted as "
            f"{number(event.cost)} yuan against the gain"
        )

    def _named(self, names: str) -> str:
        """Consequences by their titles."""
        return listed([small(self.consequences.get(name, name)) for name in names.split(", ")])

    def _seen(self, event: Event) -> str:
        if not event.source:
            return "nobody records it"
        return f"{self._fate(event)} by {plain(event.source)}"

    def _mistake(self, event: Event) -> str:
        sort = "a false match" if event.what == told.MATCH else "a slip of the pen"
        if event.outcome == told.NO_RULE:
            return f"{self.act(event.of)}, never done: {sort}, without any rule"
        fate = f"{self._fate(event)} through {sort} by {plain(event.source)}"
        return f"{self.act(event.of)}, never done: {fate}"

    @staticmethod
    def _fate(event: Event) -> str:
        """What became of a record."""
        if event.record == told.STRUCK:
            return "struck out by review; written"
        more = {
            "beyond the daily limit": not event.counts,
            "its points wait": event.waits,
            "appealed": event.appealed,
        }
        said = [words for words, true in more.items() if true]
        return f"recorded ({', '.join(said)})" if said else "recorded"

    def _redress(self, event: Event) -> str:
        record = f"{self.act(event.of)}, {event.why}"
        said = {
            told.UPHELD: "appeal upheld",
            told.REJECTED: "appeal rejected",
            told.EFFECT: "takes effect",
            told.EXPIRED: "the record expires",
        }
        return f"{record}{' wrongly' if event.record == told.WRONG else ''}: {said[event.what]}"

    def _trade(self, event: Event) -> str:
        """What the firm does."""
        title = capital(self.trades[event.of])
        firm = f"the firm they {'represent' if event.role == told.LEADS else 'work in'}"
        if event.outcome == HELD_BACK:
            return f"{title}: considered by {firm}, held back by its representative's dread"
        if event.outcome != DONE:
            return f"{title}: considered by {firm}, not done"
        if not event.record:
            return f"{title}: done by {firm}; nobody records it"
        score = "" if event.firm_score is None else f", which has {number(event.firm_score)} now"
        return f"{title}: done by {firm}; recorded ({event.firm_points:+g} for the firm{score})"

    def _meeting(self, event: Event) -> str:
        """Who is shown to whom of those who look for a partner."""
        shown = "Is shown" if event.why == told.LOOKED else "Is shown to"
        visible = [small(self.privileges[name]) for name in event.uses]
        more = f", more often for {listed(visible)}" if visible and event.why == told.WAS_SEEN else ""
        match = "they match" if event.outcome == told.MATCHED else "no match"
        return f"{shown} citizen {event.whom}, looking for a partner{more}: {match}"

    def _other(self, event: Event) -> str:
        name = event.of
        if event.what == told.ENTERED:
            return f"Counted as under: {small(self.consequences[name])} ({_because(event.why)})"
        if event.what == told.LEFT:
            why = {"rule": "by another rule", "redress": "by redress", "score": "by the score"}[event.why]
            return f"No longer under: {small(self.consequences[name])} ({why})"
        if event.what == told.PLACE:
            lost = {"displaced": ", taken by a higher rank", "favoured": ", by rank and not by lot"}
            return f"{self.places[name]}: {event.outcome}{lost.get(event.why, '')}"
        if event.what == told.FIRM:
            return f"The firm is counted as under: {small(self.firms[name])} (as its {event.outcome})"
        if event.what == told.SANCTION:
            return f"Dread rises: newly under {self._named(name)}"
        if event.what == told.ASSOCIATES:
            return f"Dread rises: {counted(event.number or 0, 'tie')} to people newly punished"
        return {
            told.NEWS: f"Hears of: {self.news.get(name, name)}",
            told.ENROLLED: "Comes into the scheme",
            told.REPLACED: "Another person takes their place, with a new score",
        }[event.what]


def _because(why: str) -> str:
    return {"own record": "because of their own record"}.get(
        why, f"only because of {why}" if why != "rule" else "by the rule"
    )


def rest(events: Iterable[Event]) -> str:
    """How many events of which sort there are, for those that are not shown; empty for none."""
    many = Counter(map(_sort, events))
    said = [f"{count:,} {sort[count != 1]}" for sort, count in many.most_common()]
    return listed(said) if said else ""


def _sort(event: Event) -> tuple[str, str]:
    """What one event of this sort is called, and what many are."""
    if event.what in (ACT, GAME):
        if event.outcome != DONE:
            if event.what == GAME:
                return "game not played", "games not played"
            return "act considered and not done", "acts considered and not done"
        if event.answerable:
            return "act that nobody recorded", "acts that nobody recorded"
        return "act done that no rule counts", "acts done that no rule counts"
    return {
        told.NEWS: ("piece of news heard", "pieces of news heard"),
        told.SANCTION: ("fear of a new consequence", "fears of a new consequence"),
        told.ASSOCIATES: ("fear for others", "fears for others"),
        told.PLACE: ("allotment of places", "allotments of places"),
        told.MEETING: ("meeting without a match", "meetings without a match"),
        told.FIRM_ACT: ("act that the firm considered", "acts that the firm considered"),
    }.get(event.what, (f"event: {event.what}", f"events: {event.what}"))


def who(life: Life) -> str:
    """Who the citizen is, in one line."""
    person, world = life.person, life.world
    region = f" of {world.society.regions[life.region].title}" if len(world.society.regions) > 1 else ""
    fifth = {"q1": "poorest", "q2": "second", "q3": "third", "q4": "fourth", "q5": "richest"}
    home = "lives alone" if life.household == 1 else f"one of {life.household} in a household"
    return (
        f"{person['group']}, {person['sex']}, aged {person['age']}, {person['place']}, "
        f"{fifth[person['quintile']]} fifth of incomes, {person['opinion']} opinion; {home}; community "
        f"{life.community}{region}, slot {life.slot}"
    )


def title(life: Life) -> str:
    """What an account of a life is called."""
    return f"A synthetic life: citizen {life.citizen} under {quoted(life.world.policy.policy)}"


def finding(life: Life) -> str:
    """What the picture shows, in two sentences."""
    found = counts(life)
    wrong = _many(found["wrong records"], "wrong one")
    said = [f"{_many(found['true records'], 'true record')} and {wrong}"]
    said += [
        f"{_many(found[name], 'act')} {name}" for name in ("denied", "held back", "prevented") if found[name]
    ]
    said.append(f"{_many(found['days under a consequence'], 'day')} under a consequence")
    if found["days in error"]:
        said.append(f"{number(found['days in error'])} of them in error")
    parts = [capital(who(life)), *lasting(life), "; ".join(said)]
    return f"{'. '.join(parts)}."


def lasting(life: Life) -> list[str]:
    """A sentence about each domain of conduct in which people differ for life, without its full stop."""
    found = []
    now = ", who lives there now" if any(event.what == told.REPLACED for event in life.events) else ""
    for name, mine_is in life.lasting.items():
        factor = life.world.society.behaviour.lasting[name]
        mine = factor.classes[mine_is]
        share = f"{share_in_words(mine.share)} of people"
        often, times = "", " as often as the mean person"
        if mine.factor.value == 0:
            often, times = "never ", ""
        elif mine.factor.value != 1:
            times = f" {value(mine.factor)} times{times}"
        does = DOES[factor.on].format(often=often, times=times).rstrip(",")
        found.append(f"In {plain(name)}{now}: one of the {share} who {does}")
    return found


def _many(count: float, thing: str) -> str:
    return f"{number(count)} {agreeing(1 if count == 1 else 2, thing, f'{thing}s')}"
