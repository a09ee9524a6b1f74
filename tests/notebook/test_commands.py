"""Everything that the command line does can be done from Python, with the same numbers and the same words."""

import http.client
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import typer

import underheaven as uh
from tests.commands.asking import ask
from tests.study.calibrating.asked import RATE, written
from tools.measure_observe import ask as ask_for
from tools.measure_observe import watched
from underheaven.cli import app
from underheaven.policy.loading import load_policy
from underheaven.verify import cases

pytestmark = pytest.mark.filterwarnings("ignore::underheaven.NoEffectWarning")
"""Runs are short here, and what a shipped policy reports of another year is forgotten when they begin."""

SMALL: dict[str, Any] = {"citizens": 600, "start": "2020-01-01", "end": "2020-12-31"}
OPTIONS = ("--citizens", "600", "--from", "2020-01-01", "--to", "2020-12-31")
TINY = ("--citizens", "300", "--from", "2020-01-01", "--to", "2020-06-30", "--seeds", "2", "--threads", "1")
STUDIED: dict[str, Any] = {
    "citizens": 300,
    "start": "2020-01-01",
    "end": "2020-06-30",
    "seeds": 2,
    "threads": 1,
}
TIMES = {"seconds", "files", "started", "ended", "citizen_weeks_per_second", "peak_rss_bytes"}


def said(*words: str | Path) -> Any:
    """What a command prints as JSON, without times."""
    answer = ask(*words, "--json")
    assert answer.status == 0, answer.err
    return plain(json.loads(answer.out))


def plain(data: Any) -> Any:
    return {key: value for key, value in json.loads(json.dumps(data)).items() if key not in TIMES}


def test_run(year: uh.Run, tmp_path: Path) -> None:
    printed = said("run", "article-2019", *OPTIONS, "--out", tmp_path / "run", "--threads", "1")
    assert printed["digest"] == year.digest
    assert printed["measures"] == plain(year.to_dict()["measures"])
    assert printed["world"] == uh.World("article-2019", **SMALL).hash


def test_audit(year: uh.Run) -> None:
    assert plain(year.audit().to_dict()) == said("audit", year.path)
    narrow = year.audit(2020, by=["group", "group,place"], deeds=3)
    printed = said(
        "audit", year.path, "--by", "group", "--by", "group,place", "--deeds", "3", "--year", "2020"
    )
    assert plain(narrow.to_dict()) == printed
    assert plain(uh.audit(year, by=["group"]).to_dict()) == said("audit", year.path, "--by", "group")


def test_audit_of_seeds(year: uh.Run, tmp_path: Path) -> None:
    other = uh.World("article-2019", seed=2, **SMALL).run(tmp_path / "two", threads=1)
    assert plain(uh.audit(year, other.path).to_dict()) == said("audit", year.path, other.path)


def test_lives(year: uh.Run) -> None:
    printed = said("lives", year.path, "--where", "most denied", "--limit", "7")
    names = ("rank_least", "rank_most", "percentile_least", "percentile_most")
    wanted = [
        {key: value for key, value in each.items() if key not in ("command", "rank")}
        | {name: each["rank"]["nation"][name] for name in names}
        for each in printed["citizens"]
    ]
    assert year.lives("most denied", limit=7).to_pylist() == wanted
    again = said("lives", year.path, "--where", "most denied", "--limit", "7", "--communities", "2")
    numbers = [each["citizen"] for each in again["citizens"]]
    assert year.lives("most denied", 7, communities=2)["citizen"] == numbers


def test_life(year: uh.Run) -> None:
    citizen = year.lives("most denied", limit=1)["citizen"][0]
    printed, life = said("life", year.path, str(citizen)), plain(year.life(citizen).to_dict())
    assert {key: printed[key] for key in life} == life


def test_life_of_a_twin(year: uh.Run, tmp_path: Path) -> None:
    twin = uh.under(year, "none", tmp_path / "twin", threads=1)
    one, other = year.life(5), twin.life(5)
    printed = said("life", year.path, "5", "--twin", tmp_path / "twin")
    parting = one.parts(other)
    assert (parting and parting.step) == (printed["divergence"] and printed["divergence"]["step"])
    assert printed["totals"] == [plain(one.totals), plain(other.totals)]


def test_export(year: uh.Run, tmp_path: Path) -> None:
    printed = said("export", year.path)
    assert printed["pictures"] == year.pictures
    assert printed["tables"] == list(year.tables)
    ask("export", year.path, "--table", "main", "--out", tmp_path / "main.csv")
    year.table("main").save(tmp_path / "other.csv")

    def rows(name: str) -> list[str]:
        return [
            line for line in (tmp_path / name).read_text("utf-8").splitlines() if not line.startswith("#")
        ]

    assert rows("main.csv") == rows("other.csv")
    ask("export", year.path, "--picture", "scores", "--out", tmp_path / "scores.json")
    printed = json.loads((tmp_path / "scores.json").read_text("utf-8"))
    assert printed["datasets"] == plain(year.picture("scores").specification)["datasets"]


def test_brief(year: uh.Run, tmp_path: Path) -> None:
    said("brief", year.path, "--out", tmp_path / "one.md")
    year.brief(tmp_path / "two.md")
    assert (tmp_path / "one.md").read_text("utf-8") == (tmp_path / "two.md").read_text("utf-8")


def test_report(year: uh.Run, tmp_path: Path) -> None:
    printed = said("report", year.path, "--html", tmp_path / "one.html")
    assert printed["report"] == str(tmp_path / "one.html")
    assert year.report(tmp_path / "two.html").read_bytes() == (tmp_path / "one.html").read_bytes()


@pytest.mark.parametrize(("kind", "of"), [("policy", "none"), ("society", "riverton"), ("policy", None)])
def test_new(kind: str, of: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ask("new", kind, "mine", *(("--of", of) if of else ())).status == 0
    written = Path("mine.yaml").read_bytes()
    with pytest.raises(uh.InputError, match="there already"):
        uh.new(kind, "mine", of)
    Path("mine.yaml").unlink()
    assert uh.new(kind, "mine", of).read_bytes() == written
    assert uh.check("mine.yaml").problems == []


def test_compare() -> None:
    found = uh.compare("article-2019", "none", **STUDIED)
    printed = said("compare", "article-2019", "none", *TINY)
    assert plain(found.to_dict()) == printed
    [twin] = printed["twins"]
    records = found.effects["records"]
    assert records.all.difference.mean == twin["effects"]["records"]["all"]["difference"]["mean"]
    holm = twin["effects"]["records"]["by_group"]["holm"]["difference"]["mean"]
    assert records.by("group")["holm"].difference.mean == holm
    assert (records.title, records.unit) == tuple(
        twin["effects"]["records"][key] for key in ("title", "unit")
    )
    assert records.definition == "(true + wrong records) / enrolled adult person-years"
    with pytest.raises(KeyError, match="Did you mean records"):
        found.effects["recods"]
    with pytest.raises(uh.InputError, match="Did you mean none"):
        found.effects_of("nine")
    assert len(repr(found)) < 500
    assert len(repr(found.effects)) < 500
    assert len(repr(records)) < 500


def test_ablate_and_seek() -> None:
    found = uh.ablate("article-2019", safeguards=("review", "notice"), pairs=False, **STUDIED)
    words = ("article-2019", *TINY, "--safeguards", "review,notice")
    assert plain(found.to_dict()) == said("ablate", *words, "--no-pairs")
    limits = "sanctioned in error <= 1000000"
    sought = uh.seek("article-2019", limits, safeguards=("review", "notice"), **STUDIED)
    assert plain(sought.to_dict()) == said("seek", *words, "--limit", limits)
    assert sought.chosen == ()
    assert len(repr(found)) < 500
    assert len(repr(sought)) < 500


def test_list_show_schema_screen() -> None:
    printed = said("list")
    for what, frame in (("policies", uh.policies()), ("societies", uh.societies())):
        assert printed[what] == dict(zip(frame["name"], frame["title"], strict=True))
    assert plain(uh.show("article-2019").to_dict()) == said("show", "article-2019")
    shown = plain(uh.show("riverton", citizens=2_000, seed=3).to_dict())
    assert shown == said("show", "riverton", "--citizens", "2000", "--seed", "3")
    for what in ("policy", "society"):
        assert uh.schema(what) == json.loads(ask("schema", what).out)
    assert plain(uh.screen("article-2019").found.to_dict()) == said("show", "article-2019", "--screen")


def test_check(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("reform_of: none\npolicy: wrong\nsecrecy: 3\nscre: {}\n", "utf-8")
    printed = json.loads(ask("check", file, "--json").out)
    found = uh.check(file)
    assert [vars(each) for each in found.problems] == printed["files"][str(file)]
    # A mapping has no lines, and is otherwise refused in the same words.
    mapped = uh.check({"reform_of": "none", "policy": "wrong", "secrecy": 3, "scre": {}})
    assert [(each.what, each.remedy) for each in mapped.problems] == [
        (each.what, each.remedy) for each in found.problems
    ]
    warned = json.loads(ask("check", "article-2019", "--society", "riverton", "--json").out)
    assert list(uh.check("article-2019", "riverton").warnings) == warned["warnings"]["article-2019"]


@pytest.mark.parametrize("society", [None, "riverton"])
def test_check_tells_what_has_no_effect_however_a_policy_is_given(
    tmp_path: Path, society: str | None
) -> None:
    file = tmp_path / "nobody.yaml"
    gone = dict.fromkeys(load_policy("article-2019").rollout)
    policy = {"reform_of": "article-2019", "policy": "nobody", "rollout": gone}
    file.write_text(json.dumps(policy), "utf-8")
    printed = json.loads(ask("check", file, "--json").out)["without_effect"][str(file)]
    assert [each["what"] for each in printed] == ["nobody is in the scheme"]
    for what in (file, policy, file.read_text("utf-8") + "\n#\n"):
        assert [each.what for each in uh.check(what, society).idle] == ["nobody is in the scheme"], what


def test_verify() -> None:
    name = cases(quick=True)[0].name
    found = uh.verified([name])
    assert set(found["findings"]["case"]) == {name}
    assert plain(found.to_dict()) == plain(json.loads(ask("verify", name, "--json").out))
    assert found.passed


def test_calibrate(tmp_path: Path) -> None:
    file = written(tmp_path)
    found = uh.calibrate(file, folder=tmp_path / "kept", threads=1)
    assert plain(found.to_dict()) == said("calibrate", file, "--out", tmp_path / "kept")
    assert found["parameters"]["key"] == [RATE]
    assert found["totals"]["total"] == ["records", "under"]
    assert len(found["rounds"]) == 2
    assert sum(found["draws"]["weight"]) == pytest.approx(1)
    society = found.save_society(tmp_path / "fitted.yaml")
    fitted = uh.World("defaulter-list-2017", str(society)).model.society.acts["court_order_unmet"].per_year
    assert fitted.source is not None
    assert 0.5 <= fitted.value <= 5
    assert found.plot().save(tmp_path / "drawn.png").stat().st_size > 1_000
    with pytest.raises(uh.InputError, match="there is no calibration"):
        uh.calibrate("defaulters")


def test_sweep_and_sensitivity(tmp_path: Path) -> None:
    key, outcome = "society.behaviour.dread.record", "chill"
    swept = uh.sweep("article-2019", {key: [8, 60]}, outcomes=outcome, **STUDIED)
    words = ("article-2019", *TINY, "--outcome", outcome, "--out", tmp_path / "swept")
    assert plain(swept.to_dict()) == said("sweep", *words, "--key", f"{key}=8,60")
    assert len(swept["runs"]) == len(swept["points"]) == 4
    found = uh.sensitivity("article-2019", {key: "2..60"}, points=4, outcomes=[outcome], **STUDIED)
    words = ("article-2019", *TINY, "--outcome", outcome, "--out", tmp_path / "found")
    assert plain(found.to_dict()) == said("sensitivity", *words, "--key", f"{key}=2..60", "--points", "4")
    assert found["indices"]["index"] == ["mu", "mu_star", "sigma"]
    assert found["chance"]["outcome"] == [outcome]
    assert found.plot().save(tmp_path / "drawn.png").stat().st_size > 1_000
    with pytest.raises(uh.InputError, match="read against harms and errors alone"):
        uh.sweep("article-2019", {"policy.secrecy": "0..1"}, outcomes=outcome, **STUDIED)
    assert len(repr(found)) < 500
    assert len(repr(swept)) < 500


def test_bench_measures_what_the_command_measures() -> None:
    found = uh.bench(600, 60, 1, rows=["article"])
    printed = said("bench", "article", "--citizens", "600", "--steps", "60", "--repeats", "1")
    ours = plain(found.to_dict())
    assert ours.keys() == printed.keys()
    for name in ("citizens", "steps", "acts_per_citizen_day", "bytes_per_citizen", "bytes_of_firms"):
        assert ours[name] == printed[name]


def test_cohorts(year: uh.Run) -> None:
    printed = said("cohorts", year.path)
    found = plain(year.cohorts().lived.to_dict())
    assert found == {key: printed[key] for key in found}


def test_observe(year: uh.Run) -> None:
    """The same is chosen first, and the digest comes out as it was."""
    printed = said("observe", year.path, "--port", "0", "--minutes", "0")
    with year.observe() as observed:
        catalogue = json.loads(got(observed.address, "/data/m3/catalogue.json"))
        society, offer = next(iter(catalogue["societies"].items()))
        assert (printed["society"], printed["policy"]) == (society, offer["policies"][0])
        assert printed["policies"] == [*catalogue["policies"]]
        assert observed.address in observed._repr_html_()
        choice = {
            "society": society, "policy": offer["policies"][0], "citizens": offer["citizens"][0],
            "seed": offer["seeds"][0], "from": offer["spans"][0]["from"], "to": offer["spans"][0]["to"],
        }  # fmt: skip
        (viewer,) = watched(observed.address, ask_for(observed.address, choice), 1)
    assert viewer.digest == year.digest
    with pytest.raises(OSError, match="refused"):
        got(observed.address, "/")


def got(address: str, path: str) -> bytes:
    place = urlsplit(address)
    with closing(http.client.HTTPConnection(place.netloc, timeout=60)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read()


COMMANDS_ALONE = {"patterns", "spiral"}
"""Those that have no counterpart in Python."""
COVERED: dict[str, Callable[..., Any]] = {
    "run": test_run, "audit": test_audit, "lives": test_lives, "cohorts": test_cohorts,
    "observe": test_observe,
    "life": test_life, "export": test_export,
    "brief": test_brief, "report": test_report, "new": test_new, "compare": test_compare,
    "ablate": test_ablate_and_seek, "seek": test_ablate_and_seek, "calibrate": test_calibrate,
    "sweep": test_sweep_and_sensitivity, "sensitivity": test_sweep_and_sensitivity,
    "list": test_list_show_schema_screen, "show": test_list_show_schema_screen,
    "schema": test_list_show_schema_screen, "check": test_check, "verify": test_verify,
    "bench": test_bench_measures_what_the_command_measures,
}  # fmt: skip


def test_every_command_is_held_against_python() -> None:
    group = typer.main.get_command(app)
    assert set(getattr(group, "commands", {})) == COVERED.keys() | COMMANDS_ALONE


@pytest.mark.parametrize(
    ("words", "make"),
    [
        (("run", "articel-2019"), lambda: uh.World("articel-2019")),
        (("run", "riverton"), lambda: uh.World("riverton")),
        (("run", "none", "--society", "none"), lambda: uh.World("none", "none")),
        (("run", "none", "--society", "rivertn"), lambda: uh.World("none", "rivertn")),
        (("run", "none.yaml"), lambda: uh.World("none.yaml")),
        (("run", "none", "--citizens", "1000000"), lambda: uh.World("none", citizens=1_000_000)),
        (("verify", "wlk"), lambda: uh.verified(["wlk"])),
        (("check", "none", "--society", "rivertn"), lambda: uh.check("none", "rivertn")),
    ],
)
def test_errors_are_those_of_the_command_line(words: tuple[str, ...], make: Callable[[], Any]) -> None:
    with pytest.raises(uh.InputError) as refused:
        make()
    printed = ask(*words).err
    assert "--" not in str(refused.value)
    for problem in refused.value.problems:
        argument, _, given = problem.what.partition("=")
        # What the command line takes without an option is told as it was given.
        assert argument in printed or (given and given.partition(" ")[0] in printed)
