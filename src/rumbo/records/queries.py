"""Reads of records; each names what its reader may see."""

from dataclasses import replace
from datetime import datetime

from rumbo.history.queries import head
from rumbo.kernel.problems import Place, Problem
from rumbo.people.roster import identity_values
from rumbo.people.values import Visible
from rumbo.records import projection
from rumbo.records.amounts import amount_of, money_in
from rumbo.records.containing import MATCHED, holds
from rumbo.records.datasets import dataset, datasets_at
from rumbo.records.linked_reads import Wanted, linked_freshness, linked_page
from rumbo.records.looks import fresh_through, last_look
from rumbo.records.models import Import, Rejection
from rumbo.records.projection.tables import quoted
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.rows import RejectedRow
from rumbo.records.shown import columns_of, row_of, utc
from rumbo.records.values import (
    Freshness,
    ImportRow,
    RecordPage,
    Unmatched,
)

LARGEST_PAGE = 500
EXAMPLES = 3
CURRENT = "_position_from <= $position AND (_position_to IS NULL OR _position_to > $position)"


def records(
    dataset_key: str,
    *,
    visible: Visible,
    page: int = 1,
    size: int = 50,
    containing: str = "",
    position: int | None = None,
) -> RecordPage:
    """The current records of a dataset, or those of a position, latest first.

    `containing` keeps those with that text, in any case, in their key, their texts or the name
    of one of their people.
    """
    declared = dataset(dataset_key, position=position)
    size = max(1, min(size, LARGEST_PAGE))
    where, parameters = seen(declared, visible)
    if containing:
        where, parameters = f"{where} AND {holds(declared)}", parameters | {"text": containing}
    if declared.linked is not None:
        wanted = Wanted(max(page, 1), size, containing, position)
        return linked_page(declared, visible, wanted)
    table = quoted(declared.table)
    with projection.stage(position) as stage:
        counted = f"SELECT count(*) FROM {table} WHERE {where}"  # noqa: S608
        total = next(iter(stage.read(counted, parameters)))
        rows = stage.read(
            f"SELECT _key, _position_from, _observed_at, {columns_of(declared)} FROM {table} "  # noqa: S608
            f"WHERE {where} ORDER BY _position_from DESC LIMIT $size OFFSET $start",
            {**parameters, "size": size, "start": (max(page, 1) - 1) * size},
        )
    found = tuple(row_of(declared, each) for each in rows)
    return RecordPage(declared, found, int(str(total[0])), max(page, 1), size)


def seen(declared: Dataset, visible: Visible) -> tuple[str, dict[str, object]]:
    """The condition that keeps the current records a reader may see, with its parameters."""
    where, parameters = mine(declared, visible)
    return f"{CURRENT} AND {where}", parameters


def mine(declared: Dataset, visible: Visible) -> tuple[str, dict[str, object]]:
    """The condition that keeps the versions a reader may see, with its parameters."""
    if visible.people is None:
        return "true", {}
    if not declared.credited_to:
        return "false", {}
    credited = quoted(declared.field(declared.credited_to).column)
    own = f"{credited} IN ({MATCHED} AND list_contains($people, person))"
    return own, {"people": sorted(visible.people)}


def may_see(
    declared: Dataset, key: str, *, visible: Visible, position: int | None = None
) -> bool:
    """Whether a reader may see a record; one who sees everyone's may see any key."""
    if visible.people is None:
        return True
    where, parameters = seen(declared, visible)
    query = f"SELECT 1 FROM {quoted(declared.table)} WHERE {where} AND _key = $key"  # noqa: S608
    return len(projection.read(query, {**parameters, "key": key}, position=position)) > 0


def freshness(*, visible: Visible, position: int | None = None) -> tuple[Freshness, ...]:
    """How many records each dataset holds, and when its sources were last observed.

    With a position, of the datasets that were declared by then.
    """
    found = []
    for each in datasets_at(position):
        if each.linked is not None:
            told = linked_freshness(each, visible, position)
            through = fresh_through(each, told.observed_at, position=_at(position))
            found.append(replace(told, fresh_through=through))
            continue
        where, parameters = seen(each, visible)
        rows = projection.read(
            "SELECT count(*), max(_observed_at), max(_position_from) "  # noqa: S608
            f"FROM {quoted(each.table)} WHERE {where}",
            parameters,
            position=position,
        )
        count, observed, last = next(iter(rows))
        news = _news(each, utc(observed), position) if observed else None
        found.append(
            Freshness(
                dataset=each,
                records=int(str(count)),
                observed_at=news,
                position=int(str(last)) if last else None,
                fresh_through=fresh_through(each, news, position=_at(position)),
            )
        )
    return tuple(found)


def _news(declared: Dataset, observed: datetime, position: int | None) -> datetime:
    return max(observed, last_look(declared.key, position=_at(position)) or observed)


def _at(position: int | None) -> int:
    return head() if position is None else position


def unmatched(*, visible: Visible, position: int | None = None) -> tuple[Unmatched, ...]:
    """Identities that records are credited to and that mean nobody; most money first."""
    if visible.people is not None:
        return ()
    declared = [each for each in datasets_at(position) if each.credited_to and not each.linked]
    found = [row for each in declared for row in _unmatched_in(each, position)]
    return tuple(sorted(found, key=_most_money, reverse=True))


def _most_money(each: Unmatched) -> int:
    return max((one.minor for one in each.money), default=0)


def _unmatched_in(declared: Dataset, position: int | None) -> list[Unmatched]:
    credited = quoted(declared.field(declared.credited_to).column)
    amount, currency = amount_of(declared)
    rows = projection.read(
        f"""SELECT {credited}, {currency}, count(*), {amount},
            list(_key ORDER BY _position_from DESC)[:{EXAMPLES}]
        FROM {quoted(declared.table)}
        WHERE {CURRENT} AND {credited} IS NOT NULL AND {credited} NOT IN ({MATCHED})
        GROUP BY ALL ORDER BY 1, 2""",  # noqa: S608 - names from checked documents
        position=position,
    )
    parts: dict[str, list[tuple[object, ...]]] = {}
    for identity, *part in rows:
        parts.setdefault(str(identity), []).append(tuple(part))
    spelled = identity_values(parts)
    return [
        Unmatched(
            identity=identity,
            source=spelled[identity][0],
            value=spelled[identity][1],
            dataset=declared.key,
            records=sum(int(str(count)) for _, count, *_ in each),
            money=money_in((currency, minor) for currency, _, minor, _ in each),
            examples=tuple(key for *_, keys in each for key in _texts(keys))[:EXAMPLES],
        )
        for identity, each in parts.items()
    ]


def _texts(keys: object) -> tuple[str, ...]:
    return tuple(map(str, keys)) if isinstance(keys, list) else ()


def imports(*, visible: Visible, count: int = 50) -> tuple[ImportRow, ...]:
    """The latest imports, latest first; only for readers who see everyone's records."""
    if visible.people is not None:
        return ()
    return tuple(_import(each) for each in Import.objects.order_by("-pk")[:count])


def files_imported(*, visible: Visible) -> frozenset[tuple[str, str]]:
    """(mapping, file name) of every file that was read to its end."""
    if visible.people is not None:
        return frozenset()
    done = Import.objects.filter(state="done").values_list("mapping", "file_name")
    return frozenset(done)


def last_import_with(mapping: str, *, visible: Visible) -> ImportRow | None:
    """The latest import that a mapping read to its end."""
    if visible.people is not None:
        return None
    row = Import.objects.filter(mapping=mapping, state="done").order_by("-pk").first()
    return _import(row) if row else None


def one_import(import_id: int, *, visible: Visible) -> ImportRow | None:
    """One import; None when unknown or out of sight."""
    if visible.people is not None:
        return None
    row = Import.objects.filter(pk=import_id).first()
    return _import(row) if row else None


def _import(row: Import) -> ImportRow:
    return ImportRow(
        id=row.pk,
        dataset=row.dataset,
        source=row.source,
        mapping=row.mapping,
        file_name=row.file_name,
        file_size=row.file_size,
        by=row.by,
        at=row.at,
        state=row.state,
        new=row.new,
        changed=row.changed,
        same=row.same,
        rejected=row.rejected,
        missing=row.missing,
        deleted=row.deleted,
        columns=tuple(row.columns),
    )


def rejections(import_id: int, *, visible: Visible) -> tuple[RejectedRow, ...]:
    """The rows of an import that did not go in, by line."""
    if visible.people is not None:
        return ()
    rows = Rejection.objects.filter(brought_by_id=import_id).order_by("line", "pk")
    return tuple(
        RejectedRow(
            each.line,
            each.column,
            each.value,
            Problem(each.code, Place("", each.line), each.facts),
            tuple(each.row),
        )
        for each in rows
    )
