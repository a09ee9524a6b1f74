"""Where labels go so that none covers another, and how long they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

LETTER = 0.64
"""Width of a letter over the size of the type, of letters that are not listed."""
WIDTHS = {
    letter: width
    for letters, width in {
        "ijl'": 0.28, " IJ.,": 0.32, "f:;|/": 0.35, "r()[]-t ": 0.4, "sz“”\"": 0.53, "cky–·": 0.58,
        "vxaeo": 0.61, "LFTYEP": 0.61, "bdghnpqu0123456789": 0.636, "ABCKRSVXZ?": 0.69, "DGHNOQU": 0.77,
        "w+<>=−": 0.83, "mMW%": 0.98, "…": 1.0,
    }.items()
    for letter in letters
}  # fmt: skip
"""The same of letters as wide as those of DejaVu Sans, the widest of the fonts that are asked for."""


def text_width(text: str, size: float) -> float:
    """About how wide a line is, in pixels; Chinese characters are square."""
    return size * sum(1.0 if ord(letter) > 0x2E7F else WIDTHS.get(letter, LETTER) for letter in text)


def lanes(spans: Sequence[tuple[float, float]], gap: float = 8) -> list[int]:
    """For each horizontal span (left, right), the first lane from 0 in which it meets no other."""
    ends: list[float] = []
    taken = [0] * len(spans)
    for number in sorted(range(len(spans)), key=lambda each: spans[each]):
        left, right = spans[number]
        lane = next((lane for lane, end in enumerate(ends) if end + gap <= left), len(ends))
        ends[lane : lane + 1] = [right]
        taken[number] = lane
    return taken


def spread(places: Sequence[float], gap: float, lowest: float, highest: float) -> list[float]:
    """Places moved as little as needed so that they lie at least `gap` apart, from `lowest` to `highest`.

    Their order stays. If there is no room for all, they lie evenly.
    """
    count = len(places)
    if count > 1 and gap * (count - 1) > highest - lowest:
        gap = (highest - lowest) / (count - 1)
    order = sorted(range(count), key=lambda each: places[each])
    # Clusters of labels that touch, each with the mean of where its labels want to be.
    clusters: list[list[float]] = []
    for number in order:
        clusters.append([min(max(places[number], lowest), highest), 1])
        while len(clusters) > 1 and _end(clusters[-2], gap) + gap > _begin(clusters[-1], gap):
            middle, size = clusters.pop()
            before, others = clusters[-1]
            both = size + others
            centre = (before * others + middle * size) / both
            half = gap * (both - 1) / 2
            clusters[-1] = [min(max(centre, lowest + half), highest - half), both]
    moved = [0.0] * count
    placed = iter(order)
    for centre, size in clusters:
        for place in range(int(size)):
            moved[next(placed)] = centre + gap * (place - (size - 1) / 2)
    return moved


def _begin(cluster: list[float], gap: float) -> float:
    return cluster[0] - gap * (cluster[1] - 1) / 2


def _end(cluster: list[float], gap: float) -> float:
    return cluster[0] + gap * (cluster[1] - 1) / 2


def shorten(title: str, letters: int, taken: Collection[str] = ()) -> str:
    """A title cut to `letters` letters or little more, unlike those `taken`.

    Of several words the first stays, with the beginning of the second.
    """
    if len(title) <= letters:
        return title
    first, _, rest = title.partition(" ")
    room = max(1, letters - len(first) - 2)
    short = f"{first[: letters - 2]} {rest[:room]}." if rest else f"{title[: letters - 1]}."
    while short in taken and len(short) <= len(title):
        short = f"{title[: len(short)]}."
    return short


def clip(title: str, letters: int) -> str:
    """The first words of a title, as many as `letters` letters hold; an ellipsis where some are missing."""
    if len(title) <= letters:
        return title
    first = wrap(title, letters - 2)[0].rstrip(" ,;:")
    return f"{first} …"


def wrap(text: str, letters: int) -> list[str]:
    """Lines of at most `letters` letters, broken between words."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
