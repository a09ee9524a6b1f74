"""Writes a lesson: one HTML file with everything in it, which needs no host, and a sheet for teachers."""

from __future__ import annotations

import base64
import hashlib
import re
import tempfile
from pathlib import Path
from string import Template

from underheaven.engine.world import MODEL_VERSION
from underheaven.observatory.building import PAGES, Offer, build
from underheaven.observatory.lesson.bundling import bundled
from underheaven.observatory.story.corrected import rows
from underheaven.observatory.telling import named

HERE = Path(__file__).parent
SCRIPTS = PAGES / "scripts"
INSTEAD = {name: HERE / "scripts" / name for name in ("folder.js", "reformed.js")}
STYLES = ("tokens", "page", "pictures", "reading", "story")
LESSON, SHEET = "lesson.html", "teacher.html"
ELSEWHERE = re.compile(r'<a href="(?:\.\./|[a-z])[^"]*">(?P<words>.*?)</a>')
"""Links to other pages of the site, or to files beside them: a lesson has none."""
SAID = ("catalogue.json", "first.json")


def write_lesson(folder: Path, offer: Offer) -> None:
    """Write the lesson and the sheet into a folder; what is offered can be lived in it.

    Raises `InputError` where the linker of the kernels is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        build(site, [offer])
        (folder / LESSON).write_text(lesson(site, offer), encoding="utf-8")
    (folder / SHEET).write_text(sheet(), encoding="utf-8")


def sheet() -> str:
    """The sheet for whoever teaches: plain text to read and print."""
    text = Template((HERE / "teacher.html").read_text(encoding="utf-8"))
    return text.substitute(corrections=rows(), style=_style())


def lesson(site: Path, offer: Offer) -> str:
    """The lesson, out of a folder of the site that carries what is offered."""
    script = _inert(bundled(HERE / "scripts" / "lesson.js", SCRIPTS, INSTEAD))
    style = _style()
    page = Template((HERE / "lesson.html").read_text(encoding="utf-8"))
    return page.substitute(
        script_hash=_hash(script),
        style_hash=_hash(style),
        style=style,
        story=_alone(_part(site / "story" / "index.html", "main")),
        nation=_alone(_part(site / "index.html", "main") + _part(site / "index.html", "dialog")),
        files="\n".join(_files(site / "data" / f"m{MODEL_VERSION}", offer)),
        worker=_inert(bundled(SCRIPTS / "worker.js", SCRIPTS, INSTEAD)),
        script=script,
    )


def _files(data: Path, offer: Offer) -> list[str]:
    """What the page of the nation reads, as elements that no browser runs."""
    found = [_held("application/json", name, _inert((data / name).read_text("utf-8"))) for name in SAID]
    worlds = [f"{policy}-{named(*span)}" for policy in offer.policies for span in offer.spans]
    for name in ("kernel.wasm.gz", *(f"{offer.society}/{each}.gz" for each in (*worlds, "seeds"))):
        text = base64.b64encode((data / name).read_bytes()).decode()
        found.append(_held("application/octet-stream", name, text))
    return found


def _held(kind: str, name: str, text: str) -> str:
    return f'<script type="{kind}" data-name="{name}">{text}</script>'


def _style() -> str:
    return "".join((PAGES / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)


def _part(page: Path, name: str) -> str:
    """The one element of a name in a page."""
    (found,) = re.findall(rf"<{name}\b.*?</{name}>\n?", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return str(found)


def _alone(text: str) -> str:
    """The same without links to what a lesson does not have."""
    return ELSEWHERE.sub(lambda found: found["words"], text)


def _inert(text: str) -> str:
    """A text that does not end the element that holds it."""
    return text.replace("</", "<\\/")


def _hash(text: str) -> str:
    """What a policy of content names an element by that holds exactly this text."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
