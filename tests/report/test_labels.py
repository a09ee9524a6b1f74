import itertools

from hypothesis import given
from hypothesis import strategies as st

from underheaven.report.labels import clip, lanes, shorten, spread, text_width, wrap

PLACES = st.lists(st.floats(0, 300), max_size=12)


@given(st.lists(st.tuples(st.floats(0, 700), st.floats(1, 300)), max_size=15))
def test_labels_in_one_lane_never_meet(drawn: list[tuple[float, float]]) -> None:
    spans = [(left, left + width) for left, width in drawn]
    found = lanes(spans, gap=8)
    for (first, lane), (second, other) in itertools.combinations(zip(spans, found, strict=True), 2):
        if lane == other:
            left, right = sorted((first, second))
            assert left[1] + 8 <= right[0]


def test_labels_that_do_not_meet_share_the_first_lane() -> None:
    assert lanes([(100, 180), (0, 50), (300, 400)]) == [0, 0, 0]
    assert lanes([(0, 50), (20, 70), (78, 90)]) == [0, 1, 0]
    assert lanes([]) == []


@given(PLACES)
def test_spread_keeps_order_distance_and_bounds(places: list[float]) -> None:
    moved = spread(places, 15, 0, 300)
    assert len(moved) == len(places)
    order = sorted(range(len(places)), key=lambda each: places[each])
    placed = [moved[each] for each in order]
    assert placed == sorted(placed)
    room = min(15.0, 300 / max(1, len(places) - 1))
    assert all(after - before > room - 1e-6 for before, after in itertools.pairwise(placed))
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in moved)


@given(st.lists(st.integers(0, 9), max_size=10, unique=True))
def test_spread_leaves_alone_what_has_room(numbers: list[int]) -> None:
    places = [20.0 * number for number in numbers]
    assert spread(places, 15, 0, 200) == places


def test_titles_are_cut_so_that_they_differ() -> None:
    assert shorten("Jilin", 7) == "Jilin"
    assert shorten("Inner Mongolia", 7) == "Inner M."
    assert shorten("Heilongjiang", 7) == "Heilon."
    assert shorten("Guangdong", 4, ["Gua."]) == "Guan."


@given(st.text(alphabet="ab ", max_size=60), st.integers(3, 20))
def test_wrapping_loses_no_word(text: str, letters: int) -> None:
    lines = wrap(text, letters)
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= letters or " " not in line for line in lines)


def test_chinese_letters_are_square() -> None:
    assert text_width("新疆", 10) == 20 > text_width("ab", 10)


def test_a_title_is_clipped_between_words() -> None:
    assert clip("No plane", 30) == "No plane"
    assert clip("No firm to lead as its legal representative", 30) == "No firm to lead as its legal …"
    assert clip("On the list, without flights, fast trains", 31) == "On the list, without flights …"
