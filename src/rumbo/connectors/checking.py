"""Try a source before it counts: its first rows, and what they would become."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from rumbo.connectors.documents import mapping_of, problems_with_dataset, read_source
from rumbo.connectors.reading import in_its_zone
from rumbo.connectors.rules.families import Family, family
from rumbo.connectors.rules.source import Source
from rumbo.connectors.sql import address, session
from rumbo.connectors.sql.cells import text_of
from rumbo.connectors.sql.session import Row
from rumbo.connectors.sql.table import SourceTable
from rumbo.connectors.stored import address_of, row_of
from rumbo.connectors.values import Checked, ColumnSeen
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.people.identities import known_identities
from rumbo.records.datasets import dataset
from rumbo.records.importing.staging import UNSEEN
from rumbo.records.importing.tables import staged
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.mapping import problems_with_header
from rumbo.records.rules.rows import RejectedRow
from rumbo.records.rules.values import Fault
from rumbo.vault.subjects import keys_of

FIRST = 20
UTC = ZoneInfo("UTC")


def check_stored(key: str) -> Checked:
    """Try a declared source at the address it has; raises Refused, and NotVisible."""
    row = row_of(key)
    return check(read_source(row.document, file=key), address_of(row))


def check_at(source: Source, *, stored: str) -> Checked:
    """Try a source as it is written now, at the address that it has or had."""
    if source.connection:
        return check(source, address.from_environment(source.connection))
    if not stored:
        raise Refused(Problem("source.no-address", facts={"name": ""}))
    return check(source, address_of(row_of(stored)))


def check(source: Source, where: str) -> Checked:
    """What a source answers now; writes nothing. Raises Refused when it cannot be asked.

    With a mapping that fits, the first rows are checked as a reading would check them.
    """
    own = in_its_zone(source)
    with session.opened(session.at(where), own.query, timeout=own.timeout) as opened:
        header, rows = opened.first(FIRST)
    declared = dataset(own.dataset)
    problems = _problems(own, declared, header)
    rejected = () if problems else _rejected(own, declared, header, rows=rows)
    return Checked(_columns(header, rows), _texts(rows), rejected, problems)


def _problems(
    source: Source, declared: Dataset, header: tuple[str, ...]
) -> tuple[Problem, ...]:
    fits = problems_with_dataset(source, declared)
    return tuple(fits or problems_with_header(mapping_of(source), header, Place(source.key)))


def _rejected(
    source: Source, declared: Dataset, header: tuple[str, ...], *, rows: list[Row]
) -> tuple[RejectedRow, ...]:
    def batches() -> Iterator[tuple[tuple[str, ...], list[Row]]]:
        yield header, []
        yield header, rows

    def identify(values: Iterable[str]) -> dict[str, str]:
        found = known_identities(source=source.key, values=values)
        return {each: found.get(each, UNSEEN) for each in found}

    table = SourceTable(source, declared, batches(), zone=ZoneInfo(source.time_zone))
    with staged(table, mapping_of(source), identify=identify, keys=keys_of) as ready:
        return tuple(ready.rejections.listed)


def _columns(header: tuple[str, ...], rows: list[Row]) -> tuple[ColumnSeen, ...]:
    texts = _texts(rows)
    return tuple(
        ColumnSeen(
            name,
            _families(row[index] for row in rows),
            next((row[index] for row in texts if row[index]), ""),
        )
        for index, name in enumerate(header)
    )


def _families(values: Iterable[object]) -> frozenset[Family]:
    return frozenset(found for each in values if (found := family(each)) is not None)


def _texts(rows: list[Row]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_shown(value) for value in row) for row in rows)


def _shown(value: object) -> str:
    text = text_of(value, FieldKind.TEXT, UTC)
    return "" if text is None or isinstance(text, Fault) else text[:200]
