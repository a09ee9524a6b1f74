"""No figure of the pages is typed: a command prints it, or its reason to stand there is given here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.pages.figures import typed
from tools.pages.session import ROOT

DEFINITION = (
    "the numbers of the page are what the engine does, to the bit; the reference engine is written from them"
)
MADE = "made from code, and a test compares"
WHOLE = {
    "specification.md": DEFINITION,
    "measures.md": MADE,
    "verification.md": MADE,
    "mutation.md": MADE,
}
"""Pages in which every figure has the same reason."""

LEVEL = "the level of an interval, by definition"
BOUND = "a bound of the schema or the language"
LAYOUT = "the layout of the state or of a community, by definition"
PUBLISHED = "a published or remembered input, with its source beside it"
NAME = "the number of a paragraph or of a version, and no figure"
CHOICE = "a choice of the method, in the code"
EXAMPLE = "an example of how numbers are read"
ALLOWED = (
    (r"", r"95 %|95 of 100|95 in 100", LEVEL),
    (r"", r"4,096", LAYOUT),
    (r"architecture|design|model", r"(?:2|12|19) bytes|12 bytes", LAYOUT),
    (r"model", r"2,048|2,047\.9", LAYOUT),
    (
        r"model|words|societies|policies",
        r"1,000(?:,000){0,2}|10,000|100,000|2,000,000,000|1,440 minutes",
        BOUND,
    ),
    (r"societies", r"0\.005", BOUND),
    (r"architecture", r"[89]\.0", NAME),
    (r"README", r"3\.11", NAME),
    (r"README", r"120,000", "the number of people that an invented society states of itself"),
    (r"README", r"88 %", PUBLISHED),
    (r"add-a-mechanism", r"23\.7|7\.6", NAME),
    (r"synthesis", r"1\.1", NAME),
    (r"synthesis", r"2,000", CHOICE),
    (r"audit", r"1607\.4", NAME),
    (r"audit", r"0\.8|2,000 times|0\.05|0\.001", CHOICE),
    (r"audit", r"1\.4", "the size of the nation that is measured"),
    (r"comparisons", r"20,000", CHOICE),
    (r"coverage", r"80 of 100", EXAMPLE),
    (r"coverage", r"91 of 100|1\.96|1\.3", CHOICE),
    (r"calibration", r"1,000", BOUND),
    (r"calibration", r"0\.5|3 %", CHOICE),
    (r"calibration", r"82\.6 of 100|1\.54", PUBLISHED),
    (r"policies|python", r"0\.1", EXAMPLE),
    (
        r"societies",
        r"1\.64|0\.96|0\.47|6\.2|0\.0075|7\.1 of 1,000|8\.3 of 100|7,380(?: times)?|76,401|49 of 100",
        PUBLISHED,
    ),
    (r"measures-as-data", r"525,960|365\.25|1,048,576", "a unit, by definition; the JSON gives it too"),
    (r"societies", r"84\.7|6\.3|2,209|0\.645", PUBLISHED),
    (
        r"societies",
        r"0\.4634|0\.2|1\.5|12 of 100|0\.7|1\.4",
        "an assumption or a derivation, named as such beside it",
    ),
)
"""Page, figure, and why it may be typed."""
DOCS = sorted(page for page in (ROOT / "docs").glob("*.md") if page.name not in WHOLE)
PAGES = [ROOT / "README.md", *DOCS]


def reason(page: str, figure: str) -> str | None:
    return next(
        (
            why
            for where, what, why in ALLOWED
            if re.match(where, page) and re.fullmatch(what, " ".join(figure.split()))
        ),
        None,
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_figure_is_typed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [(figure, line) for figure, line in typed(text) if reason(page.name, figure) is None] == []


def test_every_reason_is_needed() -> None:
    found = [
        (page.name, " ".join(figure.split()))
        for page in PAGES
        for figure, _ in typed(page.read_text(encoding="utf-8"))
    ]
    for where, what, _ in ALLOWED:
        assert any(re.match(where, page) and re.fullmatch(what, figure) for page, figure in found), (
            where,
            what,
        )


@pytest.mark.parametrize(
    "text",
    [
        "It falls from 8.1 % to less.\n", "per citizen-day 21.6 of them\n", "It took 31 s.\n",
        "It held 660 MiB.\n", "1.57 times\n",
        "47 of every 1,000 adults\n", "145 per 1,000\n", "120,000 people\n", "0.245 times as often\n",
        "It ends with `run` and 3f569ed7570f9a.\n",
        "```text\nunder any consequence  4.7 %\n```\n",
    ],
)  # fmt: skip
def test_a_typed_figure_is_seen(text: str) -> None:
    assert list(typed(text))


@pytest.mark.parametrize(
    "text",
    [
        "Since 2014, in step 157, three seeds.\n", "`alpha: 0.1` of it\n", "```yaml\nshare: 0.4\n```\n",
        "<!-- told: {1} % -->\n8.1 %\n<!-- end -->\n",
        "```sh\necho 8.1 %\n```\n\n<!-- printed -->\n```text\n8.1 %\n```\n",
        "- From 2014-01-01 on, see [9.1](page.md#4.5).\n",
    ],
)  # fmt: skip
def test_what_is_printed_or_no_figure_is_not(text: str) -> None:
    assert [found for found in typed(text) if "[9.1]" not in found[1]] == []
