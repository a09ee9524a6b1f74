"""Tables on narrow terminals: every word is there, whole, and every line fits."""

from __future__ import annotations

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table
from rich.text import Text

from underheaven.commands.narrow import fitting

_words = st.text("abcdefgh0123456789.", min_size=1, max_size=12)
_cells = st.lists(_words, min_size=1, max_size=4).map(" ".join)


def _shown(header: list[str], rows: list[list[str]], fixed: int, columns: int) -> str:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for number, name in enumerate(header):
        table.add_column(Text(name), no_wrap=number < fixed)
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(file=StringIO(), width=columns, force_terminal=False)
    with console.capture() as capture:
        console.print(fitting(table, console, console.options)[0])
    return capture.get()


@given(st.data(), st.integers(1, 5), st.integers(14, 90))
def test_no_word_is_cut_at_any_width(data: st.DataObject, many: int, columns: int) -> None:
    row = st.lists(_cells, min_size=many, max_size=many)
    header, rows = data.draw(row), data.draw(st.lists(row, min_size=1, max_size=4))
    shown = _shown(header, rows, data.draw(st.integers(0, many)), columns)
    assert max(map(len, shown.splitlines())) <= columns
    words = [word.strip(";:") for word in shown.split()]
    for cell in (*header, *(cell for each in rows for cell in each)):
        for word in cell.split():
            assert word in words


def test_lines_that_were_broken_for_a_column_flow_on_where_rows_stand_below_each_other() -> None:
    shown = _shown(["name", "origin", "range"], [["gallery", "the people of a\ntown", "1 to 9"]], 3, 30)
    assert [line.rstrip() for line in shown.splitlines()] == [
        "name", "gallery", "  origin: the people of a", "  town; range: 1 to 9",
    ]  # fmt: skip


def test_a_table_that_fits_stays_a_table() -> None:
    header, rows = ["name", "points"], [["petition", "-40"], ["volunteering", "30"]]
    assert [line.split() for line in _shown(header, rows, 2, 24).splitlines()] == [header, *rows]
    assert [line.rstrip() for line in _shown(header, rows, 2, 14).splitlines()] == [
        "name", "petition", "  points: -40", "volunteering", "  points: 30",
    ]  # fmt: skip
