import pytest

from underheaven.report.render import svg
from underheaven.report.theme import EMPTY
from underheaven.report.tiles import Tile, local_name, tile_chart
from underheaven.society.loading import load_society


def tiles(value: float | None = 12.3) -> list[Tile]:
    regions = load_society("china-2019").regions.values()
    return [Tile(*region.tile, region.title, region.title_local, value) for region in regions]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("新疆维吾尔自治区", "新疆"), ("内蒙古自治区", "内蒙古"), ("北京市", "北京"), ("河北省", "河北"),
     (None, None), ("市", "市")],
)  # fmt: skip
def test_local_names_leave_out_the_kind_of_region(title: str | None, expected: str | None) -> None:
    assert local_name(title) == expected


def test_local_names_stand_only_where_they_can_be_read() -> None:
    assert "新疆" in svg(tile_chart(tiles(), "denied", chinese=True))
    assert "新疆" not in svg(tile_chart(tiles(), "denied", chinese=False))
    assert "新疆" not in svg(tile_chart(tiles(), "denied", chinese=True, narrow=True))


@pytest.mark.parametrize("narrow", [False, True])
def test_every_region_has_a_tile_of_its_own(narrow: bool) -> None:
    text = svg(tile_chart(tiles(), "denied", narrow=narrow))
    assert text.count(">12.3<") == 31
    assert len({(tile.row, tile.column) for tile in tiles()}) == 31


def test_a_region_without_a_value_says_so() -> None:
    assert svg(tile_chart([*tiles()[:3], Tile(0, 0, "Nowhere", None, None)], "denied")).count(">–<") == 1
    assert ">–<" in svg(tile_chart([Tile(0, 0, "Nowhere", None, None)], "denied"))


def test_a_region_without_a_value_is_grey() -> None:
    assert EMPTY in svg(tile_chart([*tiles()[:3], Tile(0, 0, "Nowhere", None, None)], "denied"))
    assert EMPTY not in svg(tile_chart(tiles()[:3], "denied"))
