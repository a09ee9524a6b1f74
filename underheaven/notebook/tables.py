"""Several frames that belong together, with a few sentences above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from underheaven.documents.unknown import has, unknown
from underheaven.documents.words import counted
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp


class Tables(Mapping[str, Frame]):
    """Frames by name: `tables["effects"]`. In a notebook the first is shown, and the names of all.

    A name that is none of them is an InputError with the nearest that is, and also a `KeyError`.
    """

    def __init__(self, frames: Mapping[str, Frame], stamp: Stamp, said: Sequence[str] = ()) -> None:
        self.frames = dict(frames)
        self.stamp = stamp
        self.said = tuple(said)

    def __getitem__(self, name: str) -> Frame:
        """The frame of that name; InputError, also a `KeyError`, with the nearest where there is none."""
        if not has(self.frames, name):
            raise unknown("table", name, tuple(self.frames))
        return self.frames[name]

    def table(self, name: str) -> Frame:
        """The frame of that name; InputError, with the nearest name, where there is none."""
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def _repr_html_(self) -> str:
        """The sentences, the first table, and what else there is."""
        first = next(iter(self.frames.values()), None)
        names = f"Tables: {', '.join(self.frames)}."
        shown = "" if first is None else first._repr_html_()
        return self.stamp.html([*self.said, names]) + shown

    def __repr__(self) -> str:
        names = ", ".join(f"{name} ({counted(len(frame), 'row')})" for name, frame in self.frames.items())
        return f"<{type(self).__name__} of synthetic people: {names}>"
