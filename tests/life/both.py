"""A function of `life` as plain Python and compiled, which must agree."""

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st
from numba import njit

word = st.integers(0, 2**32 - 1)
"""A word of a draw."""
threshold = st.integers(0, 2**32)
score = st.integers(-32_768, 32_767)
level = st.integers(0, 255)


@cache
def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function compiled by itself; functions that another file imports have to be compiled with it."""
    jitted: Callable[..., Any] = njit(function)
    return jitted


def both(function: Callable[..., Any], *arguments: Any) -> Any:
    """The result of the plain function; fails where the compiled one gives another."""
    plain = function(*arguments)
    assert compiled(function)(*arguments) == plain
    return plain
