import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from tests.report import runs
from underheaven.engine.world import World
from underheaven.measure.results import Measures, Value
from underheaven.measure.trend import Trend
from underheaven.report.results import Results
from underheaven.report.terminal import brief, span, summary


@dataclass(frozen=True)
class Ran:
    """How a run went, as the summary reads it."""

    world: World
    folder: Path = Path("runs/0123456789ab")
    digest: str | None = "ab" * 32
    seconds: float = 12.3
    citizen_weeks_per_second: float = 4.2e6
    peak_rss_bytes: int = 300_000_000


def shown(
    ran: Ran, measures: Measures, html: Path | None = None, trends: Mapping[str, Trend] | None = None
) -> list[str]:
    console = Console(file=io.StringIO(), width=80, no_color=True, force_terminal=False)
    console.print(summary(ran, measures, trends or {}, html))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_the_summary_fits_eighty_columns(results: Results) -> None:
    lines = shown(Ran(results.world), results.measures, Path("out/report.html"), results.trends)
    assert max(map(cell_len, lines)) <= 80
    text = " ".join(" ".join(lines).split())
    assert "\x1b" not in text
    assert "Every person in it is synthetic" in text
    assert "4,800 synthetic citizens of Made lived from 1 January 2017 to 31 December 2018" in text
    assert "Nothing of the kind has been found." in text
    assert "Nobody 2020" not in text
    assert "under any consequence" in text
    assert all(name in text for name in ("everyone", "hill", "river"))
    assert "Report: out/report.html" in text
    assert "4.2 million citizen-weeks a second" in text
    assert "…" not in text


def test_the_smallest_shares_keep_columns_narrow() -> None:
    tiny = Value(0.00000941, 0.0000025, 0.000016, None)
    assert brief(tiny.value or 0, "share") == "<0.01\N{NO-BREAK SPACE}%"
    assert brief(0, "share") == "0\N{NO-BREAK SPACE}%"
    assert brief(0.00000941, "points") == "9e-06"
    assert span(tiny, "share") == "<0.01 %"
    assert span(Value(0.001, 0.00001, 0.002, None), "share") == "0 to 0.20 %"
    assert span(Value(0.001, None, None, "why"), "share") == ""


def test_flags_of_the_policy_are_shown(results: Results) -> None:
    text = " ".join(" ".join(shown(Ran(results.world), results.measures)).split())
    assert "What to know about this policy" in text
    assert "It confines people to their homes" in text


def test_what_is_missing_is_left_out(bare: Results) -> None:
    text = " ".join(" ".join(shown(Ran(bare.world, digest=None), bare.measures)).split())
    assert "Nobody was in a scheme" in text
    assert "under any consequence" not in text
    assert "Digest" not in text
    assert "Report" not in text
    assert "None" not in text


def test_titles_are_never_markup(results: Results) -> None:
    world = runs.world(runs.hostile())
    assert "[bold]" in " ".join(shown(Ran(world), results.measures))
