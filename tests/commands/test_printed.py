"""Every command that is printed works where the reader is: with odd folders, files by path, quoted."""

from __future__ import annotations

import html
import itertools
import re
import shlex
from pathlib import Path

import pytest

from tests.commands.asking import SMALL, ask
from underheaven.policy.loading import policy_path

WRITTEN = ("--out", "--html", "--png", "--svg", "--csv", "--brief")
SLOW = ("run", "compare", "ablate", "seek", "sweep", "sensitivity", "calibrate")
"""Commands that live a world: of these it is looked at whether what they name is there."""
POLICY, RUN = "my rules/it's mine.yaml", "out of here/it's a run"


def commands_in(text: str) -> set[str]:
    """Whatever in a text begins with the program's name, up to the end of its line."""
    lines = html.unescape(re.sub(r"</?(?:code|pre|td|tr|p|li|dd|dt|span)[^>]*>", "\n", text)).splitlines()
    found = (re.search(r"\bunderheaven ((?:[a-z]+) .*)", line) for line in lines)
    return {each.group(1).strip().rstrip(".") for each in found if each and _is_command(each.group(1))}


def _is_command(text: str) -> bool:
    return text.split()[0] in ("life", "lives", "audit", "brief", "export", "show", *SLOW)


def test_printed_commands_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "where I'm"
    (place / "my rules").mkdir(parents=True)
    monkeypatch.chdir(place)
    text = policy_path("article-2019").read_text(encoding="utf-8")
    Path(POLICY).write_text(text.replace("policy: article-2019", "policy: mine", 1), encoding="utf-8")
    said = [
        ask(
            "run",
            POLICY,
            "--society",
            "riverton",
            *SMALL,
            "--out",
            RUN,
            "--html",
            "r.html",
            "--brief",
            "b.md",
        ),
        ask("life", RUN, "3"),
        ask("lives", RUN, "--where", "most wrong records", "--limit", "2"),
        ask("export", RUN),
        ask("audit", RUN, "--html", "a.html"),
        ask("brief", RUN, "--out", "two.md"),
    ]
    assert [each.status for each in said] == [0] * len(said)
    texts = [each.out for each in said]
    texts += [Path(name).read_text(encoding="utf-8") for name in ("r.html", "b.md", "two.md")]
    found = sorted(set().union(*map(commands_in, texts)))
    assert len(found) > 10
    assert {"life", "lives", "audit", "brief", "export", "show", "run", "compare"} <= {
        each.split()[0] for each in found
    }
    for line in found:
        words = re.sub(r" and with .*| \(.*", "", line)
        words = words.replace("PICTURE", "scores").replace("NAME", "scores").replace("FILE", "scores.png")
        try:
            _works(shlex.split(words))
        except ValueError as error:
            raise AssertionError(f"it cannot be pasted: {line}") from error


def _works(words: list[str]) -> None:
    if words[0] in SLOW or "--twin" in words:
        for before, word in itertools.pairwise(words):
            named = "/" in word or word.endswith(".yaml")
            if named and before not in WRITTEN:
                assert Path(word).exists(), words
        return
    if "--table" in words:
        words = [word.replace("scores", "measures").replace(".png", ".csv") for word in words]
    answer = ask(*words, *(["--replace"] if words[0] in ("export", "brief") and "--out" in words else []))
    assert answer.status == 0, (words, answer.err)
