"""Laws of every picture: what it says of itself, what it rests on, and that Vega draws the same."""

import itertools
import json
import math
import re
from collections import Counter

import numpy as np
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from tests.report.drawn import uprights, words
from tests.report.specified import Spec, colours, rows, validate, views
from underheaven.report import audit_pictures
from underheaven.report.charts import pictures
from underheaven.report.drawing.layout import drawn
from underheaven.report.few import FEWEST, kept, told
from underheaven.report.picture import Picture
from underheaven.report.render import sheet, specification, svg
from underheaven.report.results import Results
from underheaven.report.styles import style_sheet
from underheaven.report.theme import (
    CATEGORIES,
    DARK,
    DENSITY,
    EMPTY,
    GREY,
    GRID,
    HARM,
    INK,
    PALE_BLUE,
    PAPER,
    QUIET,
    themed,
)
from underheaven.report.tiles import INKS

TEXTS = (INK, QUIET)
LEAST_TYPE = 7.5
POSITIONS = ("x", "y", "x2", "y2")


def _specs(*every: list[Picture]) -> dict[str, Spec]:
    return {
        f"{number}-{picture.name}-{way}": specification(chart)
        for number, of in enumerate(every)
        for picture in of
        for way, chart in (("wide", picture.wide), ("narrow", picture.narrow))
        if chart is not None
    }


def _tiles(results: Results) -> set[tuple[int, int]]:
    return {region.tile for region in results.world.society.regions.values()}


@pytest.fixture(scope="module")
def specs(results: Results, whole: Results, bare: Results) -> dict[str, Spec]:
    # The regions of one of these worlds lie on one tile.
    every = [
        [picture for picture in pictures(each) if picture.name != "tiles" or len(_tiles(each)) > 1]
        + audit_pictures.pictures(each.audit)
        for each in (results, whole, bare)
    ]
    return _specs(*every)


def test_every_specification_is_vega_lite(specs: dict[str, Spec]) -> None:
    assert len(specs) > 60
    for spec in specs.values():
        validate(spec)


def test_the_schema_refuses_what_is_not(specs: dict[str, Spec]) -> None:
    spec = json.loads(json.dumps(next(iter(specs.values()))))
    next(views(spec))["layer"][0]["mark"]["type"] = "smear"
    with pytest.raises(AssertionError):
        validate(spec)


def test_every_axis_has_a_title_and_a_label_for_each_value(specs: dict[str, Spec]) -> None:
    for name, spec in specs.items():
        for view in views(spec):
            for layer in view["layer"]:
                for channel in ("x", "y"):
                    place = layer["encoding"].get(channel, {"value": 0})
                    if "value" in place or place["axis"] is None:
                        continue
                    axis = place["axis"]
                    assert axis["title"], (name, channel)
                    labels = json.loads(axis["labelExpr"].removesuffix("[+datum.value]"))
                    assert len(labels) == len(axis["values"]), (name, axis)
                    low, high = sorted(place["scale"]["domain"])
                    assert all(low <= value <= high for value in axis["values"]), (name, axis)


def test_views_beside_each_other_have_names(specs: dict[str, Spec]) -> None:
    def beside(part: Spec) -> None:
        of = part.get("concat", ())
        if part.get("columns", 1) > 1:
            for each in of:
                assert any(any(view.get("title", {}).get("text", ())) for view in views(each)), each
        for each in of:
            beside(each)

    for spec in specs.values():
        beside(spec)


def test_nothing_missing_is_drawn_and_nothing_lies_off_its_scale(specs: dict[str, Spec]) -> None:
    for name, spec in specs.items():
        for view in views(spec):
            for layer in view["layer"]:
                for channel, place in layer["encoding"].items():
                    if "field" not in place:
                        continue
                    values = [row[place["field"]] for row in rows(layer, spec)]
                    assert None not in values, (name, channel)
                    if channel in POSITIONS:
                        low, high = sorted(layer["encoding"][channel[0]]["scale"]["domain"])
                        room = 1e-4 * (high - low)
                        assert all(math.isfinite(value) for value in values), (name, channel)
                        assert all(low - room <= value <= high + room for value in values), (name, channel)


def test_every_scale_of_colours_covers_its_values(specs: dict[str, Spec]) -> None:
    for spec in specs.values():
        for view in views(spec):
            for layer in view["layer"]:
                colour = layer["encoding"].get("color")
                if colour is None:
                    assert layer["mark"]["color"]
                elif colour["scale"].get("type") == "threshold":
                    assert len(colour["scale"]["range"]) == len(colour["scale"]["domain"]) + 1
                else:
                    assert {row[colour["field"]] for row in rows(layer, spec)} <= set(
                        colour["scale"]["domain"]
                    )


def _texts(svg: str) -> Counter[str]:
    return Counter(re.sub(r"[\s\N{NO-BREAK SPACE}]+", " ", word.text).strip() for word in words(svg))


def test_vega_draws_the_same_words_at_the_same_places(specs: dict[str, Spec]) -> None:
    """The other drawer measures letters of the fonts that it finds, and hangs the lines of a label from the
    first: places may lie some pixels apart."""
    for name, spec in specs.items():
        ours, vegas = sheet(spec), vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        assert _texts(ours) == _texts(vegas), name
        for (text, x, y), (other, right, down) in zip(_places(ours), _places(vegas), strict=True):
            assert text == other
            assert abs(x - right) <= 30, (name, text, x, right)
            assert abs(y - down) <= 21, (name, text, y, down)


def _places(svg: str) -> list[tuple[str, float, float]]:
    return sorted((" ".join(word.text.split()), word.x, word.y) for word in words(svg))


def test_no_words_lie_on_words(specs: dict[str, Spec]) -> None:
    for name, spec in specs.items():
        for one, other in itertools.combinations(dict.fromkeys(words(sheet(spec))), 2):
            assert not one.meets(other), (name, one, other)


def test_no_line_of_an_event_goes_through_words(specs: dict[str, Spec]) -> None:
    for name, spec in specs.items():
        picture = sheet(spec)
        for x, top, foot in uprights(picture, "2,2"):
            for word in words(picture):
                inside = word.left + 2 < x < word.right - 2 and top < word.bottom - 1 and foot > word.top + 1
                assert not inside, (name, word)


def test_letters_can_be_read(specs: dict[str, Spec]) -> None:
    for spec in specs.values():
        sizes = [float(each) for each in re.findall(r'font-size="([\d.]+)"', sheet(spec))]
        assert min(sizes) >= LEAST_TYPE


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_colour_has_one_meaning_in_a_picture(specs: dict[str, Spec]) -> None:
    """What areas say no point says otherwise: grey and ink alone stand for nothing."""
    for name, spec in specs.items():
        assert not (colours(spec, "rect") & colours(spec, "point")) - {INK, GREY}, name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_stand_out_from_the_paper(theme: str, specs: dict[str, Spec]) -> None:
    """WCAG 2.2: 4.5 to 1 for words (1.4.3), 3 to 1 for marks that are needed to read a picture (1.4.11)."""
    turned = dict(zip(DARK, DARK, strict=True)) if theme == "light" else DARK
    paper = turned[PAPER]
    for spec in specs.values():
        for view in views(spec):
            for layer in view["layer"]:
                mark = layer["mark"]
                if "color" not in mark or mark["color"] == PAPER:
                    continue
                if mark["type"] == "text" and mark["color"] in TEXTS:
                    assert contrast(turned[mark["color"]], paper) >= 4.5
                if mark["type"] in ("line", "point", "rule") and mark.get("strokeWidth", 1) > 1:
                    assert contrast(turned[mark["color"]], paper) >= 3, mark
    for colour in CATEGORIES:
        assert contrast(turned[colour], paper) >= 3
    for fill, ink in zip(HARM, INKS, strict=True):
        assert contrast(turned[fill], turned[ink]) >= 4.5
    assert contrast(turned[EMPTY], turned[QUIET]) >= 4.5


@pytest.mark.parametrize("steps", [DENSITY, HARM])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_more_is_darker_on_light_paper_and_lighter_on_dark(steps: tuple[str, ...], theme: str) -> None:
    """So that steps are told apart in grey, and by whoever sees no hue."""
    lights = [_luminance(step if theme == "light" else DARK[step]) for step in steps]
    assert lights == sorted(lights, reverse=theme == "light")


def test_every_colour_has_its_counterpart_on_dark_paper(specs: dict[str, Spec]) -> None:
    sheet_of_page = style_sheet()
    for spec in specs.values():
        colours = set(re.findall(r"#[0-9a-f]{6}\b", sheet(spec)))
        assert colours <= DARK.keys(), colours - DARK.keys()
        assert not colours & set(re.findall(r"#[0-9a-f]{6}\b", sheet(themed(spec, "dark"))))
        for colour in colours:
            assert f'[fill="{colour}"] {{ fill: {DARK[colour]}; }}' in sheet_of_page
    assert len({*DARK.values()}) == len(DARK)
    assert {GRID, PALE_BLUE} <= DARK.keys()


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 2 * FEWEST), st.booleans()), min_size=1, max_size=30)
)
def test_points_of_few_are_left_out_or_the_line_says_so(points: list[tuple[float, int, bool]]) -> None:
    values = np.array([value if there else np.nan for value, _, there in points])
    bases = np.array([base for _, base, _ in points])
    found = kept({"a": values}, {"a": bases})
    shown = ~np.isnan(found.fields["a"])
    known = ~np.isnan(values)
    enough = known & (bases >= FEWEST)
    assert (found.fields["a"][shown] == values[shown]).all()
    if enough.any():
        assert (shown == enough).all()
        assert found.out == (known & ~enough).sum()
        assert not found.thin
    else:
        assert (shown == known).all()
        assert found.thin == known.any()
    assert bool(told([found], "adults")) == bool((known & (bases < FEWEST)).any())


def test_a_run_of_few_says_that_its_pictures_are_of_few(results: Results, whole: Results) -> None:
    for each in (results, whole):
        few = bool((each.timeline.in_scheme < FEWEST).any())
        for picture in pictures(each):
            if few and picture.name in ("sanctions", "rewards", "spells", "watch", "redress"):
                assert f"fewer than {FEWEST}" in picture.reading, picture.name


def test_what_is_drawn_on_a_page_has_no_address_and_no_id(results: Results) -> None:
    for picture in pictures(results):
        if picture.wide is not None:
            text = svg(picture.wide, 'a "label"')
            assert "http" not in text
            assert " id=" not in text
            assert 'aria-label="a &quot;label&quot;"' in text


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="is not drawn here"):
        drawn({"hconcat": [], "datasets": {}}, {})
