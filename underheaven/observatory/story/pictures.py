"""The seven pictures of the story, each with its sentence, from what was found and from what is published."""

from __future__ import annotations

from dataclasses import dataclass

from underheaven.observatory.story.drawing import Bar, bars, dots
from underheaven.observatory.story.found import LANES, Estimate, kept, of_ties, of_world
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

ALERTS, FALSE = 2_470, 2_297
"""Of a final in Cardiff in 2017 (South Wales Police 2018)."""
ALERTS_A_DOT = 10
ACTS = (
    "volunteering", "supportive_post", "diapers", "alcohol", "traffic_offence", "late_payment",
    "critical_post", "petition",
)  # fmt: skip
"""Kinds of act on the one line of the first scene."""
AS_IT_IS = "as described"


@dataclass(frozen=True)
class Picture:
    """What a scene shows: SVG, the sentence that says the same, and what else its page has, by name."""

    svg: str
    sentence: str
    cases: tuple[tuple[str, str], ...] = ()
    """Of a scene with choices: each, and the sentence that answers it."""


def one_number() -> Picture:
    """Points of some kinds of act, as the policy has them."""
    policy, acts = load_policy("article-2019"), load_society("riverton").acts
    points = {name: float(given.points.values[0]) for name in ACTS if (given := policy.rules[name]).points}
    rows = [
        Bar(acts[name].title, each, f"{each:+.0f}".replace("-", "−"), "high" if each > 0 else "low")
        for name, each in sorted(points.items(), key=lambda item: -item[1])
    ]
    sentence = (
        f"Diapers bring {points['diapers']:.0f} points, a critical post takes "
        f"{-points['critical_post']:.0f}, and a petition {-points['petition']:.0f}: all on one line. The "
        "sizes are assumed."
    )
    return Picture(bars("Points of some kinds of act", sentence, rows), sentence)


def watching() -> Picture:
    """Alerts in Cardiff, right and wrong."""
    wrong, right = round(FALSE / ALERTS_A_DOT), round((ALERTS - FALSE) / ALERTS_A_DOT)
    sentence = (
        f"In Cardiff in 2017, {FALSE:,} of {ALERTS:,} alerts were about the wrong person, "
        f"{100 * FALSE / ALERTS:.0f} of 100. Filled: right. Hollow: wrong."
    )
    return Picture(
        dots("Alerts, right and wrong", sentence, right, wrong, ("right-dot", "wrong-dot")),
        sentence,
        (("unit", f"One dot: {ALERTS_A_DOT} alerts."),),
    )


def doors() -> Picture:
    """What the fast lane at the hospital does to waiting, at three thresholds."""
    privilege = load_policy("article-2019").privileges["hospital_fast_lane"]
    own = int(privilege.above.values[0])
    worlds = {points: f"lane {points}" for points in LANES} | {own: AS_IT_IS}
    rows, cases = [], []
    for points, world in sorted(worlds.items()):
        fast, slow = of_world(world, "wait_fast"), of_world(world, "wait_slow")
        rows.append(_bar(f"in the fast lane, above {points}", fast, f"{_minutes(fast)} min", "high", points))
        rows.append(_bar("all others", slow, f"{_minutes(slow)} min", "mid", points))
        said = f"With the lane open above {points} points, those in it wait {_minutes(fast)} minutes, and all"
        cases.append((str(points), f"{said} others {_minutes(slow)}."))
    low, high = (f"lane {points}" for points in LANES)
    sentence = (
        f"Open above {LANES[0]} points, to {_holders(low)} of 100 adults, the lane leaves all others waiting "
        f"{_minutes(of_world(low, 'wait_slow'))} minutes a visit; above {LANES[1]}, where {_holders(high)} "
        f"of 100 stand, {_minutes(of_world(high, 'wait_slow'))}."
    )
    return Picture(bars("Minutes waited a visit", sentence, rows), sentence, tuple(cases))


def spiral() -> Picture:
    """How often people come under a first consequence, without hardship and with it."""
    plain, hard = of_world(AS_IT_IS, "entry_rate_plain"), of_world(AS_IT_IS, "entry_rate_hard")
    provoked = of_world(AS_IT_IS, "provoked")
    rows = [
        _bar("without hardship", plain, f"{plain.mean:.0f}", "mid"),
        _bar("with hardship from refusals", hard, f"{hard.mean:.0f}", "low"),
    ]
    sentence = (
        f"Of 1,000 people at risk {plain.mean:.0f} a year come under a first consequence, and of those with "
        f"hardship {hard.mean:.0f} ({hard.low:.0f} to {hard.high:.0f}). But of 100,000 unlawful acts only "
        f"{100_000 * provoked.mean:.0f} are brought on by hardship in this model: most of the gap is not its "
        "doing."
    )
    return Picture(bars("Coming under a first consequence, of 1,000 a year", sentence, rows), sentence)


def friends() -> Picture:
    """Who is under a consequence with ties and without, the draws being the same."""
    every, without = of_ties("with"), of_ties("without")
    only, spared = of_ties("only with"), of_ties("only without")
    rows = [
        _bar("ties on: under a consequence", every, f"{every.mean:,.0f}", "low", "on"),
        _bar("of them, only because of ties", only, f"{only.mean:,.0f}", "wrong", "on"),
        _bar("ties off: under a consequence", without, f"{without.mean:,.0f}", "low", "off"),
        _bar("of them, spared where ties are on", spared, f"{spared.mean:,.0f}", "high", "off"),
    ]
    citizens = kept()["world"]["citizens"]
    sentence = (
        f"Of {citizens:,} people, {only.mean:.0f} are under a consequence with ties and would not be without "
        f"them; {spared.mean:.0f} are spared because their associates pull them up."
    )
    alone = f"{only.mean:.0f} of them only because of ties"
    cases = (
        ("on", f"Ties on: {every.mean:,.0f} people are under a consequence, {alone}."),
        ("off", f"Ties off, same draws: {without.mean:,.0f} are, and none of them because of others."),
    )
    return Picture(bars("People under a consequence at the end", sentence, rows), sentence, cases)


def not_said() -> Picture:
    """Critical remarks that were made and that were held back, of a hundred."""
    chill = of_world(AS_IT_IS, "chill_critical")
    held = round(100 * chill.mean)
    sentence = (
        f"Of 100 critical remarks that would be made, dread holds back {100 * chill.mean:.1f} in this model "
        f"({100 * chill.low:.1f} to {100 * chill.high:.1f}). Filled: made. Hollow: held back."
    )
    return Picture(
        dots("A hundred critical remarks", sentence, 100 - held, held, ("said-dot", "held-dot")),
        sentence,
        (("held", f"{100 * chill.mean:.1f}"),),
    )


CASES = {
    AS_IT_IS: "as described",
    "appeal": "with appeal",
    "review": "with human review of every record",
    "both": "with both",
    "all": "with all safeguards",
    "rights-respecting": "under the policy “rights-respecting”",
}


def change() -> Picture:
    """Adults under a consequence in error, with safeguards alone and together."""
    found = {world: of_world(world, "in_error") for world in CASES}
    rows = [_bar(CASES[world], each, _of_ten_thousand(each), "wrong", world) for world, each in found.items()]
    base, appeal, review, both = (found[name].mean for name in (AS_IT_IS, "appeal", "review", "both"))
    appealed, reviewed, together = (_share(base - each, base) for each in (appeal, review, both))
    sentence = (
        f"Of 10,000 adults {_of_ten_thousand(found[AS_IT_IS])} are under a consequence in error. Appeal "
        f"takes away {appealed} of 100 of that, review {reviewed}, and both together {together}: less than "
        "the sum, since both meet the same errors."
    )
    cases = [
        (world, f"{CASES[world].capitalize()}: {_of_ten_thousand(each)} of 10,000 adults at a time.")
        for world, each in found.items()
    ]
    return Picture(
        bars("Under a consequence in error, of 10,000 adults", sentence, rows), sentence, tuple(cases)
    )


def _bar(name: str, of: Estimate, said: str, colour: str, case: object = "") -> Bar:
    return Bar(name, of.mean, said, colour, of.low, of.high, str(case))


def _holders(world: str) -> str:
    """Adults for whom the lane is open, of 100."""
    return f"{100 * of_world(world, 'holders.hospital_fast_lane').mean:.2g}"


def _minutes(of: Estimate) -> str:
    return f"{of.mean:.0f}"


def _of_ten_thousand(of: Estimate) -> str:
    return f"{10_000 * of.mean:.1f}"


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}"
