"""Makes the folder of the site: pages and scripts as they are, the kernels, and the worlds as data."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import json
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import underheaven
from underheaven.documents.problems import refuse
from underheaven.documents.words import counted
from underheaven.engine.wasm.build import kernel_file
from underheaven.engine.world import MODEL_VERSION, World
from underheaven.observatory.audited import told_of_audit
from underheaven.observatory.carried import carried, seeds
from underheaven.observatory.editing.files import Brought, write_editor
from underheaven.observatory.filed import length_of
from underheaven.observatory.frames import first_frame
from underheaven.observatory.harmful import told_of_measures
from underheaven.observatory.lives import packed, told_of_life, told_of_lives
from underheaven.observatory.reading.files import write_files
from underheaven.observatory.story.page import write_story
from underheaven.observatory.telling import (
    doors_of,
    named,
    told_of_policy,
    told_of_society,
    told_of_world,
)
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

PAGES = Path(__file__).with_name("pages")
Said = Callable[[str], object]


@dataclass(frozen=True)
class Offer:
    """What of a society the site carries; the first of each is what a page begins with."""

    society: str
    policies: Sequence[str]
    spans: Sequence[tuple[dt.date, dt.date]]
    citizens: Sequence[int]
    seeds: int
    """So many, from 1 on."""


def build(
    folder: Path, offers: Sequence[Offer], say: Said = lambda _: None, editor: Brought | None = None
) -> None:
    """Write the site into a folder that is not there yet, or is a site; the first offer is the first page's.

    `say` is told each file; without an `editor` policies can be read there and not edited. Raises
    `InputError` where the linker is missing, where the folder holds something else, and where a policy
    cannot be carried.
    """
    kernel = kernel_file()
    _make_room(folder)
    names = list(dict.fromkeys(name for offer in offers for name in offer.policies))
    lay_out(folder, names, editor)
    data = folder / "data" / f"m{MODEL_VERSION}"
    data.mkdir()
    (data / "kernel.wasm.gz").write_bytes(gzip.compress(kernel, 9, mtime=0))
    (data / "lives.gz").write_bytes(packed(told_of_lives()))
    doors = doors_of(names)
    for offer in offers:
        (data / offer.society).mkdir()
        for (start, end), policy in ((span, name) for span in offer.spans for name in offer.policies):
            world = _world(offer, policy, start, end)
            file = carried(world, offer.citizens, told_of_world(world, doors))
            (data / offer.society / f"{policy}-{named(start, end)}.gz").write_bytes(file)
            life = packed(told_of_life(world))
            (data / offer.society / f"{policy}-{named(start, end)}-life.gz").write_bytes(life)
            say(f"{offer.society}, {policy}, {named(start, end)}: {counted(len(file), 'byte')}")
        for policy in offer.policies:
            world = _world(offer, policy, *offer.spans[0])
            measures = compressed(told_of_measures(world))
            (data / offer.society / f"{policy}-measures.gz").write_bytes(measures)
            audit = compressed(told_of_audit(world, load_policy(policy), load_society(offer.society)))
            (data / offer.society / f"{policy}-audit.gz").write_bytes(audit)
        world = _world(offer, offer.policies[0], *offer.spans[-1])
        file = seeds(dataclasses.replace(world, citizens=min(offer.citizens)), range(1, offer.seeds + 1))
        (data / offer.society / "seeds.gz").write_bytes(file)
    _write(data / "catalogue.json", _catalogue(offers, names))
    first = _world(offers[0], offers[0].policies[0], *offers[0].spans[0])
    said = told_of_world(first, doors)
    _write(data / "first.json", {"frame": first_frame(first, said), **length_of(first), **said})


def lay_out(folder: Path, carried: Collection[str], editor: Brought | None = None) -> None:
    """Write the pages, and what is read on them, into a folder; it takes no kernel.

    `carried` are the policies that can be lived there.
    """
    shutil.copytree(PAGES, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("package.json"))
    (folder / "data").mkdir()
    write_files(folder, carried)
    write_editor(folder / "data", editor)
    write_story(folder)


def _world(offer: Offer, policy: str, start: dt.date, end: dt.date) -> World:
    return World(load_policy(policy), load_society(offer.society), 1, start, end, offer.citizens[0])


def _make_room(folder: Path) -> None:
    """Remove what an earlier call wrote; InputError for any other folder that is not empty."""
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / "data").is_dir() or not (folder / "scripts").is_dir():
            raise refuse(
                f"the site cannot be written to {folder}",
                "the folder holds something that is not a site",
                "name another folder, or empty this one",
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


def _catalogue(offers: Sequence[Offer], names: Sequence[str]) -> Mapping[str, Any]:
    """What the site carries, and what things are called."""
    return {
        "version": underheaven.__version__,
        "model": MODEL_VERSION,
        "policies": {name: told_of_policy(load_policy(name)) for name in names},
        "societies": {
            offer.society: {
                **told_of_society(load_society(offer.society)),
                "policies": list(offer.policies),
                "spans": [
                    {"name": named(start, end), "from": start.isoformat(), "to": end.isoformat()}
                    for start, end in offer.spans
                ],
                "citizens": list(offer.citizens),
                "seeds": offer.seeds,
            }
            for offer in offers
        },
    }


def compressed(said: Mapping[str, Any]) -> bytes:
    """JSON as the pages inflate it."""
    return gzip.compress(_text(said).encode(), 9, mtime=0)


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(_text(data), encoding="utf-8")


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
