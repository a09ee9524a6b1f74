"""Texts that an editor may be given: shipped, broken, mutated by a fixed seed, and hostile ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.tools_of_site import ROOT
from underheaven.observatory.editing.checking import MOST_BYTES
from underheaven.observatory.editing.packed import packed
from underheaven.policy.loading import policy_names, policy_path

Asked = dict[str, Any]
SMALL = ("none", "rights-respecting", "defaulter-list-2017", "suining-2010")
MUTATIONS = 110
SEED = 20_261_130
REFORMS = (
    "reform_of: article-2019\nsecrecy: 0\n",
    "reform_of: article-2019\npolicy: mine\ntitle: <script>alert(1)</script>\nassociation: null\n",
    "reform_of: none\nsafeguards: {essential_services: true}\n",
    "reform_of: suining-2010\nscore: {recovery: 20}\n",
    "reform_of: article-2019\nrules:\n  jaywalking: {points: -7}\n  no_such_rule: null\n",
    "reform_of: nobody\nsecrecy: 0\n",
    "reform_of: ../../etc/passwd\nsecrecy: 0\n",
)
HOSTILE = (
    "", "\n", "#\n", "policy", "[]", "{}", "- 1\n- 2\n", "policy: !!python/object/apply:os.system [ls]\n",
    "%YAML 1.1\n---\npolicy: x\n", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "policy: x\n<<: {title: y}\n", "policy: \"\\UFFFFFFFF\"\n", "policy: x\x00y\n", "policy: \u202emirror\n",
    "policy: x\ntitle: \"unclosed\n", "policy: [1, 2\n", "policy: x: y\n", "\tpolicy: x\n",
    "policy: *nobody\n",
    "policy: x\npolicy: y\n", "? [a, b]\n: c\n", "policy: @x\n", "title: 'it''s\n...\n---\nmore\n",
    "name,birth,phone\nA,1980-01-01,1\nB,1981-01-01,2\nC,1982-01-01,3\nD,1983-01-01,4\n",
    "policy: x\nabout: call 13800138000\n", "policy: x\nsecrecy: 1e999\n", "policy: x\nsecrecy: .nan\n",
    "policy: x\nsecrecy: 2019-02-30\n", "policy: x\nsecrecy: {dated: {2019-13-01: 1}}\n",
    "policy: x\nsecrecy: {dated: {0000-01-01: 1}}\n", "policy: x\r\nsecrecy: 1\r\n",
    "policy: x\u2028secrecy: 1\n",
    "policy: 😀\n", "society: riverton\n", "society_of: riverton\n", "[" * 60, "policy: x\n" + "a: {" * 50,
    "policy: x # " + "é" * MOST_BYTES, "x" * (MOST_BYTES + 1), "PK\x03\x04rest",
)  # fmt: skip
WORDS = (
    "", "zzzz", "AAAA", "not/base64", "A" * 1_801, "é", packed("reform_of: article-2019\nsecrecy: 0\n") or "",
    packed("reform_of: suining-2010\npolicy: other\nscore: {recovery: 30}\n") or "",
    packed("x" * 70_000) or "",
    packed("policy: not a reform\n") or "",
)  # fmt: skip


def fixtures() -> list[Path]:
    """The broken files by which other tests hold what is said of them."""
    folders = (ROOT / "tests" / room / "fixtures" for room in ("policy", "commands", "documents"))
    return sorted(path for folder in folders for path in folder.rglob("*.yaml"))


def texts() -> Iterator[tuple[str, str]]:
    """Each text, and the shipped policy that it is compared with."""
    for name in policy_names():
        yield policy_path(name).read_text(encoding="utf-8"), name
    for path in fixtures():
        yield path.read_bytes().decode("utf-8", "replace"), "article-2019"
    yield from ((text, "none") for text in (*REFORMS, *HOSTILE))
    dice = random.Random(SEED)
    for _ in range(MUTATIONS):
        name = dice.choice(SMALL)
        yield mutated(policy_path(name).read_text(encoding="utf-8"), dice), name


def mutated(text: str, dice: random.Random) -> str:
    """The text with one to three things put wrong, or only otherwise."""
    lines = text.split("\n")
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(lines))
        line, word = (
            lines[place],
            dice.choice(("null", "1", "-3.5", "yes", "{}", "2019-02-29", "'x", "*x", "~")),
        )
        at = dice.randrange(len(line) + 1)
        lines[place] = dice.choice((
            line[:at] + line[at + 1 :], line[:at] + dice.choice("x:-#'{[,& 7é") + line[at:], f" {line}",
            line[1:], f"{line.partition(':')[0]}: {word}", dice.choice(lines), "",
            line.replace("value:", "valeu:"),
        ))  # fmt: skip
    return "\n".join(lines)


def asked() -> list[Asked]:
    """Every question: of each text a check, of each word what it opens, and some undoings."""
    checks = [{"do": "check", "text": text, "base": base, "society": "riverton"} for text, base in texts()]
    china = [{**check, "society": "china-2019"} for check in checks[:2]]
    opens = [{"do": "open", "word": word} for word in WORDS]
    undone = {"do": "undo", "text": REFORMS[0] + "title: Another\n", "base": "none"}
    undos = [{**undone, "path": path} for path in (["secrecy"], ["title"], ["no", "entry"], [], [1])]
    return [*checks, *china, *opens, *undos, {"do": "run"}, {"do": "check"}]
