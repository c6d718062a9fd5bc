"""What an expression over a dataset may name: its own fields, and those one link away.

`account.market` is the field `market` of the record that the field `account` links to.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from rumbo.kernel.expressions import Expression, Value, names
from rumbo.kernel.texts import Text
from rumbo.records.rules.dataset import Dataset, Field, FieldKind, column_of

STEP = "."
Links = tuple[tuple[str, Dataset], ...]
Row = Mapping[str, Value]


def links_of(dataset: Dataset, datasets: Mapping[str, Dataset]) -> Links:
    """The columns that link to another declared dataset, and that dataset."""
    linking = (each for each in dataset.fields if each.link in datasets)
    return tuple((each.column, datasets[each.link]) for each in linking)


@lru_cache(maxsize=500)
def reach_of(dataset: Dataset, links: Links) -> Dataset:
    """The dataset with the fields of linked records beside its own; people stay behind."""
    beyond = (_beyond(dataset, link, linked) for link, linked in links)
    return replace(dataset, fields=(*dataset.fields, *(f for each in beyond for f in each)))


def _beyond(dataset: Dataset, link: str, linked: Dataset) -> Iterator[Field]:
    through = dataset.field(link)
    for each in linked.fields:
        if each.kind is not FieldKind.PERSON:
            name = Text(
                en=f"{each.name.en} of {through.name.en}",
                es=f"{each.name.es} de {through.name.es}",
            )
            yield replace(each, id=f"{through.id}{STEP}{each.id}", name=name)


def links_in(written: Iterable[Expression | str | None]) -> frozenset[str]:
    """The links that expressions, or names of fields, lead through."""
    found: set[str] = set()
    for each in written:
        if each is not None:
            found |= {each} if isinstance(each, str) else names(each)
    return frozenset(column_of(each.partition(STEP)[0]) for each in found if STEP in each)


def with_linked(
    rows: Iterable[Row], links: Links, linked: Mapping[str, Iterable[Row]]
) -> list[Row]:
    """Rows held in memory, each with the fields of the rows that it links to."""
    found = {link: _by_key(each, linked.get(each.key, ())) for link, each in links}
    return [{**row, **_values(row, found)} for row in rows]


def _by_key(dataset: Dataset, rows: Iterable[Row]) -> dict[Value, Row]:
    return {row.get(column_of(dataset.key_field)): row for row in rows}


def _values(row: Row, found: Mapping[str, Mapping[Value, Row]]) -> dict[str, Value]:
    return {
        f"{link}{STEP}{name}": value
        for link, by_key in found.items()
        if row.get(link) is not None
        for name, value in by_key.get(row[link], {}).items()
    }
