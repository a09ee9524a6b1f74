"""What is said first of a run: nothing of mechanisms that a policy has not, and nothing that contradicts."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

from underheaven.engine.world import World
from underheaven.measure.headlines import MAIN, main
from underheaven.measure.results import Measures, Value
from underheaven.mechanisms.consequences import picture_of_denials as denied
from underheaven.mechanisms.enrolment.model import Rollout
from underheaven.mechanisms.mistakes import picture as errors
from underheaven.report.results import Results
from underheaven.report.story import caption, sentences
from underheaven.verify.shipped import edited


def under(results: Results, **changes: object) -> World:
    """The world of a run under its policy with some entries replaced."""
    policy = results.world.policy
    return replace(results.world, policy=policy.model_copy(update=changes))


def zero(measures: Measures, *names: str) -> Measures:
    """The same measures, of which some are 0 for everyone."""
    none = Value(0.0, None, None, "why")
    return Measures(
        measures.years,
        measures.period,
        {name: replace(each, all=none) if name in names else each for name, each in measures.items()},
    )


def test_rows_are_of_mechanisms_that_the_policy_has(results: Results) -> None:
    last = results.last
    tied = {"alpha": Decimal("0.1"), "household": 1, "employer": 0, "friends": 0}
    world = replace(results.world, policy=edited(results.world.policy, {"association": tied}))
    assert {"prevented", "by_ties", "under"} <= main(world, last).keys()
    assert set(main(world, last)) <= set(MAIN)
    unconfined = {
        name: each.model_copy(update={"confines": False}) for name, each in world.policy.consequences.items()
    }
    assert "prevented" not in main(under(results, consequences=unconfined), last)
    assert "by_ties" not in main(results.world, last)
    assert not {"under", "denied", "recovery"} & main(under(results, consequences={}), last).keys()


def test_nobody_in_a_scheme_is_told_when_it_begins(bare: Results) -> None:
    assert caption(bare.last) == f"Adults in {bare.last_year}"
    plain = " ".join(sentences(bare.world, bare.measures))
    assert "nothing was recorded or denied." in plain
    assert "held back" not in plain
    later = {"later": Rollout.model_validate({"since": dt.date(2030, 5, 1), "share": 1})}
    assert "It begins there on 1 May 2030, after the run." in " ".join(
        sentences(under(bare, rollout=later), bare.measures)
    )
    passed = {"now": later["later"].model_copy(update={"since": bare.world.start})}
    assert "reached none of the communities" in " ".join(
        sentences(under(bare, rollout=passed), bare.measures)
    )
    elsewhere = {"later": later["later"].model_copy(update={"regions": ("nowhere",)})}
    assert "begins" not in " ".join(sentences(under(bare, rollout=elsewhere), bare.measures))


def test_a_kind_of_act_is_named_in_a_sentence_and_not_made_a_part_of_it(results: Results) -> None:
    """Titles may have any form: each stands as it is, set off, after words that fit every one."""
    titles = {
        measure.title.partition(": ")[2]
        for name, measure in results.last.items()
        if name.startswith("denied.") and measure.all.value
    }
    assert titles
    told = [*sentences(results.world, results.measures), denied.picture(results).finding]
    told.append(errors.picture(results).finding)
    titles |= {source.title for source in results.world.policy.sources.values()}
    named = [title for text in told for title in titles if re.search(re.escape(title), text, re.IGNORECASE)]
    assert len(named) >= 3
    for text in told:
        assert not re.search(r"most often (?!denied|wrong)", text), text
        bare = re.sub("“[^”]+”", "", text)
        assert not [title for title in titles if title.casefold() in bare.casefold()], text


def test_nothing_is_said_in_words_where_it_is_nothing(results: Results) -> None:
    assert caption(results.last).startswith("Adults in the scheme in")
    said = " ".join(sentences(results.world, zero(results.last, "under", "denied")))
    assert "no adult in the scheme was under any consequence" in said
    assert "Because of scores, nothing was denied" in said
    kind = " ".join(sentences(under(results, consequences={}), zero(results.last, "under", "denied")))
    assert "it has no consequences" in kind
    assert "standing" not in kind
