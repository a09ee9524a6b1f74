"""Safeguards weighed, as pictures and as a page: dots with intervals, and pairs as a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from underheaven.documents.words import quoted
from underheaven.measure.results import Value
from underheaven.report.dots import Panel, dots_chart, row
from underheaven.report.exports.stamp import Stamp
from underheaven.report.guarded import notes, ran, spoken
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.render import svg
from underheaven.report.scales import rows, wide
from underheaven.report.story import SYNTHETIC
from underheaven.report.styles import style_sheet
from underheaven.report.theme import BLUE, EMPTY, INK, ORANGE, PAPER
from underheaven.report.vega import Axis, Spec, field, looked_up, marks, pixel, view, words
from underheaven.report.words import capital
from underheaven.study.ablation import MEASURES, Ablation
from underheaven.study.harms import COSTS, HARMS
from underheaven.study.safeguards import SAFEGUARDS
from underheaven.study.seeds import Estimate

READING = (
    "Each panel is a harm; the last four panels are costs to what the policy says it is for. A dot is what a "
    "safeguard does if it is the only one. For a harm, right of 0 means less of the harm. For a cost, right "
    "of 0 means that the purpose is served worse. A line is the 95 % interval over seeds of the same people."
)
CELL, DOWN = 64, 24
"""Width and height of a square, in pixels."""
LETTERS = {"less": PAPER, "none": INK, "more": PAPER}


def pictures(found: Ablation, harm: str) -> list[Picture]:
    """Dots of every harm and cost; and, where pairs were run, their interactions in one harm."""
    made = [_dots(found)]
    if found.has_pairs:
        made.append(_matrix(found, harm))
    return made


def _dots(found: Ablation) -> Picture:
    panels = [
        Panel(capital(name), each.unit, [row("all together", "all", _value(found.together(name))), *(
            row(SAFEGUARDS[of].words.title, "group", _value(found.alone(name, of))) for of in found.safeguards
        )])
        for name, each in MEASURES.items()
    ]  # fmt: skip
    return Picture(
        "safeguards",
        f"What safeguards avoid and cost on {quoted(found.world.policy.policy)}",
        READING,
        ran(found),
        dots_chart(panels),
        dots_chart(panels, narrow=True),
    )


def _value(estimate: Estimate) -> Value:
    return Value(estimate.mean, estimate.low, estimate.high, estimate.missing)


def _matrix(found: Ablation, harm: str) -> Picture:
    names = found.safeguards
    cells = [
        (down, across, found.interaction(harm, one, other))
        for down, one in enumerate(names)
        for across, other in enumerate(names)
        if one != other
    ]
    strongest = sum(found.interaction(harm, a, b).apart for i, a in enumerate(names) for b in names[i + 1 :])
    many = len(names) * (len(names) - 1) // 2
    finding = (
        f"{strongest} of {many} pairs avoid more or less than the sum of each alone, by more than chance "
        f"({HARMS[harm].unit})."
    )
    chart = _squares(cells, [SAFEGUARDS[name].words.title for name in names])
    reading = (
        "Orange, below 0: both avoid the same harm, so that one after the other brings less. Blue, above 0: "
        "each helps the other. A dot stands where the interval holds 0."
    )
    return Picture("pairs", f"{capital(harm)}: what pairs do beyond the sum", reading, finding, chart, chart)


def _squares(cells: Sequence[tuple[int, int, Estimate]], names: list[str]) -> Spec:
    """A square for each pair, coloured by the sign of what is more than chance, with its number."""
    squares, texts = [], []
    for down, across, each in cells:
        if each.mean is None:
            continue
        sign = "none" if not each.apart else "less" if each.mean < 0 else "more"
        squares.append(
            {"left": across - 0.5, "right": across + 0.5, "top": down - 0.5, "foot": down + 0.5, "sign": sign}
        )
        text = f"{each.mean:.2g}".replace("-", "−") if each.apart else "·"
        texts += words(
            text,
            pixel(CELL * (across + 0.5)),
            pixel(DOWN * (down + 0.5)),
            align="center",
            fontSize=10,
            color=LETTERS[sign],
        )
    where = {"x": field("left"), "x2": field("right"), "y": field("top"), "y2": field("foot")}
    colour = looked_up("sign", {"less": ORANGE, "none": EMPTY, "more": BLUE})
    layers = (
        [marks(squares, "rect", {**where, "color": colour}, stroke=PAPER, strokeWidth=1)] if squares else []
    )
    count = len(names)
    heads = [wrap(name, 7) for name in names]
    x = Axis((-0.5, count - 0.5), "and this one", range(count), heads, grid=False)
    return view([*layers, *texts], CELL * count, DOWN * count, x, rows(names, "this safeguard", wide(names)))


def page(found: Ablation, harm: str, stamp: Stamp) -> str:
    """A page that needs nothing else: pictures, tables, what each safeguard is as a reform, corrections."""
    css = style_sheet()
    title = f"Safeguards weighed on {quoted(found.world.policy.policy)}"
    parts = [
        (
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" '
            'content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)}, on synthetic people</title><style>{css}</style></head><body>"
            f'<div class="banner" role="note"><p>{escape(SYNTHETIC)} Nothing here describes anybody.</p>'
            "</div>"
            f'<header><h1>{escape(title)}</h1><p class="under">{escape(ran(found))}</p></header>'
            "<main>"
        ),
        _corrections(found),
        *(f"<p>{escape(note.plain)}</p>" for note in notes(found)),
        *(_figure(each) for each in pictures(found, harm)),
        *(_table(found, name) for name in MEASURES),
        "<section><h2>Each as a reform of the policy</h2>",
        *(
            f"<details><summary>{escape(words.title)}: {escape(words.about)}</summary>"
            f"<p>It presumes: {escape(words.presumes)}.</p><pre>{escape(found.reform(name))}</pre>"
            "</details>"
            for name, words in ((name, SAFEGUARDS[name].words) for name in found.safeguards)
        ),
        (
            f"</section><section><h2>Make it again</h2>{stamp.html()}</section></main>"
            f"<footer><p>{escape(stamp.notice)}</p></footer></body></html>\n"
        ),
    ]
    return "\n".join(parts)


def _corrections(found: Ablation) -> str:
    """What scholarship corrects in what the policy describes, before anything else."""
    items = "".join(f"<li>{escape(each)}</li>" for each in found.world.policy.corrections)
    if not items:
        return ""
    head = "<h2>What scholarship corrects</h2>"
    return f'<aside class="corrections" aria-label="Before anything else">{head}<ol>{items}</ol></aside>'


def _figure(drawn: Picture) -> str:
    wide = svg(drawn.wide, drawn.label) if drawn.wide is not None else ""
    narrow = svg(drawn.narrow, drawn.label) if drawn.narrow is not None else ""
    return (
        f'<section><h2>{escape(drawn.title)}</h2><figure><div class="wide">{wide}</div>'
        f'<div class="narrow">{narrow}</div><figcaption><p class="finding">{escape(drawn.finding)}</p>'
        f'<p class="reading">{escape(drawn.reading)}</p></figcaption></figure></section>'
    )


def _table(found: Ablation, measure: str) -> str:
    """One harm or cost: alone, as the last, and in the policy as it is."""
    word = "cost" if measure in COSTS else "avoided"
    heads = ("Safeguard", f"{word} alone", f"{word} added last", f"{word} in the policy as it is")
    rows = "".join(
        f'<tr><th scope="row">{escape(SAFEGUARDS[name].words.title)}</th>'
        + "".join(f"<td>{escape(spoken(effect(measure, name)))}</td>"
                  for effect in (found.alone, found.last, found.here)) + "</tr>"
        for name in found.safeguards
    )  # fmt: skip
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    level = spoken(found.level(measure))
    caption = f"{capital(measure)}, {MEASURES[measure].unit}; without any safeguard {level}"
    return (
        f'<details><summary>{escape(capital(measure))}</summary><div class="scroll" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>"
        f"</div></details>"
    )
