"""A private database where a file's rows are checked and compared, set by set."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa
from django.conf import settings

from rumbo.records.importing.blocks import Block
from rumbo.records.importing.checking import Plan, currencies_in
from rumbo.records.importing.comparing import (
    CHOSEN,
    COMPARED,
    COUNTED,
    MISSING,
    REPEATED,
    TABLES,
)
from rumbo.records.importing.held import held_versions
from rumbo.records.importing.sealing import SubjectKeys, seal_rows
from rumbo.records.log import COMPARED as LOGGED
from rumbo.records.projection.apply import insert_rows
from rumbo.records.projection.tables import literal
from rumbo.records.rules.dataset import FieldKind
from rumbo.records.rules.mapping import ROW_NUMBER
from rumbo.records.rules.rows import RejectedRow, read_row, rejected
from rumbo.records.rules.values import Fault
from rumbo.vault.subjects import keys_for

MEMORY = "256MB"
CHUNKS_SORTED = 24
# The identity, in a preview, of somebody whom the source has not spoken of before.
UNSEEN = "?"
# Faults of a row as a whole: which of its cells is the key, nobody can tell.
SHAPELESS = frozenset(
    {
        "import.short",
        "import.long",
        "import.quotes",
        "import.line-too-long",
        "import.not-json",
        "import.name-twice",
        "import.nested",
    }
)
Identify = Callable[[Iterable[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a file comes to, compared with the log."""

    new: int
    changed: int
    same: int


class Staging:
    """Made, filled block by block, compared once, read in chunks, and thrown away."""

    def __init__(self, plan: Plan, *, identify: Identify, keys: SubjectKeys = keys_for) -> None:
        self.plan = plan
        self.compared_at = 0
        self.unreadable = 0
        self._repeated_same = 0
        self._lines = [1, 0]
        self._identify = identify
        self._keys = keys
        home = Path(settings.RUMBO_HOME) / "staging"
        home.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=home))
        self._connection = _opened(self._folder)
        texts = "".join(f", t{index} VARCHAR" for index in range(len(plan.dataset.writable)))
        self._connection.execute(
            f"CREATE TABLE staged (line BIGINT{texts}, exported BIGINT, is_right BOOLEAN)"
        )

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, block: Block) -> list[RejectedRow]:
        """Stage the rows of a block; the wrong ones come back with their reasons."""
        self._note_refused(block.broken)
        if not block.lines:
            return list(block.broken)
        lines = pa.array(block.lines, type=pa.int64())
        with self._connection.cursor() as cursor:
            cursor.register("block", block.table.append_column("line", lines))
            self._note_currencies(cursor)
            cursor.execute(
                f"INSERT INTO staged SELECT *, {self.plan.is_right()} "  # noqa: S608
                f"FROM (SELECT line, {self.plan.texts()} FROM block)"
            )
            wrong = cursor.execute(
                "SELECT line FROM staged WHERE line >= ? AND NOT is_right", [min(block.lines)]
            ).fetchall()
            self._note_wrong(cursor, min(block.lines))
        return sorted([*block.broken, *self._explained(wrong, block)])

    def _note_refused(self, broken: Sequence[RejectedRow]) -> None:
        """The keys of rows that could not be staged, where they can be told."""
        keys = [key for each in broken if (key := self._key_in(each))]
        self.unreadable += len(broken) - len(keys)
        with self._connection.cursor() as cursor:
            insert_rows(cursor, "refused", [(key,) for key in keys], width=1)

    def _key_in(self, row: RejectedRow) -> str:
        key = self.plan.dataset.field(self.plan.dataset.key_field)
        index = self.plan.indexes.get(self.plan.mapping.column_of(key) or "", len(row.row))
        if row.code in SHAPELESS or index >= len(row.row) or row.column == self._key_column:
            return ""
        return self.plan.mapping.translated(key, row.row[index]) or ""

    @property
    def _key_column(self) -> str:
        key = self.plan.dataset.field(self.plan.dataset.key_field)
        return self.plan.mapping.column_of(key) or ""

    def _note_wrong(self, cursor: duckdb.DuckDBPyConnection, first: int) -> None:
        """The keys of staged rows that are wrong."""
        key = self._key_text
        wrong = f"FROM staged WHERE line >= {first:d} AND NOT is_right"
        cursor.execute(f"INSERT INTO refused SELECT {key} {wrong} AND {key} IS NOT NULL")
        cursor.execute(f"SELECT count(*) {wrong} AND {key} IS NULL")
        ((lost,),) = cursor.fetchall()
        self.unreadable += int(lost)

    @property
    def _key_text(self) -> str:
        declared = self.plan.dataset
        return f"t{declared.writable.index(declared.field(declared.key_field))}"

    def _note_currencies(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Which currencies the block names, where a field of the row names them."""
        money = self.plan.dataset.of_kind(FieldKind.MONEY)
        found = set(self.plan.currencies)
        for holder in {each.currency for each in money if not each.has_fixed_currency}:
            text = self.plan.written(self.plan.dataset.field(holder))
            rows = cursor.execute(f"SELECT DISTINCT {text} FROM block").fetchall()  # noqa: S608
            found.update(currencies_in(row[0] for row in rows))
        self.plan = replace(self.plan, currencies=tuple(sorted(found)))

    def _explained(self, wrong: Sequence[tuple[int]], block: Block) -> Iterator[RejectedRow]:
        by_line = {line: index for index, line in enumerate(block.lines)} if wrong else {}
        for (line,) in wrong:
            (texts,) = block.table.slice(by_line[line], 1).to_pylist()
            raw = {name: texts[f"c{index}"] for name, index in self.plan.indexes.items()}
            raw[ROW_NUMBER] = str(line)
            read = read_row(self.plan.dataset, self.plan.mapping, raw, line=line)
            if not isinstance(read, RejectedRow):
                # The two readers disagree, which tests exclude: what is in doubt stays out.
                read = rejected(Fault("record.doubtful"), line=line, column="", text="")
            yield replace(read, row=block.row(by_line[line]))

    def make_ready(self) -> None:
        """Give every person an identity, and every right row its payload and digest."""
        with self._connection.cursor() as cursor:
            self._meet(cursor)
            if self.plan.dataset.personal:
                seal_rows(cursor, self.plan, self._keys)
            cursor.execute(self.plan.ready())

    def _meet(self, cursor: duckdb.DuckDBPyConnection) -> None:
        columns = [f"t{index}" for index, _ in self.plan.people]
        named = " UNION ".join(
            f"SELECT {each} AS value FROM staged WHERE is_right AND {each} IS NOT NULL"  # noqa: S608
            for each in columns
        )
        if named:
            cursor.execute(f"SELECT DISTINCT value FROM ({named}) ORDER BY 1")  # noqa: S608
            strangers = [row[0] for row in cursor.fetchall()]
            identified = self._identify(strangers)
            pairs = [(value, identified.get(value, UNSEEN)) for value in strangers]
            insert_rows(cursor, "people", pairs, width=2)

    def drop_repeated(self) -> list[RejectedRow]:
        """Keep the first row of each key: an equal one is the same, another one is refused."""
        with self._connection.cursor() as cursor:
            rows = cursor.execute(REPEATED).fetchall()
            if rows:
                cursor.execute("CREATE TEMP TABLE dropped (line BIGINT)")
                insert_rows(cursor, "dropped", [(line,) for line, *_ in rows], width=1)
                cursor.execute("DELETE FROM ready WHERE line IN (SELECT line FROM dropped)")
        self._repeated_same = sum(bool(equal) for *_, equal in rows)
        return [
            rejected(_twice(first), line=line, column=self._key_column, text=text)
            for line, text, first, equal in rows
            if not equal
        ]

    def compare(self) -> Counts:
        """Compare every row with the current state of its record in the log."""
        with self._connection.cursor() as cursor:
            self.compared_at = held_versions(self.plan.dataset.key, cursor)
            cursor.execute(COMPARED)
            ((total, written, changed, *self._lines),) = cursor.execute(COUNTED).fetchall()
        same = total - written + self._repeated_same
        return Counts(new=written - changed, changed=changed, same=same)

    @property
    def has_rows(self) -> bool:
        """Whether any row of the file is right."""
        return bool(self.rows("SELECT 1 FROM ready LIMIT 1"))

    def missing(self, source: str) -> list[tuple[str, int]]:
        """The records of a source that the file does not have: keys, and where each stands."""
        with self._connection.cursor() as cursor:
            return cursor.execute(MISSING, [source]).fetchall()

    def written(self, lines: Sequence[int]) -> dict[int, dict[str, str]]:
        """How the file writes the people of some lines, by field id."""
        people = [(f"t{index}", field.id) for index, field in self.plan.people]
        listed = ", ".join(["line", *(column for column, _ in people)])
        with self._connection.cursor() as cursor:
            rows = cursor.execute(
                f"SELECT {listed} FROM staged WHERE list_contains(?, line)",  # noqa: S608
                [list(lines)],
            ).fetchall()
        names = [name for _, name in people]
        return {
            line: {name: text for name, text in zip(names, texts, strict=True) if text}
            for line, *texts in rows
        }

    def chunks(self, size: int) -> Iterator[pa.Table]:
        """The rows to append (`log.COMPARED`), in the order of the file by and large.

        Some chunks together are sorted by key: then each touches few pages of the log's index.
        """
        first, last = self._lines
        lines = size * CHUNKS_SORTED
        with self._connection.cursor() as cursor:
            for line in range(first, last + 1, lines):
                asked = {"first": line, "last": line + lines - 1}
                table = cursor.sql(CHOSEN, params=asked).to_arrow_table().cast(LOGGED)
                for start in range(0, table.num_rows, size):
                    yield table.slice(start, size)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Rows of a query of ours over the staged file."""
        with self._connection.cursor() as cursor:
            return cursor.execute(query).fetchall()


def _twice(first: int) -> Fault:
    return Fault("record.key-twice", {"first": str(first)})


def _opened(folder: Path) -> duckdb.DuckDBPyConnection:
    # In a file of its own every row would be compressed, which costs more than checking it;
    # in memory rows stay as they are, and what is beyond the limit goes to the folder.
    opened = duckdb.connect(config={"memory_limit": MEMORY})
    opened.execute("SET TimeZone = 'UTC'")
    opened.execute(f"SET temp_directory = {literal(str(folder / 'spill'))}")
    opened.execute("SET enable_external_access = false")
    # Rows carry their line: order is asked for where it matters, and not kept by all means.
    opened.execute("SET preserve_insertion_order = false")
    opened.execute(TABLES)
    return opened
