"""What every export carries: that its people are synthetic, what is corrected, and how to make it again."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.record.provenance import NOTICE
from underheaven.report.reproduce import again

MADE_WITH = "Underheaven, a simulation laboratory for social credit systems over wholly synthetic people"


@dataclass(frozen=True)
class Stamp:
    """Where an export comes from. `about` says what ran, `command` and `python` make it again, line by line.

    No folder is written down: a run that is made again lies where `underheaven run` puts it.
    """

    about: str
    command: tuple[str, ...]
    python: tuple[str, ...]
    corrections: tuple[str, ...] = ()
    notice: str = NOTICE

    @classmethod
    def of(cls, world: World, given: Mapping[str, str] | None = None) -> Stamp:
        """The stamp of a run; `given` are the names of policy and society for which it was asked."""
        made = again(world, given)
        about = (
            f"{world.policy.title}: {world.society.title}, {world.start} to {world.end}, "
            f"{world.citizens:,} synthetic citizens, seed {world.seed}."
        )
        python = tuple(line for line in made.python.splitlines() if line)
        return cls(about, (made.command,), python, world.policy.corrections)

    def then(self, command: str, python: str) -> Stamp:
        """The same with one more line for the shell and one more of Python."""
        return replace(self, command=(*self.command, command), python=(*self.python, python))

    def with_python(self, line: str) -> Stamp:
        """The same with one more line of Python."""
        return replace(self, python=(*self.python, line))

    @property
    def corrected(self) -> str:
        """A line that says that there are corrections; empty where there are none."""
        if not (many := len(self.corrections)):
            return ""
        points = counted(many, "point")
        return f"Scholarship corrects what this policy describes in {points}, which this file holds in full."

    def words(self, width: int) -> list[str]:
        """What stands below a picture, in lines of at most `width` letters."""
        said = [line for line in (self.notice, self.about, self.corrected) if line]
        return [part for line in said for part in textwrap.wrap(line, width)]

    def code(self, width: int) -> list[tuple[str, str]]:
        """How to make it again: heads, `Command:` and `Python:`, with lines of about `width` letters."""
        lines = []
        for head, code in (("Command:", self.command), ("Python:", self.python)):
            broken = [part for line in code for part in _wrapped(line, width)]
            lines += [("" if number else head, part) for number, part in enumerate(broken)]
        return lines

    def texts(self) -> Iterator[tuple[str, str]]:
        """Name -> text of everything, for the metadata of a file."""
        yield "synthetic", "true"
        yield "notice", self.notice
        yield "about", self.about
        yield "command", "\n".join(self.command)
        yield "python", "\n".join(self.python)
        if self.corrections:
            yield "corrections", json.dumps(self.corrections, ensure_ascii=False)
        yield "software", MADE_WITH

    def html(self, sentences: Sequence[str] = ()) -> str:
        """What ran and `sentences` about it, how to make it again, and what is corrected, for a notebook."""
        said = "".join(f"<p>{escape(each)}</p>" for each in sentences)
        head = f"<p><b>{escape(self.about)}</b><br><small>{escape(self.notice)}</small></p>"
        return f"<div>{head}{said}{self.folded()}</div>"

    def folded(self) -> str:
        """How to make it again and what is corrected, as HTML that is folded away."""
        code = "\n".join((*self.command, "", *self.python))
        items = "".join(f"<li>{escape(each)}</li>" for each in self.corrections)
        corrected = f"<p>What scholarship corrects:</p><ol>{items}</ol>" if items else ""
        title = "Where it is from" + (", and what scholarship corrects" if items else "")
        return (
            f"<details><summary>{title}</summary><p>{escape(self.about)}</p><pre>{escape(code)}</pre>"
            f"{corrected}</details>"
        )


def _wrapped(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
