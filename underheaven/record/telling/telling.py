"""A life told while its community lives again, and compared with it in every step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from underheaven import draws
from underheaven.counted.columns import Cut
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.life.score import raised
from underheaven.mechanisms.places.rule import first
from underheaven.record.final import LEVELS, SCORES
from underheaven.record.folder import FINAL
from underheaven.record.parquet import parquet
from underheaven.record.provenance import changed
from underheaven.record.query import RunFolder
from underheaven.record.reliving import Place, Reliving, citizen_at, place_of, relive
from underheaven.record.telling.associates import household_of
from underheaven.record.telling.citizen import POINT, Citizen, Levels
from underheaven.record.telling.closing import Closing
from underheaven.record.telling.firm import Employer
from underheaven.record.telling.life import ENROLLED, PLACE, REPLACED, Life
from underheaven.record.telling.week import live
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import ATTRIBUTES


class MismatchError(AssertionError):
    """A life as it is told is not the life that was lived: a fault of the program."""


class Teller:
    """Tells one citizen's life, step by step."""

    def __init__(self, reliving: Reliving, slot: int) -> None:
        """Before the first step is lived."""
        self.citizen = Citizen(reliving, slot)
        self._closing, self._employer = Closing(self.citizen), Employer(self.citizen)
        self._household = household_of(reliving, slot)

    def step(self, step: int) -> None:
        """Tell the step that was just lived. Raises `MismatchError` where it was lived otherwise."""
        citizen = self.citizen
        citizen.step = step
        x, i = citizen.reliving.scratch, citizen.slot
        shown = citizen.now.shown
        if citizen.member and not x.slots.was_member[i]:
            citizen.say(0, ENROLLED)
        if citizen.tables.places.allotted[step]:
            self._allot()
        self._compare("hardship", citizen.now.hardship, int(x.slots.hardship_before[i]))
        hard = citizen.now.hardship > 0
        live(citizen)
        self._close(shown, hard)
        self._replace()

    def _close(self, shown: int, hard: bool) -> None:
        """Close the step; whether the citizen stood for a firm is confirmed by what came of it."""
        citizen, newly = self.citizen, self._employer.newly()
        before, told = citizen.now.copy(), len(citizen.events)
        likely = self._employer.blames(newly) and self._employer.leads()
        for representative in (likely, not likely) if self._employer.blames(newly) else (False,):
            citizen.now = before.copy()
            del citizen.events[told:]
            del citizen.weeks[citizen.step :]
            self._employer.fall(newly, representative)
            self._closing.close(shown, hard)
            if self._lived() or self._gone:
                break
        citizen.pulled(told)
        if not self._gone:
            self._check()

    @property
    def _gone(self) -> bool:
        """Whether somebody else has come in the citizen's place at the end of the step."""
        reliving = self.citizen.reliving
        return bool(len(reliving.state.generation) and reliving.scratch.tying.struck[self.citizen.slot])

    def _replace(self) -> None:
        """Somebody else comes, who has lived through nothing."""
        citizen = self.citizen
        if self._gone:
            citizen.now = Levels.at_first(int(citizen.tables.start))
            citizen.say_at_end(REPLACED)
            self._check()

    def _columns(self) -> Iterator[tuple[str, int, int]]:
        """Name, told and lived of each column of the state."""
        citizen, state, i = self.citizen, self.citizen.reliving.state, self.citizen.slot
        for name in ("own", "shown", "clean_own", "clean", "dread", "hardship"):
            yield name, getattr(citizen.now, name), int(getattr(state, name)[i])
        if len(state.contexts):
            yield "contexts", citizen.now.contexts, int(state.contexts[i])

    def _lived(self) -> bool:
        return all(told == lived for _, told, lived in self._columns())

    def _check(self) -> None:
        for name, told, lived in self._columns():
            self._compare(name, told, lived)
        citizen, ledger = self.citizen, self.citizen.reliving.ledger
        used = int(ledger.used[0])
        mine = [number for number in range(used) if int(ledger.slot[0, number]) == citizen.slot]
        names = ("at", "decide", "points", "moved_own", "moved_clean", "flags")
        there = [tuple(int(getattr(ledger, name)[0, number]) for name in names) for number in mine]
        written = [tuple(getattr(entry, name) for name in names) for entry in citizen.now.entries]
        if there != written:
            raise MismatchError(f"step {citizen.step}: the ledger is told as {written}, and was {there}")

    def _compare(self, name: str, told: int, lived: int) -> None:
        if told != lived:
            raise MismatchError(f"step {self.citizen.step}: {name} is told as {told}, and was {lived}")

    def _allot(self) -> None:
        """Places of schools and the like go to families."""
        citizen, t, home = self.citizen, self.citizen.tables, self._household
        reliving, x, known = citizen.reliving, citizen.reliving.scratch, citizen.known
        archetypes = [int(reliving.state.archetype[slot]) & ARCHETYPE for slot in home]
        if not any(t.adult[number] for number in archetypes):
            return
        child = any(t.places.child[number] for number in archetypes)
        scores = [int(x.slots.shown_before[slot]) for slot in home if x.slots.member[slot]]
        mean = sum(scores) // len(scores) if scores else int(t.start)
        here = reliving.community << 12 | home[0]
        names = citizen.layout.places
        cuts = known[len(known) - len(Cut) * len(names) :].tolist()
        for q, name in enumerate(names):
            if t.places.with_child[q] and not child:
                continue
            rank = mean if t.places.ranked[citizen.step, q] else 0
            last_rank, last_word, last_place, drawn_word, drawn_place = cuts[
                len(Cut) * q : len(Cut) * q + len(Cut)
            ]
            word = citizen.named_words(draws.PLACES, t.places.key[q], slot=home[0])[0]
            placed = first(rank, word, here, last_rank, last_word, last_place)
            drawn = first(0, word, here, 0, drawn_word, drawn_place)
            if drawn and not placed and citizen.adult:
                citizen.now.hardship = raised(citizen.now.hardship, int(t.places.hardship[q]))
            citizen.say(
                0,
                PLACE,
                of=name,
                outcome="placed" if placed else "not placed",
                why="" if placed == drawn else "favoured" if placed else "displaced",
            )

    def life(self) -> Life:
        """The life as it has been told so far."""
        citizen, reliving = self.citizen, self.citizen.reliving
        society, home = citizen.world.society, self._household
        archetypes = Archetypes(society)
        place = Place(reliving.region, reliving.community, citizen.slot)
        return Life(
            world=citizen.world,
            citizen=citizen_at(citizen.world, place),
            region=list(society.regions)[reliving.region],
            community=reliving.community,
            slot=citizen.slot,
            adult=citizen.adult,
            person={
                name: archetypes.categories[name][int(archetypes.codes(name)[citizen.number])]
                for name in ATTRIBUTES
            },
            household=len(home),
            first_of_household=home[0] == citizen.slot,
            events=tuple(citizen.events),
            weeks=tuple(citizen.weeks),
        )


def tell_all(reliving: Reliving, slots: Iterable[int]) -> list[Life]:
    """The lives of some citizens of a community, which lives again once for all of them."""
    tellers = [Teller(reliving, slot) for slot in slots]
    for step in reliving.steps():
        for teller in tellers:
            teller.step(step)
    return [teller.life() for teller in tellers]


def tell(folder: RunFolder, citizen: int) -> Life:
    """The life of one synthetic citizen of a run, up to where the run went.

    Citizens are numbered from 0 in the order of regions, communities and slots. Only the file of public
    states is compared with its hash, and only the citizen's community is made. Where the run kept a row of
    each citizen, the end of the life is compared with it. InputError if there is no such citizen, or if the
    folder was changed, or made by another version of the model.
    """
    place = place_of(folder.world, citizen)
    (found,) = tell_all(relive(folder, place.region, place.community), [place.slot])
    if found.finished and not folder.world.renewal and FINAL in folder.provenance.files:
        _require_same_end(folder, found)
    return found


def _require_same_end(folder: RunFolder, life: Life) -> None:
    """Refuse a folder whose row of the citizen is not how the life ends."""
    with folder.reading(FINAL), parquet(folder.path / FINAL) as file:
        rest, group = life.citizen, 0
        while group < file.num_row_groups and rest >= file.metadata.row_group(group).num_rows:
            rest -= file.metadata.row_group(group).num_rows
            group += 1
        if group == file.num_row_groups:
            raise changed(folder.path, FINAL)
        columns = file.read_row_group(group, columns=[*SCORES, *LEVELS])
    last = life.weeks[-1]
    told = [*(round(getattr(last, name) * POINT) for name in SCORES), last.dread, last.hardship]
    if told != [columns.column(name)[rest].as_py() for name in (*SCORES, *LEVELS)]:
        raise changed(folder.path, FINAL)
