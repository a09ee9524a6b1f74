"""The marks of pages: what is run, what is printed, and what a mark without its block says."""

from __future__ import annotations

import pytest

from tools.pages.marks import PageError, parts_of

PAGE = """# A page

```sh
echo one
```

<!-- printed: head -n 1 -->
```text
one
```

<!-- not run: it needs a card -->
```sh
card --go
```

<!-- status: 2 -->
```sh
false
```

<!-- file: a.yaml -->
```yaml
policy: a
```

<!-- told: There are {1 + 1} of
them. -->
There are 2 of them.
<!-- end -->
"""


def test_parts_are_found_in_order_with_their_bodies() -> None:
    parts = parts_of(PAGE)
    assert [part.kind for part in parts] == ["sh", "printed", "sh", "file", "told"]
    assert [part.body for part in parts] == [
        "echo one\n", "one\n", "false\n", "policy: a\n", "There are 2 of them.\n",
    ]  # fmt: skip
    assert all(PAGE[part.start : part.stop] == part.body for part in parts)


def test_only_the_block_that_follows_is_not_run_or_has_a_status() -> None:
    commands = [part for part in parts_of(PAGE) if part.kind == "sh"]
    assert [(part.text, part.status) for part in commands] == [("echo one\n", 0), ("false\n", 2)]


@pytest.mark.parametrize("page", ["<!-- printed -->\nno block\n", "<!-- told: x -->\nno end\n"])
def test_a_mark_without_what_it_needs_is_an_error(page: str) -> None:
    with pytest.raises(PageError, match="page:"):
        parts_of(page)


@pytest.mark.parametrize("text", ["<!-- told: {1}\n1\n<!-- end", "<!-- printed --> text\n```text\n1\n```\n"])
def test_a_mark_that_is_not_read_is_an_error(text: str) -> None:
    with pytest.raises(PageError, match="not closed"):
        parts_of(text)
