"""Where and when a small random policy begins, and who joins where joining is voluntary."""

import datetime as dt
from typing import Any

from tests.draft import Draft
from tests.random_services import chance_by
from underheaven.society.numbering import categories
from underheaven.society.schema import CHILD


def rollout(draft: Draft, opt_in: bool) -> dict[str, dict[str, Any]]:
    """Everywhere at once; or somewhere, for some, and elsewhere later. With `opt_in` nobody is forced."""
    day = draft.first - dt.timedelta(days=1)
    waves: dict[str, dict[str, Any]]
    if not draft.has("rollout", 0.6):
        waves = {"all": {"since": day, "share": 1}}
    else:
        share = draft.dice.number("0.6", "1")
        waves = {"first": {"since": day, "share": share, "regions": draft.regions(0.5)}}
        for i in range(draft.dice.whole(1, 2)):
            waves[f"wave{i}"] = {
                "since": draft.dice.day(draft.first, draft.last),
                "share": draft.dice.number("0.5", "1"),
                "regions": draft.regions(0.7),
            }
    voluntary = opt_in or draft.has("joining", 0.4)
    for wave in waves.values():
        wave["joining"] = "voluntary" if opt_in or (voluntary and draft.dice.maybe(0.7)) else "mandatory"
    return waves


def joining(draft: Draft, waves: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """Who joins, by what they are: about half of the people."""
    if all(wave["joining"] == "mandatory" for wave in waves.values()):
        return None
    known = {**categories(draft.society), "child": CHILD}
    names = {attribute: list(of) for attribute, of in known.items()}
    return chance_by(draft.dice, "share", names, "0.4", "1")
