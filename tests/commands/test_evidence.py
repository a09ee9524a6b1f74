"""`show --evidence` and `check --evidence`: the registry, and what a file leaves out."""

import json
from pathlib import Path

import underheaven as uh
from tests.commands.asking import ask
from underheaven.documents.evidence import numbers
from underheaven.policy.loading import load_policy

REFORM = "reform_of: article-2019\npolicy: mine\ntitle: Mine\nrules: {jaywalking: {points: -4, per_day: 7}}\n"


def test_the_registry_of_a_policy_is_printed_with_its_works() -> None:
    answer = ask("show", "rongcheng-2016", "--evidence")
    assert answer.status == 0
    rows = answer.out.splitlines()
    (row,) = [row for row in rows if row.startswith("rules.traffic_offence.points ")]
    assert row.split()[1:8] == ["-5", "points", "-10", "to", "-2", "M", "Mistreanu"]
    assert any(row.startswith("Mistreanu 2018: ") for row in rows)


def test_the_registry_as_json_has_every_number_and_what_python_has() -> None:
    found = json.loads(ask("show", "article-2019", "--evidence", "--json").out)
    entries = numbers(load_policy("article-2019"))
    assert [each["number"] for each in found["numbers"]] == [each.path for each in entries]
    assert sum(found["counted"].values()) == sum(each.many for each in entries)
    by_name = {each["number"]: each for each in found["numbers"]}
    gallery = by_name["sources.cameras.faces.gallery"]
    assert (gallery["value"], gallery["unit"], gallery["range"], gallery["letter"]) == (
        "20000", "persons", [1000, 1000000], "assumed",
    )  # fmt: skip
    assert {"FTC 2012", "NISTIR 8280"} <= {each["name"] for each in found["works"]}
    frame = uh.evidence("article-2019").to_pandas()
    assert list(frame["number"]) == [each.path for each in entries]
    assert list(frame["unit"]) == [each.unit for each in entries]


def test_a_file_of_ones_own_is_told_what_it_leaves_out_and_is_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(REFORM, encoding="utf-8")
    answer = ask("check", path, "--evidence")
    assert answer.status == 0
    told = [line for line in answer.out.splitlines() if "says neither" in line]
    assert [line.split(": ")[1] for line in told] == ["rules.jaywalking.points", "rules.jaywalking.per_day"]
    assert "says neither" not in ask("check", path).out
    assert "every number says where it comes from" in ask("check", "rongcheng-2021", "--evidence").out
    found = json.loads(ask("check", path, "--json").out)
    assert found["without_evidence"][str(path)] == ["rules.jaywalking.points", "rules.jaywalking.per_day"]
