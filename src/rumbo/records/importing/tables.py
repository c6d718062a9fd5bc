"""Rows from anywhere take one path: staged, checked as sets, compared, appended in chunks."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from rumbo.history.actors import Actor
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.people.identities import identities_for
from rumbo.records.datasets import UnknownDataset, dataset
from rumbo.records.importing.appending import ROWS_PER_CHUNK, Appending
from rumbo.records.importing.blocks import Block, Wanted
from rumbo.records.importing.checking import Plan
from rumbo.records.importing.sealing import SubjectKeys
from rumbo.records.importing.staging import Counts, Identify, Staging
from rumbo.records.importing.values import Clock, Progress, Rejections
from rumbo.records.log import many_appends
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.mapping import Mapping, problems_of, problems_with_header
from rumbo.records.rules.rows import HIDDEN, RejectedRow
from rumbo.vault.subjects import keys_for


class Table(Protocol):
    """Rows whose cells are text, under a header; `done` of `size` have been read."""

    @property
    def name(self) -> str: ...
    @property
    def header(self) -> tuple[str, ...]: ...
    @property
    def size(self) -> int: ...
    @property
    def done(self) -> int: ...
    def blocks(self, wanted: Sequence[Wanted]) -> Iterator[Block]: ...


@dataclass(frozen=True, slots=True)
class Staged:
    """A table that has been read to its end and compared with the log; nothing is written."""

    staging: Staging
    mapping: Mapping
    rejections: Rejections
    counts: Counts


def untold(_done: int, _total: int) -> None:
    """Progress that nobody follows."""


@contextmanager
def staged(
    table: Table,
    mapping: Mapping,
    *,
    identify: Identify,
    keys: SubjectKeys = keys_for,
    progress: Progress = untold,
) -> Iterator[Staged]:
    """Read a table whole; raises Refused when its columns are not those of the mapping.

    `keys` gives the keys that personal values are sealed with: those that there are, for a
    preview, or made where there is none.
    """
    declared = declared_dataset(mapping.dataset)
    refuse(problems_of(mapping, declared, Place(table.name)))
    refuse(problems_with_header(mapping, table.header, Place(table.name, 1)))
    rejections = Rejections()
    plan = Plan(declared, mapping, header=table.header)
    with Staging(plan, identify=identify, keys=keys) as staging:
        for block in table.blocks(plan.wanted):
            rejections.add(_without_personal(staging.add(block), declared))
            progress(table.done // 2, table.size)
        staging.make_ready()
        rejections.add(staging.drop_repeated())
        rejections.listed.sort()
        yield Staged(staging, mapping, rejections, staging.compare())


def _without_personal(rows: Iterable[RejectedRow], declared: Dataset) -> Iterable[RejectedRow]:
    """Rows may hold anything: where fields are personal, none is kept whole or shown."""
    if not declared.personal:
        return rows
    cut = [replace(each, row=()) for each in rows]
    return [each if each.code.startswith("record.") else _hidden(each) for each in cut]


def _hidden(row: RejectedRow) -> RejectedRow:
    facts = {**row.problem.facts, "value": HIDDEN}
    return replace(row, value=HIDDEN, problem=replace(row.problem, facts=facts))


def append(ready: Staged, *, by: Actor, clock: Clock, progress: Progress = untold) -> Appending:
    """Append chunk by chunk, each committed and known from then on."""
    total = ready.counts.new + ready.counts.changed
    appending = Appending(ready.staging, ready.mapping, by=by, clock=clock)
    with many_appends():
        for chunk in ready.staging.chunks(ROWS_PER_CHUNK):
            appending.append(chunk)
            progress(total + appending.done, 2 * total)
    appending.finish()
    return appending


def meeting(source: str, *, by: Actor, at: datetime) -> Identify:
    """Give the people that a source names their identities; unseen ones are created."""

    def identify(values: Iterable[str]) -> dict[str, str]:
        return identities_for(source=source, values=values, by=by, at=at)

    return identify


def declared_dataset(key: str) -> Dataset:
    """The dataset of a mapping; raises Refused when there is none."""
    try:
        return dataset(key)
    except UnknownDataset as error:
        raise Refused(Problem("dataset.unknown", facts={"name": key})) from error


def refuse(problems: list[Problem]) -> None:
    """Raise Refused if there is any problem."""
    if problems:
        raise Refused(*problems)
