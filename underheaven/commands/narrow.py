"""Tables on a terminal that is too narrow for them: no word and no number is cut."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_ROOM = 10_000
"""Columns in which nothing has to be wrapped."""


def fitting(
    table: Table, console: Console, options: ConsoleOptions, stack: bool = True
) -> tuple[RenderableType, ConsoleOptions]:
    """The table with columns as wide as their longest word, and the options to render it with.

    A cell of a column that must not wrap counts as one word. Where these do not fit, each row stands below
    the other if they are to `stack`; otherwise the table is as wide as they are.
    """
    room = options.update(width=_ROOM)
    for column in table.columns:
        cells = [Measurement.get(console, room, cell) for cell in (column.header, *column.cells)]
        widest = max(cell.maximum if column.no_wrap else cell.minimum for cell in cells)
        column.min_width = widest if column.max_width is None else min(widest, column.max_width)
    least = Measurement.get(console, room, table).minimum
    if least <= options.max_width:
        return table, options
    return (_stacked(table, console), options) if stack else (table, options.update(width=least))


def _stacked(table: Table, console: Console) -> Group:
    """Each row as its first cell and, below it, the others with the names of their columns."""
    parts: list[RenderableType] = []
    if table.title is not None:
        parts.append(_text(table.title, console, "table.title"))
    names = [_text(column.header, console).plain if table.show_header else "" for column in table.columns]
    if names[0]:
        parts.append(Text(names[0], style="bold"))
    for first, *others in zip(*(column.cells for column in table.columns), strict=True):
        texts = [_flowing(_text(cell, console)) for cell in others]
        told = [
            Text.assemble(f"{name}: " if name else "", text)
            for name, text in zip(names[1:], texts, strict=True)
            if text.plain
        ]
        name = _text(first, console)
        # A row without a name goes on with the one above it.
        parts += [name] if name.plain else []
        parts.append(Padding(Text("; ").join(told), (0, 0, 0, 2)))
    return Group(*parts)


def _flowing(text: Text) -> Text:
    """A text without its own ends of lines, which were made for a column."""
    return Text(" ").join(text.split("\n"))


def _text(cell: RenderableType, console: Console, style: str = "") -> Text:
    """What a cell holds, which is text in every table here."""
    return cell if isinstance(cell, Text) else console.render_str(str(cell), style=style)
