"""Digits as long as the number of an identity card, a telephone or a bank card, however they are written.

In texts and names ten digits are too many, whatever stands between them, but for what a reader of
sources needs: days and years, figures grouped by thousands, ranges, and references (DOI, ISBN, the
address of a page). Of numbers, eleven digits before the point or eighteen in all are too many.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

TOO_MANY = 10
"""So many digits in a text are as long as the number of a telephone or an account."""
TOO_MANY_WHOLE, TOO_MANY_SIGNIFICANT = 11, 18
"""Of a number: digits before the point, and digits in all. Division on a computer yields 17 at most."""

# After compatibility forms were undone: blanks are all one blank, full-width signs are plain ones.
_BLANKS = re.compile(r"\s+")
_DASH = "-\u2010-\u2015\u2212"
_RUN = re.compile(rf"\d+(?:(?:\) ?| ?[{_DASH}] ?|[ _./·•*+|#~'’,])\d+)*")
# The same sign, whatever it is, between all of them. Lists in a sentence have figures between commas.
_JOINED = re.compile(r"(?<!\d)(?<!\d[.,])\d+((?![,;.:] ) ?[^\w\s]{1,3} ?)\d+(?:\1\d+)*")
_LISTED = re.compile(r"(?<!\d)(?<!\d[.,])\d+([,;.:] )\d+(?:\1\d+)+")
_WRITTEN_OUT = re.compile("[〇零○一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖]{10,}")
_IDENTITY = re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)")
"""A number of social security in the United States has nine digits, but nothing else is grouped so."""

_DAY = r"(?:1[5-9]|2[01])\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])"
_FIGURE = (
    rf"(?:{_DAY}|(?:1[5-9]|2[01])\d\d|\d{{1,3}}(?:[,'’]\d{{3}}){{1,2}}|[1-9](?:[,'’]\d{{3}}){{3}}"
    r"|\d{1,3}\.\d{1,6}|0\.\d{1,12})"
)
_FIGURES = re.compile(rf"{_FIGURE}(?:(?: ?[{_DASH}] ?| |/){_FIGURE})*")
_GROUPED_BY_BLANKS = re.compile(r"\d{1,3}(?: \d{3}){1,2}|[1-9](?: \d{3}){3}")
_DAY_AT_AN_END = re.compile(rf"^{_DAY}(?= )|(?<= ){_DAY}$")
_RANGE = re.compile(rf"([1-9]\d*) ?[{_DASH}] ?([1-9]\d*)")

_REFERENCE = re.compile(
    r"(?P<doi>\b10\.\d{4,9}/[^\s\"<>]+)"
    r"|(?P<address>\b(?:https?://|www\.)[^\s\"<>]+)"
    r"|(?P<isbn>\bISBN(?:-1[03])?:? ?(?:\d[ -]?){9,12}[\dX])",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{0,6}")


def long_number(text: str) -> int:
    """How many digits the first number in `text` has that is too long for one; 0 where none is."""
    return _first_long(_plainly(text))[0]


def references(text: str) -> int:
    """How many of the references in `text` hold a number that would be too long elsewhere."""
    return _first_long(_plainly(text))[1]


def long_numeral(number: int | Decimal) -> int:
    """How many digits a number has if they are too many; else 0. What an exponent adds is not counted."""
    _, digits, exponent = Decimal(number).as_tuple()
    whole = len(digits) + min(int(exponent), 0)
    return len(digits) if whole >= TOO_MANY_WHOLE or len(digits) >= TOO_MANY_SIGNIFICANT else 0


def _plainly(text: str) -> str:
    """`text` with plain digits for all scripts, and one blank for any blanks that follow one another."""
    if text.isascii():
        return _BLANKS.sub(" ", text)
    plain = unicodedata.normalize("NFKC", text)
    return _BLANKS.sub(" ", "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain))


def _first_long(text: str) -> tuple[int, int]:
    """The digits of the first number that is too long (0: none), and how many references hold one."""
    if sum(c.isdigit() for c in text) < 9 and not _WRITTEN_OUT.search(text):
        return 0, 0
    held = 0
    rest, last = [], 0
    for match in _REFERENCE.finditer(text):
        kind = str(match.lastgroup)
        if kind == "isbn" and not _is_isbn(match[0]):
            continue
        runs = [len(run) for run in re.findall(r"\d+", match[0]) if not _may_refer(kind, run)]
        if runs:
            return max(runs), held
        held += any(_counted(run[0]) for run in _RUN.finditer(match[0]))
        rest.append(text[last : match.start()])
        last = match.end()
    plain = "\n".join([*rest, text[last:]])
    if written := _WRITTEN_OUT.search(plain):
        return len(written[0]), held
    if _IDENTITY.search(plain):
        return 9, held
    pieces = [run[0] for pattern in (_RUN, _JOINED) for run in pattern.finditer(plain)]
    # No figure begins with a nought: such a list is one number in pieces.
    pieces += [run[0] for run in _LISTED.finditer(plain) if re.search(r"\b0\d", run[0])]
    return next((many for run in pieces if (many := _counted(run))), 0), held


def _counted(run: str) -> int:
    """The digits of a run, if they are too many and are no days, years, figures or a range; else 0."""
    many = sum(c.isdigit() for c in _DAY_AT_AN_END.sub("", run))
    if many < TOO_MANY or _GROUPED_BY_BLANKS.fullmatch(run) or _FIGURES.fullmatch(run):
        return 0
    if (ends := _RANGE.fullmatch(run)) and len(ends[2]) <= 8:
        low, high = ends[1], ends[2]
        if len(high) - len(low) in (0, 1) and int(low) < int(high):
            return 0
    return many


def _may_refer(kind: str, run: str) -> bool:
    """Whether an unbroken run of digits is one that such references are made of."""
    if kind == "isbn" or len(run) < TOO_MANY:
        return True
    if kind == "doi":  # journals number articles with 10 digits or, after their ISSN, with 16
        return len(run) == TOO_MANY or (len(run) == 16 and run[0] in "01289")
    return len(run) == TOO_MANY or _MOMENT.fullmatch(run) is not None


def _is_isbn(text: str) -> bool:
    """Whether the check digit of an ISBN fits."""
    digits = re.sub(r"[^\dX]", "", re.sub(r"(?i)^isbn(?:-1[03])?:?", "", text).upper())
    if len(digits) == 10 and "X" not in digits[:9]:
        values = [10 if c == "X" else int(c) for c in digits]
        return sum((10 - i) * value for i, value in enumerate(values)) % 11 == 0
    if len(digits) == 13 and digits.isdigit() and digits[:3] in ("978", "979"):
        return sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(digits)) % 10 == 0
    return False
