"""The rows of a query as a table of text, with what was seen on the way through."""

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

import pyarrow as pa

from rumbo.connectors.rules.cursor import Cursor, Mark, cursor_of, higher
from rumbo.connectors.rules.families import Family, family
from rumbo.connectors.rules.source import Source
from rumbo.connectors.sql.cells import kind_for, text_of
from rumbo.connectors.sql.session import Row, Session
from rumbo.records.importing.blocks import Block
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.rows import RejectedRow, rejected
from rumbo.records.rules.values import Fault, refused_text

Batches = Iterator[tuple[tuple[str, ...], list[Row]]]


class SourceTable:
    """Read once, batch by batch; `reached` and `families` are whole when it has ended."""

    def __init__(
        self, source: Source, dataset: Dataset, batches: Batches, *, zone: ZoneInfo
    ) -> None:
        self.name = source.key
        self.size = 0
        self.done = 0
        self.reached: Cursor | None = None
        self.families: dict[str, frozenset[Family]] = {}
        self._source = source
        self._zone = zone
        self._batches = batches
        self.header, self._first = next(batches)
        self._kinds = kinds_of(source, dataset)

    @classmethod
    def of(
        cls, source: Source, dataset: Dataset, session: Session, *, since: Mark | None
    ) -> "SourceTable":
        """The rows from a value of the cursor on, in the zone of the source."""
        rows = session.rows(cursor=source.cursor_column, since=since)
        return cls(source, dataset, rows, zone=ZoneInfo(source.time_zone or "UTC"))

    def blocks(self, wanted: Sequence[int]) -> Iterator[Block]:
        """Every row, numbered from 1 in the order in which the database gave them."""
        names = [self.header[index] for index in wanted]
        self.families = dict.fromkeys(names, frozenset())
        for rows in self._all():
            self._look_at(rows, wanted)
            yield self._block(rows, wanted)
            self.done += len(rows)

    def _all(self) -> Iterator[list[Row]]:
        yield self._first
        for _, rows in self._batches:
            yield rows

    def _look_at(self, rows: list[Row], wanted: Sequence[int]) -> None:
        """Remember what the columns hold, and how far the cursor has come."""
        for index in wanted:
            seen = {family(row[index]) for row in rows} - {None}
            name = self.header[index]
            self.families[name] |= {each for each in seen if each is not None}
        if self._source.cursor_column in self.header:
            place = self.header.index(self._source.cursor_column)
            for row in rows:
                self.reached = higher(self.reached, cursor_of(row[place]))

    def _block(self, rows: list[Row], wanted: Sequence[int]) -> Block:
        lines: list[int] = []
        kept: list[list[str | None]] = []
        broken: list[RejectedRow] = []
        for line, row in enumerate(rows, start=self.done + 1):
            texts = self._texts(row, wanted, line=line)
            if isinstance(texts, RejectedRow):
                broken.append(texts)
            else:
                lines.append(line)
                kept.append(texts)
        columns = list(zip(*kept, strict=True)) if kept else [()] * len(wanted)
        arrays = [pa.array(each, type=pa.string()) for each in columns]
        names = [f"c{index}" for index in wanted]
        return Block(lines, pa.Table.from_arrays(arrays, names=names), broken)

    def _texts(
        self, row: Row, wanted: Sequence[int], *, line: int
    ) -> list[str | None] | RejectedRow:
        texts: list[str | None] = []
        for index in wanted:
            name = self.header[index]
            text = text_of(row[index], self._kinds.get(name, FieldKind.TEXT), self._zone)
            fault = text if isinstance(text, Fault) else refused_text(text or "")
            if fault is not None or isinstance(text, Fault):
                wrong = fault or Fault("source.binary")
                return rejected(wrong, line=line, column=name, text=self._shown(text))
            texts.append(text)
        return texts

    def _shown(self, text: str | Fault | None) -> str:
        return "" if text is None or isinstance(text, Fault) else text


def kinds_of(source: Source, dataset: Dataset) -> Mapping[str, FieldKind]:
    """For which kind of field each mapped column is written."""
    return {
        name: kind_for(
            dataset.writable_field(each).kind for each in fields if dataset.takes(each)
        )
        for name, fields in source.columns.items()
    }
