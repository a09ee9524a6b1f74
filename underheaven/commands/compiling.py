"""What is said before the engine is compiled, on a terminal and off it: a log has to say it as well."""

from __future__ import annotations

from underheaven.commands.console import messages
from underheaven.kernels import about_compiling, compiled


def tell_of_compiling() -> None:
    """Say on standard error, wherever it leads, that the engine is compiled, if it has to be."""
    if not compiled():
        messages().print(about_compiling(), markup=False)
