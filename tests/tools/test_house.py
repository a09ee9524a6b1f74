"""The picture of the house is drawn from its imports, and mechanisms are rooms in it."""

import re
import xml.etree.ElementTree as ET

from tools.house import DRAWN, PLACES, RANK, imports, mechanism_of, picture, room_of
from underheaven.mechanisms.declared import MECHANISMS

SVG = "{http://www.w3.org/2000/svg}"


def test_every_room_and_every_mechanism_is_drawn() -> None:
    drawn = [text.text for text in ET.fromstring(picture()).iter(f"{SVG}text")]
    assert set(PLACES) <= set(drawn)
    assert {each.title for each in MECHANISMS.values()} <= set(drawn)


def test_lines_go_down_and_stand_for_imports() -> None:
    known = {(room_of(one), room_of(other)) for one, other in imports()}
    at = {(f"{x:g}", f"{y:g}"): room for room, (x, y) in PLACES.items()}
    lines = re.findall(
        r'<path d="M([\d.]+),([\d.]+)C[\d., ]+? ([\d.]+),([\d.]+)" [^>]*stroke="#737b85"', picture()
    )
    assert len(lines) >= len(PLACES) - 2
    for x, y, to, end in lines:
        one, other = at[x, f"{float(y) - 13:g}"], at[to, f"{float(end) + 13:g}"]
        assert (one, other) in known
        assert RANK[one] > RANK[other]


def test_each_part_of_a_mechanism_is_on_a_floor_that_is_drawn() -> None:
    for one, _ in imports():
        if mechanism_of(one):
            assert RANK[room_of(one)] in DRAWN, one
