"""A picture with its caption: one Vega-Lite specification, shown in a notebook and written to files."""

from __future__ import annotations

import json
import os
import textwrap
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import vl_convert

from underheaven.documents import taking
from underheaven.documents.problems import refuse
from underheaven.record.disk import whole
from underheaven.report.exports.data import drawn_data
from underheaven.report.exports.endings import PICTURES, ending
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.exports.tagged import png_with, svg_with
from underheaven.report.picture import Picture
from underheaven.report.render import specification
from underheaven.report.theme import FONT, INK, QUIET, WIDE

MIME = "application/vnd.vegalite.v6+json"
LETTERS, MONO_LETTERS = 124, 116
"""Letters of a line of the subtitle, and of the caption, that fit above and below a picture."""
LINE = 14
SCALE = 2
MONO = "'DejaVu Sans Mono', Consolas, Menlo, monospace"
CHANNELS = ("color", "shape", "size", "opacity", "fill", "stroke", "strokeDash")
TOP = ("$schema", "config", "datasets", "autosize", "background", "padding")
"""Keys of a specification that may stand at its top alone."""


@dataclass(frozen=True)
class Figure:
    """A picture of a report that can leave it: `stamp` is its caption.

    `specification` is one Vega-Lite document with everything in it: title, finding, data, caption, theme.
    """

    picture: Picture
    stamp: Stamp

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
        inner = specification(self.picture.wide)
        top = {key: inner.pop(key) for key in TOP if key in inner}
        return {
            **top,
            "description": f"{self.picture.label} {self.stamp.notice}",
            "usermeta": {**dict(self.stamp.texts()), "synthetic": True, "reading": self.picture.reading},
            "title": {
                "text": self.picture.title,
                "subtitle": textwrap.wrap(self.picture.finding, LETTERS),
                "frame": "bounds",
                "fontSize": 16,
                "offset": 14,
                "subtitleFontSize": 12,
                "subtitleColor": INK,
            },
            "spacing": 18,
            # Otherwise legends would stand beside the whole and not beside what they explain.
            "resolve": {"scale": dict.fromkeys(CHANNELS, "independent")},
            "align": "none",
            "vconcat": [inner, self._caption()],
        }

    @property
    def data(self) -> Frame:
        """What is drawn, one row for each mark; `part` says of which layer."""
        whole = self.specification
        return Frame(self.picture.title, drawn_data(whole["vconcat"][0], whole["datasets"]), self.stamp)

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

    def _caption(self) -> dict[str, Any]:
        words, code = self.stamp.words(LETTERS), self.stamp.code(MONO_LETTERS)
        lead = LINE * len(words) + LINE / 2
        layers = [
            _lines(words, FONT, 11, INK, 0, 0),
            # Drawn apart: of a line of text the spaces at its beginning are dropped, and empty lines too.
            *(
                _lines([head], MONO, 9.5, QUIET, 0, lead + LINE * at)
                for at, (head, _) in enumerate(code)
                if head
            ),
            _lines([line for _, line in code], MONO, 9.5, QUIET, 58, lead),
        ]
        return {"layer": layers, "width": WIDE, "height": lead + LINE * len(code)}

    def _png(self) -> bytes:
        drawn = vl_convert.vegalite_to_png(self.specification, scale=SCALE, allowed_base_urls=[])
        return png_with(drawn, (("Title", self.picture.title), *self.stamp.texts()))

    def _svg(self) -> bytes:
        told = "\n".join(f"{name}: {text}" for name, text in self.stamp.texts())
        drawn = vl_convert.vegalite_to_svg(self.specification, allowed_base_urls=[])
        title = f"{self.picture.title}. {self.stamp.notice}"
        return svg_with(drawn, title, f"{self.picture.finding}\n{self.picture.reading}\n{told}").encode()

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


def _lines(lines: list[str], font: str, size: float, colour: str, x: float, y: float) -> dict[str, Any]:
    """Lines of text as a part of a picture; `x` and `y` are in pixels."""
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "text", "align": "left", "baseline": "top", "fontSize": size, "lineHeight": LINE,
            "font": font, "color": colour, "text": lines,
        },
        "encoding": {"x": {"value": x}, "y": {"value": y}},
    }  # fmt: skip
