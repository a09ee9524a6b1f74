"""A total split among what can be open or closed, so that the parts add up to it (Shapley 1953).

A game is a number v(S) for each set S of open paths. What is left with all closed, v(∅), is apart; the
Shapley values share out v(all) − v(∅). How far two paths do more together than each alone is the Shapley
interaction index (Grabisch and Roubens 1999); what all of three or more do beyond every smaller set is the
dividend of Harsanyi (1963).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations

Paths = frozenset[str]
Game = Mapping[Paths, float]


def subsets(paths: Sequence[str]) -> Iterator[Paths]:
    """Every set of paths, the empty one first and the whole last."""
    sizes = range(len(paths) + 1)
    return map(frozenset, chain.from_iterable(combinations(paths, size) for size in sizes))


def dividends(game: Game, paths: Sequence[str]) -> dict[Paths, Fraction]:
    """What each set S does beyond all its smaller sets: Σ over T ⊆ S of (−1)^(|S|−|T|) v(T), exactly."""
    return {
        whole: sum(
            ((-1) ** (len(whole) - len(part)) * Fraction(game[part]) for part in subsets(sorted(whole))),
            Fraction(0),
        )
        for whole in subsets(paths)
    }


def shapley(game: Game, paths: Sequence[str]) -> dict[str, Fraction]:
    """The Shapley value of each path, exactly: each dividend is shared evenly among its paths.

    They and v(∅) sum to v of all paths.
    """
    found = dividends(game, paths)
    return {
        path: sum((each / len(whole) for whole, each in found.items() if path in whole), Fraction(0))
        for path in paths
    }


def interactions(game: Game, paths: Sequence[str]) -> dict[Paths, Fraction]:
    """The Shapley interaction index of each pair, exactly, and the dividends of sets of three and more.

    Of a pair: Σ over S ⊇ the pair of its dividend / (|S| − 1).
    """
    found = dividends(game, paths)
    return {
        some: sum((each / (len(whole) - 1) for whole, each in found.items() if some <= whole), Fraction(0))
        if len(some) == 2
        else found[some]
        for some in subsets(paths)
        if len(some) >= 2
    }
