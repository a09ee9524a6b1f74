"""A citizen's rank and percentile in words: at the end of each year, where it was lowest, and at the end."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.measure.ranks import Rank, Ranks, Stood

HEAD = "Rank among adults in the scheme"
EXPLAINED = "Rank 1 is the highest score; equals share the mean of their ranks. Percentile: the share below."
COUNTED = "Counted."
BOUNDED = "From 64 bins of scores: the rank lies between these."


def told(ranks: Ranks) -> Iterator[tuple[str, Stood]]:
    """When, in words, and where the citizen stood then: ends of years, the lowest, and the last."""
    last, lowest = ranks.last, ranks.lowest
    if last is None or lowest is None:
        return
    years = {each.day.year: each for each in ranks.stood}
    for year, stood in years.items():
        if stood is not last:
            yield f"end of {year}", stood
    yield "last", last
    yield f"lowest, {lowest.day}", lowest


def rank_in_words(rank: Rank) -> str:
    """`1,906.5 of 2,443`, or `1,900 to 2,003 of 2,443`."""
    if rank.exact:
        return f"{_plain(rank.least)} of {rank.people:,}"
    return f"{_plain(rank.least)} to {_plain(rank.most)} of {rank.people:,}"


def _plain(rank: float) -> str:
    return f"{rank:,.1f}".removesuffix(".0")


def percentile_in_words(rank: Rank) -> str:
    """`22.0`, or `18.0 to 22.1`."""
    low, high = rank.percentiles
    return f"{low:.1f}" if rank.exact else f"{low:.1f} to {high:.1f}"


def how(ranks: Ranks) -> str:
    """What a rank is, and whether it was counted."""
    return f"{EXPLAINED} {COUNTED if ranks.communities else BOUNDED}"


def rows(ranks: Ranks) -> list[dict[str, str]]:
    """The rows of a table: when, the score, and rank and percentile in the region and in the nation."""
    return [
        {
            "when": when,
            "score": f"{stood.score:.1f}",
            "region": rank_in_words(stood.region),
            "region_percentile": percentile_in_words(stood.region),
            "nation": rank_in_words(stood.nation),
            "nation_percentile": percentile_in_words(stood.nation),
        }
        for when, stood in told(ranks)
    ]
