"""Meet the people of linked tables: their spellings become identities, as an import's do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.kernel.problems import Problem
from rumbo.people.identities import identities_for
from rumbo.records.linked.reading import SECONDS, limited, linked_of, prepare, spellings
from rumbo.records.linked.sessions import session
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.unanswered import Unanswered


@dataclass(frozen=True, slots=True)
class Looked:
    """How a linked dataset was found: whom it spells, or what is wrong with it."""

    dataset: Dataset
    people: int
    problem: Problem | None = None


def look(datasets: Iterable[Dataset], *, by: Actor, at: datetime) -> tuple[Looked, ...]:
    """See that each linked table can be asked, and meet those whom it speaks of."""
    return tuple(_looked(each, by=by, at=at) for each in datasets if each.linked)


def _looked(dataset: Dataset, *, by: Actor, at: datetime) -> Looked:
    linked = linked_of(dataset)
    try:
        with session(linked.connection) as held:
            prepare(held, dataset)
            if not linked.people:
                return Looked(dataset, 0)
            with limited(held, SECONDS):
                met = sorted(spellings(held, dataset, linked))
    except Unanswered as fault:
        return Looked(dataset, 0, fault.problem)
    with transaction.atomic():
        identities_for(source=linked.people, values=met, by=by, at=at)
    return Looked(dataset, len(met))
