"""What is said before the engine is compiled, which takes most of a minute."""

from __future__ import annotations

from underheaven.commands.console import messages
from underheaven.kernels import compiled, why_compiled_again


def tell_of_compiling() -> None:
    """Say that the engine is compiled, if it has to be, and why it will have to be again."""
    if compiled():
        return
    why = why_compiled_again()
    if why is None:
        said = "Compiling the engine for this machine: under a minute, the first time only."
    else:
        said = (
            "Compiling the engine for this machine: under a minute, and each time, since it cannot be kept: "
            f"{why}. Set XDG_CACHE_HOME to a folder that is yours alone."
        )
    messages().print(said, markup=False)
