"""A kernel becomes machine code once, whatever it calls."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from numba import njit
from numba.core import codegen

from underheaven.jit import register_jitable
from underheaven.kernels import entry
from underheaven.linking import Late

Library: Any = codegen.JITCodeLibrary


@register_jitable
def _twice(x: int) -> int:
    return 2 * x


@register_jitable
def _four_times(x: int) -> int:
    return _twice(_twice(x))


def _both(x: int) -> int:
    return _twice(x) + _four_times(x)


@pytest.fixture
def emitted() -> Iterator[list[str]]:
    """The functions of which machine code is made."""
    names: list[str] = []
    make = Library._finalize_specific

    def noted(library: Any) -> None:
        names.append(library.name)
        make(library)

    with patch.object(Library, "_finalize_specific", noted):
        yield names


def test_only_the_entry_becomes_machine_code(emitted: list[str]) -> None:
    with patch("underheaven.kernels.kernel_folder", lambda: None):
        both = entry(_both)
    assert both(5) == 30
    assert [name for name in emitted if name != "nrt"] == ["_both"]  # nrt: Numba's own, made once


def test_a_function_that_numba_compiles_later_takes_in_what_a_kernel_left_unlinked() -> None:
    with patch("underheaven.kernels.kernel_folder", lambda: None):
        assert entry(_both)(1) == 6
    assert njit(lambda x: _four_times(x))(3) == 12


def test_other_functions_are_compiled_as_numba_does() -> None:
    with patch("underheaven.kernels.kernel_folder", lambda: None):
        assert entry(_both)(2) == 12
    other = njit(lambda x: x + 1)
    assert other(1) == 2
    (made,) = other.overloads.values()
    assert not isinstance(made.library, Late)
