"""No list of a document is without end, and no text without form: by the schema, over every field."""

import pytest
from pydantic import BaseModel

from tests.documents.texts_of import is_bound, kinds
from underheaven.policy.schema import Policy
from underheaven.society.parts import ActsPart, BehaviourPart, FirmsPart
from underheaven.society.schema import Society

MODELS = (Policy, Society, ActsPart, BehaviourPart, FirmsPart)


@pytest.mark.parametrize("model", MODELS)
def test_every_list_mapping_and_text_of_a_document_is_bounded(model: type[BaseModel]) -> None:
    found = list(kinds(model))
    assert len(found) > 10
    unbound = {at for at, (_, bounds) in found if not is_bound(bounds)}
    assert not unbound


def test_what_has_no_bound_is_found() -> None:
    class Loose(BaseModel):
        names: tuple[str, ...] = ()
        table: dict[str, int] | None = None

    unbound = [at for at, (_, bounds) in kinds(Loose) if not is_bound(bounds)]
    assert unbound == ["Loose.names", "Loose.names", "Loose.table", "Loose.table"]
