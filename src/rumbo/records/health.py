"""How each source does, dataset by dataset: what arrived, when it was looked at, what waits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, Max, Sum

from rumbo.history import queries as history
from rumbo.kernel.money import Money
from rumbo.kernel.problems import Problem
from rumbo.people.values import Visible
from rumbo.records.datasets import datasets
from rumbo.records.linked_reads import linked_freshness
from rumbo.records.looks import fresh_source, fresh_through
from rumbo.records.models import Import, LogEntry, Look
from rumbo.records.queries import unmatched
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.linked import Linked
from rumbo.records.values import Unmatched

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source of one dataset, on the organisation's clock.

    `arrived_at` is when something new last came, `seen_at` when it was last looked at at all;
    `fresh_through` is the last business date on which that is recent enough. Both are None for
    a dataset that nothing ever came for; its source is empty. Of a linked dataset the source is
    its connection, `versions` its records, and `problem` why nobody can say.
    """

    dataset: Dataset
    source: str
    versions: int
    arrived_at: datetime | None
    seen_at: datetime | None
    fresh_through: date | None
    rejected: int = 0
    unmatched: int = 0
    money: tuple[Money, ...] = ()
    problem: Problem | None = None

    @property
    def patience(self) -> int:
        """How many days may pass without a look at it."""
        return self.dataset.patience_with(self.source)

    def is_stale(self, today: date) -> bool:
        """Whether the last look is too long ago."""
        return self.fresh_through is not None and today > self.fresh_through


@dataclass(frozen=True, slots=True)
class _Arrivals:
    versions: int
    at: datetime


def health(*, visible: Visible) -> tuple[SourceHealth, ...]:
    """Every dataset by its sources, in order; only for readers who see everyone's records."""
    if visible.people is not None:
        return ()
    arrived, looked, refused = _arrivals(_mark()), _looks(), _rejections()
    waiting = _waiting(visible)
    found = []
    for dataset in datasets():
        if dataset.linked is not None:
            found.append(_elsewhere(dataset, dataset.linked, visible))
            continue
        awaited = {(dataset.key, source) for source, _ in dataset.sources}
        keys = sorted(k for k in {*arrived, *looked, *awaited} if k[0] == dataset.key)
        for key in keys or [(dataset.key, "")]:
            came, seen = arrived.get(key), looked.get(key)
            last = max((at for at in (came.at if came else None, seen) if at), default=None)
            held = waiting.get(key)
            found.append(
                SourceHealth(
                    dataset=dataset,
                    source=key[1],
                    versions=came.versions if came else 0,
                    arrived_at=came.at if came else None,
                    seen_at=last,
                    fresh_through=fresh_source(dataset, key[1], last),
                    rejected=refused.get(key, 0),
                    unmatched=held.records if held else 0,
                    money=held.money if held else (),
                )
            )
    return tuple(found)


def _elsewhere(dataset: Dataset, linked: Linked, visible: Visible) -> SourceHealth:
    """A linked dataset, as its engine answers; what it holds is never refused here."""
    told = linked_freshness(dataset, visible, None)
    return SourceHealth(
        dataset=dataset,
        source=linked.connection,
        versions=told.records,
        arrived_at=told.observed_at,
        seen_at=told.observed_at,
        fresh_through=fresh_through(dataset, told.observed_at, position=history.head()),
        problem=told.problem,
    )


def _mark() -> tuple[int, datetime | None]:
    """The last position and when it was really taken: it tells two databases apart."""
    known = history.known(history.head())
    return (known.position, known.real_at) if known else (0, None)


@lru_cache(maxsize=2)
def _arrivals(_mark: tuple[int, datetime | None]) -> Mapping[Key, _Arrivals]:
    """One reading of the whole log, kept until something is added to it."""
    rows = LogEntry.objects.values("dataset", "source")
    counted = rows.annotate(versions=Count("position"), at=Max("observed_at")).order_by()
    return {
        (each["dataset"], each["source"]): _Arrivals(each["versions"], each["at"])
        for each in counted
    }


def _looks() -> Mapping[Key, datetime]:
    rows = Look.objects.values("dataset", "source").annotate(last=Max("at")).order_by()
    return {(each["dataset"], each["source"]): each["last"] for each in rows}


def _rejections() -> Mapping[Key, int]:
    rows = Import.objects.filter(state="done").values("dataset", "source")
    counted = rows.annotate(total=Sum("rejected")).order_by()
    return {(each["dataset"], each["source"]): each["total"] for each in counted}


@dataclass(frozen=True, slots=True)
class _Held:
    records: int
    money: tuple[Money, ...]


def _waiting(visible: Visible) -> Mapping[Key, _Held]:
    """What nobody is matched to, by dataset and source; money summed for each currency."""
    together: dict[Key, list[Unmatched]] = {}
    for each in unmatched(visible=visible):
        together.setdefault((each.dataset, each.source), []).append(each)
    return {
        key: _Held(sum(each.records for each in parts), tuple(_sums(parts)))
        for key, parts in together.items()
    }


def _sums(parts: list[Unmatched]) -> Iterator[Money]:
    sums: dict[str, Money] = {}
    for money in (one for each in parts for one in each.money):
        held = sums.get(money.currency)
        sums[money.currency] = held + money if held else money
    yield from sums.values()
