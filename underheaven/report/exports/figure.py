"""A picture with its caption: one Vega-Lite specification, shown in a notebook and written to files."""

from __future__ import annotations

import json
import os
import textwrap
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from underheaven.documents import taking
from underheaven.documents.problems import refuse
from underheaven.record.disk import whole
from underheaven.report.drawing.layout import part
from underheaven.report.exports.data import drawn_data
from underheaven.report.exports.endings import PICTURES, ending
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.exports.tagged import png_with
from underheaven.report.picture import Picture
from underheaven.report.render import png, sheet, specification
from underheaven.report.theme import FONT, INK, QUIET, WIDE, Theme
from underheaven.report.vega import LINE, NO_AXIS, Spec, below, pixel, view, words

MIME = "application/vnd.vegalite.v6+json"
LETTERS, MONO_LETTERS = 124, 116
"""Letters of a line of the subtitle, and of the caption, that fit above and below a picture."""
GAP = 18
"""Pixels between the head, the picture and the caption."""
HEAD, FINDING = 16, 12
"""Sizes of the type of the title and of the finding."""
SCALE = 2
MONO = "'DejaVu Sans Mono', Consolas, Menlo, monospace"


@dataclass(frozen=True)
class Figure:
    """A picture of a report that can leave it: `stamp` is its caption, and it is drawn in a `theme`.

    `specification` is one Vega-Lite document with everything in it: title, finding, data, caption, theme.
    """

    picture: Picture
    stamp: Stamp
    theme: Theme = "light"

    @property
    def name(self) -> str:
        """What it is called in a report."""
        return self.picture.name

    @property
    def specification(self) -> dict[str, Any]:
        """The Vega-Lite document; InputError where there is nothing to draw."""
        if self.picture.wide is None:
            raise refuse(
                f"the picture {self.name} has nothing to draw",
                self.picture.finding,
                "name another one, or another run",
            )
        alone = specification(self.picture.wide)
        # Title and caption begin where the picture does, axis and labels included.
        left = part(alone, alone["datasets"])[1].left
        parts = [self._head(left), self.picture.wide, self._caption(left)]
        whole = specification(below(parts, GAP), self.theme)
        about = {
            "description": f"{self.picture.label} {self.stamp.notice}",
            "usermeta": {**dict(self.stamp.texts()), "synthetic": True, "reading": self.picture.reading},
        }
        return {"$schema": whole.pop("$schema"), **about, **whole}

    @property
    def data(self) -> Frame:
        """What is drawn, one row for each mark; `part` says of which layer."""
        whole = self.specification
        return Frame(self.picture.title, drawn_data(whole["concat"][1], whole["datasets"]), self.stamp)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it as the ending says: .png, .svg, .json (Vega-Lite), .csv or .parquet (its data).

        InputError for another ending, where there is nothing to draw, or where the disk refuses.
        """
        path = taking.path("path", path)
        found = ending(path, PICTURES, "a picture")
        if found in (".csv", ".parquet"):
            return self.data.save(path)
        content = {".png": self._png, ".svg": self._svg, ".json": self._json}[found]()
        with whole(path) as file:
            file.write(content)
        return path

    def _head(self, left: float) -> Spec:
        """The title, and what the picture shows."""
        finding = textwrap.wrap(self.picture.finding, LETTERS)
        layers = [
            *words(
                self.picture.title, pixel(left), pixel(0), baseline="top", fontSize=HEAD, fontWeight="bold"
            ),
            *words(finding, pixel(left), pixel(HEAD + 8), baseline="top", fontSize=FINDING),
        ]
        return view(layers, WIDE, HEAD + 8 + LINE * len(finding), NO_AXIS, NO_AXIS)

    def _caption(self, left: float) -> Spec:
        """Where the picture is from: what ran, and how to make it again."""
        said, code = self.stamp.words(LETTERS), self.stamp.code(MONO_LETTERS)
        lead = LINE * len(said) + LINE / 2
        style: dict[str, Any] = {"baseline": "top", "lineHeight": LINE}
        mono = {**style, "fontSize": 9.5, "font": MONO, "color": QUIET}
        layers = words(said, pixel(left), pixel(0), **style, fontSize=11, font=FONT, color=INK)
        for at, (head, line) in enumerate(code):
            y = pixel(lead + LINE * at)
            layers += words(head, pixel(left), y, **mono) if head else []
            layers += words(line, pixel(left + 58), y, **mono) if line else []
        return view(layers, WIDE, lead + LINE * len(code), NO_AXIS, NO_AXIS)

    def _png(self) -> bytes:
        return png_with(png(self.specification, SCALE), (("Title", self.picture.title), *self.stamp.texts()))

    def _svg(self) -> bytes:
        told = "\n".join(f"{name}: {text}" for name, text in self.stamp.texts())
        described = (
            ("title", f"{self.picture.title}. {self.stamp.notice}"),
            ("desc", f"{self.picture.finding}\n{self.picture.reading}\n{told}"),
        )
        inside = "".join(
            f'<{name} id="underheaven-{name}">{escape(text, quote=False)}</{name}>'
            for name, text in described
        )
        return sheet(self.specification, inside, "underheaven-title underheaven-desc").encode()

    def _json(self) -> bytes:
        return f"{json.dumps(self.specification, indent=1, ensure_ascii=False)}\n".encode()

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """What a notebook may show: the specification, a drawing, or words; it takes what it can."""
        words = f"{self.picture.label} {self.stamp.notice}"
        if self.picture.wide is None:
            told = f"<p><b>{escape(self.picture.title)}</b><br>{escape(self.picture.finding)}</p>"
            return {"text/plain": words, "text/html": told + self.stamp.folded()}
        return {"text/plain": words, "image/svg+xml": self._svg().decode(), MIME: self.specification}

    def __repr__(self) -> str:
        return f"<Figure {self.name!r}: {self.picture.label} Synthetic people.>"
