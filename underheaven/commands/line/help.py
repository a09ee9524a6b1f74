"""How commands present themselves: by task, with an example each, and in words rather than types."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

MAKE, LOOK, WEIGH, CHECK = "Make a world", "Look at a run", "Weigh policies", "Check the laboratory"
NAMES = {"help_option_names": ["-h", "--help"]}
Function = Callable[..., None]


def _no_type(**_: object) -> None:
    """Instead of the type of an argument: its name and its help say what it is."""


def _plain(params: list[Any]) -> list[Any]:
    """Parameters whose types are left out of the help: those of arguments, and those of switches."""
    for param in params:
        if isinstance(param, TyperArgument):
            cast("Any", param).display_type_rich = _no_type
        elif param.is_flag and param.metavar is None:
            param.metavar = ""
    return params


def _usage(params: list[Any]) -> list[str]:
    """The arguments of a command as a usage line has them: in brackets where they may be left out."""
    names = [(param.display_name_raw, param.required) for param in params if isinstance(param, TyperArgument)]
    return ["[OPTIONS]", *(name if required else f"[{name}]" for name, required in names)]


def _printed(show: Callable[[], None]) -> None:
    """Show a help: as wide as the terminal, and elsewhere as all results are."""
    from typer import rich_utils

    from underheaven.commands.console import WIDTH, on_terminal, stripped

    if on_terminal():
        show()
        return
    before, rich_utils.MAX_WIDTH, text = rich_utils.MAX_WIDTH, WIDTH, StringIO()
    try:
        with redirect_stdout(text):
            show()
    finally:
        rich_utils.MAX_WIDTH = before
    typer.echo(stripped(text.getvalue()), nl=False)


class Command(TyperCommand):
    """A command whose help is in words."""

    def get_params(self, ctx: Any) -> list[Any]:
        """As in the base class, without types."""
        return _plain(super().get_params(ctx))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """As in the base class, without braces."""
        return _usage(self.get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """As in the base class."""
        _printed(lambda: super(Command, self).format_help(ctx, formatter))


class Commands(TyperGroup):
    """Commands that end with a message and a status, never with a traceback."""

    def get_params(self, ctx: Any) -> list[Any]:
        """As in the base class, without types."""
        return _plain(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """As in the base class."""
        _printed(lambda: super(Commands, self).format_help(ctx, formatter))

    def invoke(self, ctx: Any) -> Any:
        """Do what is asked."""
        from underheaven.commands.console import ends_well, require_shown

        with ends_well():
            require_shown(ctx.args)
            return super().invoke(ctx)


def add(app: typer.Typer, function: Function, panel: str, example: str, name: str | None = None) -> None:
    """Make a function a command of the application, in a panel of the help and with an example below it."""
    app.command(
        name, cls=Command, rich_help_panel=panel, context_settings=NAMES, epilog=f"Example:  {example}"
    )(function)
