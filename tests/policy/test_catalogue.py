"""The shipped policies: every number documented, valid by the exported schema, corrected."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache

import jsonschema
import pytest

from underheaven.documents.document import Path, dotted
from underheaven.documents.quantity import Model, Sourced
from underheaven.documents.reading import read_document
from underheaven.documents.schema import json_schema
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy, policy_names, policy_path
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society, society_names

NAMES = policy_names()
read = cache(load_society)


def numbers(part: object, raw: object, path: Path) -> Iterator[tuple[Path, Sourced, object]]:
    """Every quantity at or below `part`, with what the file writes for it (None where it writes nothing)."""
    if isinstance(part, Sourced):
        yield path, part, raw
    elif isinstance(part, Model):
        for name in type(part).model_fields:
            yield from numbers(
                getattr(part, name), raw.get(name) if isinstance(raw, dict) else None, (*path, name)
            )
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from numbers(value, raw.get(key) if isinstance(raw, dict) else None, (*path, key))
    elif isinstance(part, tuple):
        for number, value in enumerate(part):
            yield from numbers(value, raw[number] if isinstance(raw, list) else None, (*path, number))


def shipped_numbers(name: str) -> list[tuple[Path, Sourced, object]]:
    raw = read_document(policy_path(name)).data
    return [found for found in numbers(load_policy(name), raw, ()) if found[2] is not None]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_says_where_it_comes_from(name: str) -> None:
    found = shipped_numbers(name)
    assert len(found) > 5
    bare = [dotted(path) for path, _, raw in found if not isinstance(raw, dict)]
    assert bare == []
    undocumented = [dotted(path) for path, number, _ in found if not number.documented]
    assert undocumented == []


@pytest.mark.parametrize("name", NAMES)
def test_every_number_lies_in_its_range(name: str) -> None:
    outside = [
        dotted(path)
        for path, number, _ in shipped_numbers(name)
        if number.range is not None
        and not all(number.range[0] <= value <= number.range[1] for value in getattr(number, "values", ()))
    ]
    assert outside == []


def test_the_search_for_numbers_finds_them() -> None:
    found = {dotted(path) for path, _, _ in shipped_numbers("article-2019")}
    assert {
        "score.start",
        "sources.cameras.coverage.urban",
        "sources.cameras.faces.persistence[3].factor",
        "sources.tax.mistakes.records.tax_evasion",
        "rules.diapers.points",
        "news.viral_video.half_life_days",
        "rollout.nationwide.share",
    } <= found


@pytest.mark.parametrize("name", NAMES)
def test_the_exported_schema_accepts_the_shipped_policies(name: str) -> None:
    schema = json_schema(Policy)
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(read_document(policy_path(name)).data, default=plain)
    jsonschema.validate(json.loads(text), schema)


def plain(value: object) -> object:
    """A day as JSON writes it; any other value is an exact decimal."""
    return value.isoformat() if isinstance(value, dt.date) else float(str(value))


def test_the_scheme_of_the_article_is_what_the_article_describes() -> None:
    policy = load_policy("article-2019")
    assert policy.score.maximum.value == 800
    assert policy.secrecy.value == 1
    assert list(policy.sources) == [
        "finance", "credit_history", "social_media", "health_records", "online_shopping", "tax", "cameras",
        "body_scanners", "geo_tracking",
    ]  # fmt: skip
    assert policy.sources["cameras"].density == "cameras"
    assert [source.kind for source in policy.sources.values()][-3:] == [
        "cameras", "body_scanning", "geo_tracking"
    ]  # fmt: skip
    assert [privilege.above.value for privilege in policy.privileges.values() if privilege.fast_lane] == [650]
    assert set(policy.positional) == {"school", "housing"}
    assert policy.firms is not None
    diapers, alcohol = (policy.rules[kind].points for kind in ("diapers", "alcohol"))
    assert diapers is not None
    assert alcohol is not None
    assert (diapers.value or 0) > 0 > (alcohol.value or 0)
    thresholds = [consequence.below.value or 0 for consequence in policy.consequences.values()]
    assert thresholds == sorted(thresholds, reverse=True)
    assert [name for name, consequence in policy.consequences.items() if consequence.confines] == [
        "house_arrest"
    ]
    assert policy.rollout["outline"].since == dt.date(2014, 6, 14)
    assert policy.rollout["nationwide"].since == dt.date(2020, 1, 1)
    assert policy.rollout["nationwide"].share.value == 1


def test_its_first_lines_and_its_data_say_what_scholarship_corrects() -> None:
    head = "\n".join(policy_path("article-2019").read_text(encoding="utf-8").splitlines()[:14])
    said = " ".join(load_policy("article-2019").corrections)
    for text in (head, said):
        for word in (
            "800",
            "house arrest",
            "court debt",
            "2020",
            "amera",
            "billion",
            "Liu 2019",
            "Brussee 2023",
        ):
            assert word in text


PRESETS = {
    "suining-2010": ("0", "1000", "1000"),
    "rongcheng-2016": ("0", "2047", "1000"),
    "rongcheng-2021": ("0", "2047", "1000"),
    "sesame-2015": ("350", "950", "575"),
    "defaulter-list-2017": ("-16", "0", "0"),
    "rights-respecting": ("0", "100", "100"),
}


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_says_what_is_documented_and_what_is_assumed(name: str) -> None:
    policy = load_policy(name)
    score = policy.score
    assert tuple(str(end.value) for end in (score.minimum, score.maximum, score.start)) == PRESETS[name]
    assert "ocumented" in policy.about
    assert "ssumed" in policy.about or "choice of design" in policy.about


@pytest.mark.parametrize("society", society_names())
@pytest.mark.parametrize("name", NAMES)
def test_every_policy_fits_every_society(name: str, society: str) -> None:
    check_fit(load_policy(name), read(society))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("article-2019", "sesame-2015")])
def test_only_the_article_and_the_company_count_associates(name: str) -> None:
    assert not any(load_policy(name).association.alpha.values)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "article-2019"])
def test_only_the_article_confines_and_recognises_faces(name: str) -> None:
    policy = load_policy(name)
    assert not any(consequence.confines for consequence in policy.consequences.values())
    assert all(source.faces is None and source.kind == "files" for source in policy.sources.values())


@pytest.mark.parametrize("name", ["rongcheng-2021", "sesame-2015"])
def test_who_does_not_join_is_not_scored_and_nobody_is_punished_by_the_score(name: str) -> None:
    policy = load_policy(name)
    assert policy.safeguards.opt_in
    assert {entry.joining for entry in policy.rollout.values()} == {"voluntary"}
    assert policy.consequences == {}
    assert policy.privileges


def test_one_record_puts_a_person_on_the_list_of_defaulters() -> None:
    policy = load_policy("defaulter-list-2017")
    (listed,) = policy.consequences.values()
    day = dt.date(2018, 1, 1)
    assert all(policy.score.start.value + points < (listed.below.on(day) or 0)
               for rule in policy.rules.values() for points in rule.points_on(day))  # fmt: skip
    assert {"air_travel", "high_speed_rail", "home_purchase", "high_quality_goods"} <= set(listed.denies)
    assert "ordinary_rail" not in listed.denies
    assert listed.bars_representative


def test_the_yardstick_has_every_safeguard_and_takes_only_findings() -> None:
    policy, acts = load_policy("rights-respecting"), read("riverton").acts
    guards = policy.safeguards
    switches = [name for name, value in guards if isinstance(value, bool) and not value]
    assert switches == ["opt_in"]
    assert guards.notice is not None
    assert guards.review is not None
    assert guards.expiry is not None
    assert guards.expiry.days.value <= 731
    assert guards.appeal is not None
    assert guards.appeal.suspensive
    assert guards.appeal.days.value <= 30
    assert guards.sunset is not None
    assert all(not acts[kind].lawful and acts[kind].speech == "none" for kind in policy.rules)
    denied = {kind for consequence in policy.consequences.values() for kind in consequence.denies}
    assert not any(acts[kind].essential for kind in denied)
    assert {acts[kind].context for kind in denied} <= {acts[kind].context for kind in policy.rules}
