from pathlib import Path

import pytest

from underheaven.report import fonts


@pytest.mark.parametrize(("name", "expected"), [("NotoSansCJK-Regular.ttc", True), ("DejaVuSans.ttf", False)])
def test_without_fc_list_folders_are_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: bool
) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / name).touch()
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path), str(tmp_path / "absent")))
    fonts.has_chinese_font.cache_clear()
    assert fonts.has_chinese_font() is expected
    fonts.has_chinese_font.cache_clear()


def test_an_fc_list_that_fails_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "fc-list"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    broken.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(broken))
    monkeypatch.setattr(fonts, "FOLDERS", ())
    fonts.has_chinese_font.cache_clear()
    assert fonts.has_chinese_font() is False
    fonts.has_chinese_font.cache_clear()
