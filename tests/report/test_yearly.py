"""The paths of measures in words."""

from dataclasses import replace

from underheaven.measure.results import Value
from underheaven.measure.trend import TOO_SHORT, Trend
from underheaven.report.yearly import end_in_words, headline, moving, shown

NONE = Value(None, None, None, "unknown")
RISING = Trend(
    "under", "share", (2019, 2020, 2021),
    (Value(0.014, 0.013, 0.015, None), Value(0.045, 0.044, 0.046, None), Value(0.075, 0.07, 0.08, None)),
    Value(0.03, 0.029, 0.031, None), "rising", "", NONE, 0.001,
)  # fmt: skip


def test_the_headline_says_the_path_and_how_it_moves() -> None:
    assert headline({"under": RISING}) == (
        "Of every 1,000 adults in the scheme, 14 were under a consequence in 2019, 45 in 2020 and 75 in "
        "2021; this is still rising, by 30 a year."
    )


def test_it_says_where_it_would_settle_and_when_it_has() -> None:
    ending = replace(RISING, settles_at=Value(0.18, 0.16, 0.21, None))
    assert "would settle near 180 (160 to 210) if each year's change" in headline({"under": ending})
    assert headline({"under": replace(RISING, verdict="settled")}).endswith("; this has settled.")
    assert end_in_words(ending)[0].startswith("18")
    assert end_in_words(replace(ending, verdict="settled")) == ("–", "")


def test_what_cannot_be_told_says_why() -> None:
    why = "no interval: fewer than 8 of the 32 blocks hold anybody"
    uncertain = replace(RISING, verdict="uncertain", why=why)
    assert "cannot be told (fewer than 8 of the 32 blocks hold anybody)" in headline({"under": uncertain})
    assert moving(replace(uncertain, change=Value(0.03, None, None, uncertain.why))) == ("uncertain", "")
    assert moving(RISING) == ("rising 3 pp", "2.9 to 3.1")


def test_less_than_two_years_say_nothing() -> None:
    short = replace(RISING, years=(2019,), values=RISING.values[:1], verdict="uncertain", why=TOO_SHORT)
    assert headline({"under": short}) == ""
    assert shown({"under": short}) == []
    assert headline({}) == ""
    assert shown({"under": RISING}) == [2019, 2020, 2021]
