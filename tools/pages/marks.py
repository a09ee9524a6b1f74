"""The parts of a page that are run or printed, as marks in HTML comments say.

A reader of the rendered page sees none of the marks. A page is one session of a shell, from top to bottom:

    ```sh                          every such block is run, as a reader would paste it
    <!-- not run: REASON -->       but the one that follows
    <!-- status: N -->             the block that follows ends with this status and not with 0
    <!-- file: NAME -->            the block that follows is a file of this name
    <!-- run: COMMAND -->          run unseen, such as what a reader does in an editor
    <!-- printed -->               the block that follows is what the last block of commands printed
    <!-- printed: FILTER -->       the same through a filter of the shell, such as `head -n 5`
    <!-- proof: COMMAND -->        printed by COMMAND, which takes long: made by `--proofs`, with a hash
    <!-- measured: COMMAND -->     printed by COMMAND, hangs on the machine: made by `--measured`
    <!-- drawn: COMMAND -->        the picture that follows is the file that COMMAND writes to its path
    <!-- told: TEMPLATE -->        the text up to `<!-- end -->`: the template with its `{...}` filled in

A template that begins with `|` is a table. What may be named in one stands in `tools/pages/values.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KINDS = "not run|status|file|run|printed|proof|measured|told|drawn"
OPENING = re.compile(rf"^<!-- (?:{KINDS})\b", flags=re.MULTILINE)
MARK = re.compile(rf"^<!-- (?P<kind>{KINDS})(?::\s(?P<text>.*?))?\s-->\n", flags=re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```\n", flags=re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[[^\]]*\]\((?P<path>[^)\s]+)\)\n")
END = "<!-- end -->\n"


class PageError(Exception):
    """A mark that does not fit what follows it."""


@dataclass(frozen=True)
class Part:
    """One part of a page that is run or printed; `start` and `stop` enclose its body in the page's text."""

    kind: str
    text: str
    body: str
    start: int
    stop: int
    status: int = 0


def parts_of(page: str, name: str = "page") -> list[Part]:
    """The marked parts and the blocks of commands of a page, in order. Raises `PageError`."""
    out: list[Part] = []
    position, skipped, status = 0, False, 0
    if len(OPENING.findall(page)) != len(MARK.findall(page)):
        raise PageError(f"{name}: a mark is not closed, or text follows it on its line")
    while True:
        mark, fence = MARK.search(page, position), FENCE.search(page, position)
        if fence is not None and (mark is None or fence.start() < mark.start()):
            if fence["language"] == "sh" and not skipped:
                out.append(Part("sh", fence["body"], fence["body"], *fence.span("body"), status))
            skipped, status, position = False, 0, fence.end()
            continue
        if mark is None:
            return out
        kind, text, position = mark["kind"], mark["text"] or "", mark.end()
        if kind == "not run":
            skipped = True
        elif kind == "status":
            status = int(text)
        elif kind == "run":
            out.append(Part(kind, text, "", mark.end(), mark.end()))
        elif kind == "drawn":
            picture = PICTURE.match(page, position)
            if picture is None:
                raise PageError(f"{name}: no picture follows the mark 'drawn: {text[:60]}'")
            out.append(Part(kind, text, picture["path"], *picture.span("path")))
            position = picture.end()
        elif kind == "told":
            stop = page.find(END, position)
            if stop < 0:
                raise PageError(f"{name}: a told text has no end: {text[:60]}")
            out.append(Part(kind, text, page[position:stop], position, stop))
            position = stop + len(END)
        else:
            block = FENCE.match(page, position)
            if block is None:
                raise PageError(f"{name}: no block follows the mark '{kind}: {text[:60]}'")
            out.append(Part(kind, text, block["body"], *block.span("body")))
            position = block.end()
