"""What the things of a world are called where a life is told. NumPy is not needed for it."""

from __future__ import annotations

from underheaven.engine.world import World


class Titles:
    """What the things of a world are called."""

    def __init__(self, world: World) -> None:
        society, policy = world.society, world.policy
        self.acts = {name: act.title for name, act in society.acts.items()}
        self.consequences = {name: each.title for name, each in policy.consequences.items()}
        self.news = {name: each.title for name, each in policy.news.items()}
        self.places = {name: each.title for name, each in society.places.items()}
        firms = policy.firms
        self.firms = {} if firms is None else {name: each.title for name, each in firms.consequences.items()}
        trades = society.firms
        self.trades = {} if trades is None else {name: each.title for name, each in trades.acts.items()}
        self.privileges = {name: each.title for name, each in policy.privileges.items()}

    def act(self, name: str) -> str:
        """What a kind of act is called, to begin a line."""
        title = self.acts[name]
        return title[:1].upper() + title[1:]
