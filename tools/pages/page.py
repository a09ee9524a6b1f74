"""One page, run from top to bottom: what it should say, and where it says something else."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tools.pages.marks import Part, parts_of
from tools.pages.same import same
from tools.pages.session import Session
from tools.pages.values import names_in, prose

WIDTH = 120


@dataclass
class Found:
    """What came of a page: `text` as it should be, `differences` in words, and the proofs that it holds."""

    text: str
    differences: list[str] = field(default_factory=list)
    proofs: list[Part] = field(default_factory=list)
    pictures: dict[Path, bytes] = field(default_factory=dict)
    """Files beside the page that are drawn otherwise now, and how."""


def run_page(page: Path, folder: Path, proofs: bool = False, measured: bool = False) -> Found:
    """Run a page in an empty `folder`; `proofs` and `measured` make those blocks anew too."""
    text = page.read_text(encoding="utf-8")
    session, printed, found, values = Session(folder), "", Found(text), names_in(folder)
    replaced: list[tuple[Part, str]] = []
    # A page shows a picture before the run that it is of: pictures are drawn last.
    for part in sorted(parts_of(text, page.name), key=lambda each: each.kind == "drawn"):
        wanted: str | None = None
        if part.kind == "sh":
            printed = session.run(part.text, part.status)
        elif part.kind == "run":
            session.run(part.text)
        elif part.kind == "file":
            (folder / part.text).write_text(part.body, encoding="utf-8")
        elif part.kind == "printed":
            wanted = session.filtered(printed, part.text) if part.text else printed
        elif part.kind == "drawn":
            _draw(part, page, session, found)
        elif part.kind == "told":
            wanted = prose(part.text, values, WIDTH)
        elif part.kind == "proof":
            found.proofs.append(part)
            wanted = session.run(part.text) if proofs else None
        elif part.kind == "measured" and measured:
            wanted = session.run(part.text)
        if wanted is not None:
            wanted = _trimmed(wanted)
            if not same(part.body, wanted):
                found.differences.append(f"{page.name}: {part.text or 'printed'}\n{wanted}")
                replaced.append((part, wanted))
            elif part.kind == "measured":
                replaced.append((part, wanted))
    for part, wanted in reversed(replaced):
        found.text = found.text[: part.start] + wanted + found.text[part.stop :]
    return found


def _draw(part: Part, page: Path, session: Session, found: Found) -> None:
    """Draw a picture, and note it where the one beside the page is another."""
    kept, drawn = page.parent / part.body, session.folder / part.body
    drawn.parent.mkdir(parents=True, exist_ok=True)
    session.run(part.text)
    if not kept.exists() or kept.read_bytes() != drawn.read_bytes():
        found.differences.append(f"{page.name}: {part.body} is drawn otherwise by {part.text}")
        found.pictures[kept] = drawn.read_bytes()


def _trimmed(text: str) -> str:
    """Without blanks at the ends of lines and empty lines around."""
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join(lines).strip("\n") + "\n"
