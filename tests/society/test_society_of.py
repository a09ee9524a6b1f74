"""Societies that are a difference to another one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from underheaven.documents.problems import InputError
from underheaven.society.loading import load_society, read_society, society_names


def written(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_society(path)
    return [str(problem).replace(str(path), "FILE") for problem in caught.value.problems]


@pytest.mark.parametrize("name", society_names())
def test_a_difference_of_nothing_is_the_society_exactly(tmp_path: Path, name: str) -> None:
    mine = read_society(written(tmp_path, f"society_of: {name}\n"))
    assert mine == load_society(name)
    assert mine.model_dump_json() == load_society(name).model_dump_json()


def test_groups_merge_numbers_and_tables_replace_and_null_removes(tmp_path: Path) -> None:
    mine = read_society(
        written(
            tmp_path,
            "society_of: riverton\nsociety: mine\nhospital: null\nincome: {q1: 9000}\n"
            "regions:\n  oldtown: {groups: {weir: 0.5, fen: 0.3, holm: 0.2}}\n"
            "acts:\n  jaywalking: {rate_by: {age: {18-29: 2}}}\n  petition: null\n",
        )
    )
    base = load_society("riverton")
    assert (mine.society, mine.title, mine.hospital) == ("mine", base.title, None)
    assert mine.income["q1"].value == 9000
    assert mine.income["q1"].assumed is None
    assert mine.income["q2"] == base.income["q2"]
    assert mine.regions["oldtown"].groups.values["holm"] == Decimal("0.2")
    assert mine.regions["oldtown"].groups.assumed is None
    assert mine.regions["oldtown"].urban == base.regions["oldtown"].urban
    assert mine.regions["harbour"] == base.regions["harbour"]
    assert "petition" not in mine.acts
    rates, theirs = mine.acts["jaywalking"].rate_by["age"], base.acts["jaywalking"].rate_by["age"]
    assert rates["18-29"].value == 2
    assert {band: rates[band] for band in rates if band != "18-29"} == {
        band: theirs[band] for band in theirs if band != "18-29"
    }


def test_a_chain_is_one_society_and_other_ages_are_means_over_years(tmp_path: Path) -> None:
    bands = "{a: {first: 0, last: 2}, b: {first: 3, last: 17}, c: {first: 18, last: 44}, d: {first: 45}}"
    ages = (
        "{a/male: 0.02, a/female: 0.02, b/male: 0.08, b/female: 0.08, c/male: 0.2, c/female: 0.2, "
        "d/male: 0.2, d/female: 0.2}"
    )
    regions = "".join(f"  {name}: {{age_sex: {ages}}}\n" for name in load_society("riverton").regions)
    written(tmp_path, f"society_of: riverton\nage_bands: {bands}\nregions:\n{regions}", "ages.yaml")
    mine = read_society(written(tmp_path, "society_of: ages.yaml\nsociety: mine\nfirms: null\n"))
    assert list(mine.age_bands) == ["a", "b", "c", "d"]
    assert mine.firms is None
    assert mine.behaviour.employed_ages == ("c",)
    assert mine.renewal is not None
    # 12 years at 0.06 and 15 at 0.04.
    assert mine.renewal.per_year["c"].value == Decimal("0.048889")
    assert mine.associations[1].weights["c"]["critical"] == Decimal("1.333333")


def test_a_circle_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    one = written(tmp_path, "society_of: two.yaml\n", "one.yaml")
    written(tmp_path, "society_of: one.yaml\n", "two.yaml")
    assert "a difference to itself" in refused(one)[0]
    (said,) = refused(written(tmp_path, "society_of: rivertown\n"))
    assert said.startswith("FILE:1:13: society_of: there is no society 'rivertown'")
    assert "did you mean riverton?" in said.lower()
    (said,) = refused(written(tmp_path, "society_of: [riverton]\n"))
    assert "names no society" in said


def test_what_does_not_fit_of_the_base_is_told_once_for_each_key_in_the_own_file(tmp_path: Path) -> None:
    said = refused(written(tmp_path, "society_of: riverton\ngroups: [red, blue]\n"))
    assert len(said) == 3
    for key, problem in zip(("regions", "associations", "matching"), said, strict=True):
        assert problem.startswith(f"FILE:1:1: {key}: what the society 'riverton' has here does not fit")
    (said,) = [refused(written(tmp_path, "society_of: riverton\nopinions: [mild, wild]\n"))]
    assert any("FILE:2:1: opinions: 'riverton' has no factors" in problem for problem in said)
    assert len(said) <= 4


def test_null_for_what_is_not_there_and_unknown_keys_are_refused_in_their_place(tmp_path: Path) -> None:
    (said,) = refused(written(tmp_path, "society_of: riverton\nacts:\n  petitions: null\n"))
    assert said.startswith("FILE:3:3: acts.petitions: there is no petitions to remove")
    assert "did you mean petition?" in said.lower()
    (said,) = refused(written(tmp_path, "society_of: riverton\nacts:\n  petition: {per_yaer: 1}\n"))
    assert said.startswith("FILE:3:14: acts.petition.per_yaer: unknown key 'per_yaer'")


def test_only_files_in_the_folder_or_below_are_read_and_none_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "in").mkdir()
    written(tmp_path, "society_of: riverton\nsociety: up\n", "up.yaml")
    written(tmp_path / "in", "society_of: riverton\nsociety: beside\n", "beside.yaml")
    (tmp_path / "in" / "out.yaml").symlink_to(tmp_path / "up.yaml")
    written(tmp_path / "in", "secret: 12345\nother: 1\n", "secret.yaml")
    for name in ("../up.yaml", str(tmp_path / "up.yaml"), "out.yaml", "/etc/passwd", "secret.yaml"):
        (said,) = refused(written(tmp_path / "in", f"society_of: {name}\n"))
        assert said.startswith("FILE:1:13: society_of: ")
        assert "12345" not in said
        assert "root:x" not in said
    assert read_society(written(tmp_path / "in", "society_of: beside.yaml\n")).society == "beside"
