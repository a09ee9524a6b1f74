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
        from numba import extending
    except ImportError:
        extending = None

    def register_jitable(function: Any = None, *, forceinline: bool = False) -> Any:
        """The function as it is written; what it compiles to is called by compiled code alone.

        With `forceinline`, every caller has its code in place of a call: for few callers and hot loops.
        Said or not, it is always given: Numba would hand it down to whatever an inlined function calls.
        """
        if function is None:
            return lambda function: register_jitable(function, forceinline=forceinline)
        if extending is not None:
            extending.register_jitable(no_cfunc_wrapper=True, forceinline=forceinline)(function)
        return function
