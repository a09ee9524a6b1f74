"""Reading a policy from the catalogue, a file or a text, with the policies that it reforms."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from underheaven.documents.beside import beside
from underheaven.documents.checking import validate
from underheaven.documents.document import Document
from underheaven.documents.objects import know
from underheaven.documents.problems import InputError, refuse
from underheaven.documents.reading import read_document, read_text
from underheaven.documents.reform import REFORM_OF, SOCIETY_OF, merge
from underheaven.documents.scalars import shorten
from underheaven.documents.words import nearest
from underheaven.policy.coherence import check_policy
from underheaven.policy.schema import Policy

CATALOGUE = Path(__file__).parent / "catalogue"
MAX_REFORMS = 8
"""A reform of a reform of a policy is two reforms."""
_NOWHERE = "it is neither in the catalogue nor a file in the folder of this one or below"


def policy_names() -> list[str]:
    """The names of the policies of the catalogue, in alphabetical order."""
    return sorted(path.stem for path in CATALOGUE.glob("*.yaml"))


def policy_path(name: str) -> Path:
    """The file of a policy of the catalogue. Raises InputError, with the nearest name, for any other."""
    if name not in policy_names():
        raise refuse(
            f"there is no policy '{name}'", "it is neither in the catalogue nor a file", _known(name)
        )
    return CATALOGUE / f"{name}.yaml"


def load_policy(name_or_path: str) -> Policy:
    """The policy of that name in the catalogue, or in that file, with its reforms.

    Raises InputError with everything that is wrong with it or with a policy that it reforms.
    """
    return load_policy_document(name_or_path)[0]


def load_policy_document(name_or_path: str) -> tuple[Policy, Document]:
    """The policy, and the document that places the problems of `check_fit`; as `load_policy` otherwise."""
    if name_or_path not in policy_names() and (
        _looks_like_a_file(name_or_path) or _is_file(Path(name_or_path))
    ):
        return _load(Path(name_or_path), ())
    return _load(policy_path(name_or_path), ())


def policy_from_text(text: str, file: str, folder: Path | None = None) -> tuple[Policy, Document]:
    """The policy that `text` holds, and its document; `file` is what problems call it.

    A reform in a text can reform policies of the catalogue only, unless a `folder` is given in which its
    base may lie: otherwise no file is read for it. Raises InputError as `load_policy` does.
    """
    return _complete(read_text(text, file, keep_faults=True), folder, ())


def laid_over(base: Document, change: Document) -> tuple[Policy, Document]:
    """The policy that a change, written as a reform, makes of the policy in `base`, which has been checked.

    Raises InputError as `load_policy` does: whatever is found is the change's doing.
    """
    reformed = merge(base, change)
    policy = validate(Policy, reformed.own())
    check_policy(policy, reformed.own())
    know(policy)
    return policy, reformed


def _load(path: Path, above: tuple[Path, ...]) -> tuple[Policy, Document]:
    return _complete(read_document(path, keep_faults=True), path.parent, (*above, path.resolve()))


def _complete(document: Document, folder: Path | None, above: tuple[Path, ...]) -> tuple[Policy, Document]:
    """The policy of a document that was read from `folder`, for the reforms in the files `above`."""
    _refuse_society(document)
    if not isinstance(document.data, dict) or REFORM_OF not in document.data:
        policy = validate(Policy, document)
        check_policy(policy, document)
        know(policy)
        return policy, document
    _, base = _base(document, document.data[REFORM_OF], folder, above)
    return laid_over(base, document)


def _refuse_society(document: Document) -> None:
    """One error for a society that is given as a policy, instead of one for each of its keys."""
    data = document.data
    if isinstance(data, dict) and not {"policy", REFORM_OF} & data.keys():
        for key in ("society", SOCIETY_OF):
            if key in data:
                words = ("this is a society", "a policy is asked for here", "give it with --society")
                raise InputError([document.problem((key,), *words)])


def _base(
    document: Document, name: object, folder: Path | None, above: tuple[Path, ...]
) -> tuple[Policy, Document]:
    """The policy that `document` reforms. Raises InputError where it cannot be found or never ends."""

    def fault(what: str, why: str, remedy: str) -> InputError:
        return InputError([document.problem((REFORM_OF,), what, why, remedy, at_value=True)], early=True)

    if not isinstance(name, str) or not name:
        raise fault("this names no policy", "`reform_of` names the policy that is reformed",
                    "write a name of the catalogue or a file")  # fmt: skip
    if name in policy_names():
        path = policy_path(name)
    elif folder is None or (found := beside(folder, name)) is None:
        raise fault(f"there is no policy '{shorten(name)}'", _NOWHERE, _known(name))
    else:
        path = found
    if path.resolve() in above:
        circle = (*above[above.index(path.resolve()) :], path)
        raise fault(f"{name} would be a reform of itself",
                    "one after the other, " + " reforms ".join(p.name for p in circle),
                    "let one of them stand alone")  # fmt: skip
    if len(above) > MAX_REFORMS:
        raise fault(f"more than {MAX_REFORMS} reforms one upon another", "",
                    "join some of them in one file")  # fmt: skip
    if name in policy_names():
        return _shipped(path)
    try:
        read = read_document(path, keep_faults=True)
    except InputError:
        read = Document("", None)
    if not _is_policy(read.data):
        # Whatever it is, nothing of it is repeated: the one who named it may not be who may read it.
        raise fault(f"{shorten(name)} is not a policy", "it cannot be read as one",
                    "name a policy; `underheaven check` on that file says what is wrong with it")  # fmt: skip
    return _complete(read, path.parent, (*above, path.resolve()))


@cache
def _shipped(path: Path) -> tuple[Policy, Document]:
    """A policy of the catalogue, read once: whoever edits a reform of it has it checked again and again."""
    return _load(path, ())


def _is_policy(data: object) -> bool:
    """Whether data are those of a policy or of a reform, be it with faults."""
    if not isinstance(data, dict) or not {"policy", REFORM_OF} & data.keys():
        return False
    return 2 * len(data.keys() & {*Policy.model_fields, REFORM_OF}) > len(data)


def _looks_like_a_file(text: str) -> bool:
    return text.endswith((".yaml", ".yml")) or "/" in text or "\\" in text


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long
        return False


def _known(name: str) -> str:
    known = policy_names()
    near = nearest(name, known)
    return (f"did you mean {near}? " if near else "") + f"Known are {', '.join(known)}"
