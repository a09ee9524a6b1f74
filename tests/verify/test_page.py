"""The page of the book agrees with the cases."""

from __future__ import annotations

from pathlib import Path

from underheaven.verify import cases
from underheaven.verify.page import page

PAGE = Path(__file__).parents[2] / "docs" / "verification.md"


def test_the_page_is_what_the_cases_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_has_every_case() -> None:
    text = page()
    assert all(f"`{case.name}`" in text and case.tolerance in text for case in cases())
