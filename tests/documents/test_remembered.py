"""What is remembered of a document is what would be found anew."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

from underheaven.documents.remembered import DOCUMENTS, remembered
from underheaven.engine.compiling.acts import act_tables, manners
from underheaven.society.loading import load_society
from underheaven.society.schema import Society

RIVERTON = load_society("riverton")


def another(citizens: int) -> Society:
    return RIVERTON.model_copy(update={"about": f"One of {citizens}"})


def test_a_document_that_says_the_same_is_known_again_and_any_other_is_not() -> None:
    asked = []

    @remembered
    def length(society: Society, more: int) -> int:
        asked.append(society)
        return len(society.acts) + more

    kinds = len(RIVERTON.acts)
    assert [length(RIVERTON, 1), length(RIVERTON.model_copy(deep=True), 1), length(RIVERTON, 2)] == [
        kinds + 1, kinds + 1, kinds + 2,
    ]  # fmt: skip
    assert len(asked) == 2
    for citizens in range(DOCUMENTS):
        assert length(another(citizens), 1) == kinds + 1
    assert len(asked) == 2 + DOCUMENTS
    length(RIVERTON, 1)
    assert len(asked) == 3 + DOCUMENTS, "no more than a few are kept"


def test_acts_in_another_order_are_another_document() -> None:
    turned = RIVERTON.model_copy(update={"acts": dict(reversed(RIVERTON.acts.items()))})
    assert turned == RIVERTON
    assert manners(turned)[1] != manners(RIVERTON)[1]


def test_precision_is_an_argument() -> None:
    @remembered
    def third(_society: Society) -> Decimal:
        return Decimal(1) / 3

    with localcontext(Context(prec=5)):
        short = third(RIVERTON)
    with localcontext(Context(prec=50)):
        assert third(RIVERTON) != short


def test_steps_of_another_length_have_other_tables() -> None:
    week, day = (act_tables(RIVERTON, minutes)["count_above"] for minutes in (10_080, 1_440))
    assert week != day
    assert act_tables(RIVERTON, 10_080)["count_above"] == week
