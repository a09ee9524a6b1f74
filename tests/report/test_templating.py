"""Pages in HTML come from templates that escape every text and refuse what is undefined."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

import underheaven
from underheaven.report.templating import templates

PACKAGE = Path(underheaven.__file__).parent
ITS_OWN = {"report/templating.py", "report/assessment.py"}
"""The form is written as Markdown too, which has another way to escape."""


def test_every_text_is_escaped_also_one_that_a_filter_made() -> None:
    page = templates(loud=lambda text: f"{text}<b>!").from_string("{{ text }} {{ text | loud }}")
    assert page.render(text="<i>") == "&lt;i&gt; &lt;i&gt;&lt;b&gt;!"


def test_what_is_undefined_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="missing"):
        templates().from_string("{{ missing }}").render()


def test_no_page_makes_its_own_environment() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "Environment(" in path.read_text(encoding="utf-8")
    }
    assert found == ITS_OWN
