"""What marks a function of integers as one that Numba may compile into a kernel.

Where there is no Numba, as where policies are only compiled to tables, such a function is plain Python, which
it is anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numba.extending import register_jitable as register_jitable
else:
    try:
        from numba.extending import register_jitable
    except ImportError:

        def register_jitable(function: Any) -> Any:
            """The function as it is written."""
            return function
