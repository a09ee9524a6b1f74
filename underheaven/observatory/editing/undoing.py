"""An edited text with one of its differences undone, or with those of a reform laid into the whole file."""

from __future__ import annotations

from typing import Any

from underheaven.documents.document import Document
from underheaven.documents.problems import InputError
from underheaven.documents.reform import REFORM_OF, Reformed
from underheaven.documents.writing import as_yaml
from underheaven.observatory.editing.checking import FILE, based_on, changes_of, require_short, shipped
from underheaven.observatory.editing.packed import unpacked
from underheaven.observatory.editing.retouching import GONE, retouched, written_at
from underheaven.observatory.editing.sparse import Data, Path, entries, same
from underheaven.policy.loading import policy_from_text, policy_path


def undone(text: str, base: str, path: Path) -> str:
    """The text without its difference at `path`: there it says again what the shipped policy says.

    The rest stays as it is written, if that can be; else it is written anew, as a reform. Raises InputError
    for a text that has problems; a `path` at which nothing differs changes nothing.
    """
    require_short(text)
    document = policy_from_text(text, FILE)[1]
    of = based_on(document, base)
    before = shipped(of)[1].data
    changes = changes_of(document, of)
    wanted = _without(changes, path)
    old = next((old for at, old, _ in entries(before, changes) if at == path), None)
    back = GONE if old is None or isinstance(document, Reformed) else old
    written = None if back is GONE else written_at(policy_path(of).read_text(encoding="utf-8-sig"), path)
    return _read_as(of, wanted, retouched(text, path, back, written)) or _written(of, wanted)


def opened(word: str) -> dict[str, Any]:
    """What the word of an address holds: `base`, the shipped policy that it changes, and `text`.

    The text is the whole file of that policy with the changes laid into it, if that can be, and else the
    reform as it came. Raises InputError for a word that is none; a check tells what is wrong with the reform.
    """
    text = unpacked(word)
    try:
        document = policy_from_text(text, FILE)[1]
    except InputError:
        return {"base": None, "text": text}
    if not isinstance(document, Reformed):
        return {"base": None, "text": text}
    of = based_on(document, "")
    changes = changes_of(document, of)
    whole: str | None = policy_path(of).read_text(encoding="utf-8-sig")
    for path, _, new in entries(shipped(of)[1].data, changes):
        if whole is None:
            break
        whole = retouched(whole, path, GONE if new is None else new)
    return {"base": of, "text": _read_as(of, changes, whole) or text}


def _read_as(base: str, wanted: Data, text: str | None) -> str | None:
    """`text`, if it is a policy that differs from `base` in what is wanted, and in nothing else."""
    if text is None:
        return None
    try:
        document: Document = policy_from_text(text, FILE)[1]
    except InputError:
        return None
    return text if same(changes_of(document, base), wanted) else None


def _written(base: str, changes: Data) -> str:
    if not changes:
        return policy_path(base).read_text(encoding="utf-8-sig")
    return as_yaml({REFORM_OF: base, **changes}, short=True)


def _without(changes: Data, path: Path) -> Data:
    """The changes but for the one at `path`, and for groups in which nothing is left."""
    key, *rest = path
    inner = changes.get(key)
    left = {name: each for name, each in changes.items() if name != key}
    if rest and isinstance(inner, dict) and (less := _without(inner, tuple(rest))):
        return {name: less if name == key else each for name, each in changes.items()}
    return changes if key not in changes else left
