"""What the catalogue has, what stands in a policy or a society, and what their files may hold."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from underheaven.documents import taking
from underheaven.documents.evidence import KINDS, numbers
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.reading import read_document, read_text
from underheaven.documents.schema import json_schema
from underheaven.documents.taking import Whole
from underheaven.documents.unknown import has, unknown
from underheaven.engine.world import World as Model
from underheaven.notebook.breakdown import Breakdown
from underheaven.notebook.given import PolicyLike, SocietyLike, policy_given, society_given
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.policy.flags import flags
from underheaven.policy.loading import load_policy, policy_names
from underheaven.policy.named import is_society, place_of
from underheaven.policy.schema import Policy
from underheaven.record.provenance import NOTICE
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.society.fit import fit, fit_as_json
from underheaven.society.loading import load_society, society_names
from underheaven.society.schema import Society
from underheaven.study.limits import require_memory

ANY_DAY = dt.date(2020, 1, 1)
FIT_CITIZENS = 120_000
"""Citizens that are synthesised by default to show a large society's fit."""


def policies() -> Breakdown:
    """The policies of the catalogue: `name`, `title` and `about`; `policies()["none"]` is the policy itself.

    InputError, also a `KeyError`, for a name that it has not.
    """
    return _catalogue("policies", {name: load_policy(name) for name in policy_names()})


def societies() -> Breakdown:
    """The societies of the catalogue: `name`, `title` and `about`; `societies()["riverton"]` is the society.

    InputError, also a `KeyError`, for a name that it has not.
    """
    return _catalogue("societies", {name: load_society(name) for name in society_names()})


def _catalogue(what: str, found: Mapping[str, Policy | Society]) -> Breakdown:
    rows = [
        {"name": name, "title": each.title, "about": " ".join(each.about.split())}
        for name, each in found.items()
    ]
    title = f"{what.capitalize()} of the catalogue"
    stamp = _stamp(title, "underheaven list", f"uh.{what}()")
    return Breakdown(title, Frame.of_rows(title, rows, stamp).table, stamp, {}, found)


def _stamp(about: str, command: str, python: str, corrections: tuple[str, ...] = ()) -> Stamp:
    return Stamp(f"{about}.", (command,), ("import underheaven as uh", python), corrections, NOTICE)


class Description(Tables):
    """What stands in a policy (`numbers`) or a society (`margins`, `summary`, `numbers`), as frames.

    `document` is the policy or the society itself. A name that is no frame is an InputError.
    """

    def __init__(
        self, document: Policy | Society, frames: Mapping[str, Frame], stamp: Stamp, plain: dict[str, Any]
    ) -> None:
        self.document = document
        self._plain = plain
        super().__init__(frames, stamp, [f"{document.title}. {' '.join(document.about.split())}"])

    @property
    def title(self) -> str:
        """What it is called in words."""
        return self.document.title

    @property
    def flags(self) -> tuple[str, ...]:
        """What must be known of a policy before anything else; empty of a society."""
        return flags(self.document) if isinstance(self.document, Policy) else ()

    @property
    def corrections(self) -> tuple[str, ...]:
        """What scholarship corrects in what a policy describes."""
        return self.stamp.corrections

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven show --json` prints."""
        return self._plain


@told
def show(what: PolicyLike | SocietyLike, citizens: Whole | None = None, seed: Whole = 1) -> Description:
    """A policy or a society with its numbers and their origin; of a society also how its people fit it.

    `citizens` are synthesised with `seed` to show the fit. Raises InputError where it cannot be read.
    """
    found = Gathered()
    many = found.take(lambda: taking.some_whole("citizens", citizens, 1))
    number = found.take(lambda: taking.whole("seed", seed, most=2**64 - 1))
    document: Policy | Society | None = found.take(lambda: _document("what", what))
    found.settle()
    if isinstance(document, Society):
        return _of_society(document, many, had(number))
    assert document is not None
    return _of_policy(document)


def _document(argument: str, value: object) -> Policy | Society:
    """The policy or the society that an argument is."""
    if is_for_a_society(value):
        return society_given(argument, value)[0]
    return policy_given(argument, value).policy


def is_for_a_society(value: object) -> bool:
    """Whether an argument is meant for a society."""
    if isinstance(value, Mapping):
        return "society" in value and "policy" not in value
    if isinstance(value, str) and "\n" in value.strip():
        return is_society(read_text(value, "what", keep_faults=True))
    if isinstance(value, str | os.PathLike) and isinstance(name := os.fspath(value), str):
        path = place_of(name)
        return path is not None and is_society(read_document(path, keep_faults=True))
    return isinstance(value, Society)


def _of_policy(policy: Policy) -> Description:
    stamp = _stamp(
        policy.title, f"underheaven show {policy.policy}", f"uh.show({policy.policy!r})", policy.corrections
    )
    plain = {**json.loads(policy.model_dump_json()), "flags": list(flags(policy))}
    return Description(policy, {"numbers": _numbers(policy, stamp)}, stamp, plain)


def _of_society(society: Society, citizens: int | None, seed: int) -> Description:
    many = min(society.default_citizens.value, FIT_CITIZENS) if citizens is None else citizens
    # Refuses impossible numbers.
    require_memory(Model(load_policy("none"), society, seed, ANY_DAY, ANY_DAY, many), 1)
    found = fit(society, seed, many)
    command = f"underheaven show {society.society} --citizens {many} --seed {seed}"
    python = f"uh.show({society.society!r}, citizens={many}, seed={seed})"
    stamp = _stamp(society.title, command, python)
    margins = [asdict(row) for row in found.rows]
    summary = [
        {"number": name, "value": float(value)}
        for name, value in asdict(found.summary).items()
        if isinstance(value, int | float)
    ]
    share = {"wanted": "share", "found": "share"}
    frames = {
        "margins": Frame.of_rows(f"{society.title}: how its people fit every margin", margins, stamp, share),
        "summary": Frame.of_rows(f"{society.title}: the fit in a few numbers", summary, stamp),
        "numbers": _numbers(society, stamp),
    }
    return Description(society, frames, stamp, fit_as_json(society, found))


def _numbers(document: Policy | Society, stamp: Stamp) -> Frame:
    rows = [
        {"number": each.path, "value": each.text, "unit": each.unit, "range": each.range or None,
         "letter": each.kind, "kind": KINDS[each.kind], "origin": each.origin or None}
        for each in numbers(document)
    ]  # fmt: skip
    return Frame.of_rows(f"{document.title}: its numbers, and where they come from", rows, stamp)


@told
def evidence(what: PolicyLike | SocietyLike) -> Frame:
    """The registry of a policy or a society: where each number comes from, and where it may lie.

    A row for each number, or for several that share an origin: `number` (its path), `value`, `unit`, `range`
    (`times` before one of factors), `letter` (V, S, D, M, assumed or none), `kind` (the letter in words) and
    `origin`. Raises InputError where it cannot be read.
    """
    document = _document("what", what)
    name = document.policy if isinstance(document, Policy) else document.society
    about = f"{document.title}: its numbers, and where they come from"
    return _numbers(document, _stamp(about, f"underheaven show {name} --evidence", f"uh.evidence({name!r})"))


@told
def schema(what: str) -> dict[str, Any]:
    """The JSON Schema of files: of a `policy` or of a `society`. InputError for anything else."""
    models: dict[str, type[BaseModel]] = {"policy": Policy, "society": Society}
    if not has(models, what):
        raise unknown("schema", what, tuple(models))
    return json_schema(models[what])
