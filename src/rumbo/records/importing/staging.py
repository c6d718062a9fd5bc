"""A private database on disk where a file's rows are checked and compared, set by set."""

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
from django.conf import settings

from rumbo.records.importing.checking import Plan, currencies_in
from rumbo.records.importing.csv_file import Block
from rumbo.records.importing.held import held_versions
from rumbo.records.log import Compared
from rumbo.records.projection.apply import insert_rows
from rumbo.records.projection.tables import literal
from rumbo.records.rules.dataset import Field, FieldKind
from rumbo.records.rules.rows import RejectedRow, read_row, rejected
from rumbo.records.rules.values import Fault

MEMORY = "512MB"
TABLES = """
CREATE TABLE staged (line BIGINT, key VARCHAR, payload VARCHAR, digest VARCHAR,
    person VARCHAR, minor BIGINT);
CREATE TABLE people (value VARCHAR, identity VARCHAR);
CREATE TABLE held (key VARCHAR, position BIGINT, source_version BIGINT, kind VARCHAR,
    digest VARCHAR);
"""
# Every row of a key after its first: dropped when equal, refused when not.
REPEATED = """
SELECT later.line, later.key, first.line, later.digest = first.digest
FROM staged AS later
JOIN (SELECT key, min(line) AS line, arg_min(digest, line) AS digest FROM staged
      GROUP BY key HAVING count(*) > 1) AS first ON later.key = first.key
WHERE later.line > first.line ORDER BY later.line
"""
COMPARED = """
SELECT staged.line, staged.key, staged.payload, staged.digest,
    coalesce(held.source_version, 0) + 1 AS source_version, held.position AS supersedes
FROM staged LEFT JOIN held ON held.key = staged.key
WHERE held.key IS NULL OR held.kind <> 'upsert' OR held.digest <> staged.digest
"""
Identify = Callable[[Iterable[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a file comes to, compared with the log."""

    new: int
    changed: int
    same: int


class Staging:
    """Made, filled block by block, compared once, read in chunks, and thrown away."""

    def __init__(self, plan: Plan, *, identify: Identify) -> None:
        self.plan = plan
        self.repeated_same = 0
        self.compared_at = 0
        self._identify = identify
        self._identities: dict[str, str] = {}
        home = Path(settings.RUMBO_HOME) / "staging"
        home.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(dir=home, prefix=uuid.uuid4().hex))
        self._connection = _opened(self._folder / "staging.duckdb")

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, block: Block, header: Sequence[str]) -> list[RejectedRow]:
        """Stage the right rows of a block; the others come back with their reasons."""
        if not block.rows:
            return list(block.broken)
        indexes = [header.index(column) for column in self.plan.columns]
        columns = list(zip(*block.rows, strict=True))
        arrays = [pa.array(columns[index], type=pa.string()) for index in indexes]
        names = [f"c{number}" for number in range(len(indexes))]
        table = pa.table([pa.array(block.lines, type=pa.int64()), *arrays], ["line", *names])
        with self._connection.cursor() as cursor:
            cursor.register("block", table)
            plan = self._with_currencies(cursor)
            cursor.execute(
                f"CREATE OR REPLACE TEMP TABLE checked AS SELECT *, {plan.is_right()} AS right_ "  # noqa: S608
                f"FROM (SELECT line, {plan.texts()} FROM block)"
            )
            self._meet(cursor)
            self._stage(cursor, plan)
            wrong = cursor.execute("SELECT line FROM checked WHERE NOT right_").fetchall()
        return sorted([*block.broken, *self._explained(wrong, block, header)])

    def _with_currencies(self, cursor: duckdb.DuckDBPyConnection) -> Plan:
        holders = {
            each.currency
            for each in self.plan.dataset.of_kind(FieldKind.MONEY)
            if not each.has_fixed_currency
        }
        found: set[str] = set()
        for each in holders:
            text = self.plan.written(self.plan.dataset.field(each))
            rows = cursor.execute(f"SELECT DISTINCT {text} FROM block").fetchall()  # noqa: S608
            found.update(currencies_in(row[0] for row in rows))
        return Plan(self.plan.dataset, self.plan.mapping, tuple(sorted(found)))

    def _meet(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Give every person of the right rows an identity, once per file."""
        for each in self.plan.dataset.of_kind(FieldKind.PERSON):
            index = self.plan.dataset.fields.index(each)
            rows = cursor.execute(
                f"SELECT DISTINCT t{index} FROM checked WHERE right_ AND t{index} IS NOT NULL "  # noqa: S608
                "EXCEPT SELECT value FROM people"
            ).fetchall()
            if strangers := sorted(row[0] for row in rows):
                identified = self._identify(strangers)
                pairs = [(value, identified.get(value, "?")) for value in strangers]
                insert_rows(cursor, "people", pairs, width=2)

    def _stage(self, cursor: duckdb.DuckDBPyConnection, plan: Plan) -> None:
        fields = plan.dataset.fields
        key = fields.index(plan.dataset.field(plan.dataset.key_field))
        joins, identities = "", ""
        for each in plan.dataset.of_kind(FieldKind.PERSON):
            index = fields.index(each)
            identities += f", p{index}.identity AS i{index}"
            joins += f" LEFT JOIN people AS p{index} ON p{index}.value = t{index}"
        credited = plan.dataset.credited_to
        person = f"t{fields.index(plan.dataset.field(credited))}" if credited else "NULL"
        money = first_money(plan)
        minor = plan.minor(money) if money else "NULL"
        cursor.execute(
            f"""INSERT INTO staged SELECT line, key, payload, sha256(payload), person, minor
            FROM (SELECT line, t{key} AS key, {plan.payload()} AS payload, {person} AS person,
                         {minor} AS minor
                  FROM (SELECT checked.*{identities} FROM checked{joins} WHERE right_))
            ORDER BY line"""  # noqa: S608 - names and literals from checked documents
        )

    def _explained(
        self, wrong: Iterable[tuple[int]], block: Block, header: Sequence[str]
    ) -> Iterator[RejectedRow]:
        by_line = {line: index for index, line in enumerate(block.lines)} if wrong else {}
        for (line,) in wrong:
            raw = dict(zip(header, block.rows[by_line[line]], strict=True))
            read = read_row(self.plan.dataset, self.plan.mapping, raw, line=line)
            if not isinstance(read, RejectedRow):
                raise AssertionError(f"line {line}: the two readers of values disagree")
            yield read

    def drop_repeated(self) -> list[RejectedRow]:
        """Keep the first row of each key: an equal one is the same, another one is refused."""
        with self._connection.cursor() as cursor:
            rows = cursor.execute(REPEATED).fetchall()
            if rows:
                insert_lines = [(line,) for line, *_ in rows]
                cursor.execute("CREATE TEMP TABLE dropped (line BIGINT)")
                insert_rows(cursor, "dropped", insert_lines, width=1)
                cursor.execute("DELETE FROM staged WHERE line IN (SELECT line FROM dropped)")
        self.repeated_same = sum(bool(equal) for *_, equal in rows)
        key = self.plan.mapping.column_of(self.plan.dataset.field(self.plan.dataset.key_field))
        return [
            rejected(line, key or "", text, Fault("record.key-twice", {"first": str(first)}))
            for line, text, first, equal in rows
            if not equal
        ]

    def compare(self) -> Counts:
        """Compare every staged row with the current state of its record in the log."""
        with self._connection.cursor() as cursor:
            self.compared_at = held_versions(self.plan.dataset.key, cursor)
            cursor.execute(f"CREATE TABLE compared AS {COMPARED} ORDER BY line")
            found = cursor.execute(
                "SELECT (SELECT count(*) FROM staged), count(*), count(supersedes) FROM compared"
            ).fetchone()
        total, written, changed = found or (0, 0, 0)
        same = total - written + self.repeated_same
        return Counts(new=written - changed, changed=changed, same=same)

    def chunks(self, size: int) -> Iterator[list[Compared]]:
        """The rows to append, in the order of the file."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT * EXCLUDE (line) FROM compared ORDER BY line")
            while rows := cursor.fetchmany(size):
                yield [Compared(*row) for row in rows]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Rows of a query of ours over the staged file."""
        with self._connection.cursor() as cursor:
            return cursor.execute(query).fetchall()


def first_money(plan: Plan) -> Field | None:
    """The field that says how much money a row holds, when it has one currency."""
    found = (each for each in plan.fed if each.kind is FieldKind.MONEY)
    return next((each for each in found if each.has_fixed_currency), None)


def _opened(file: Path) -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect(str(file), config={"memory_limit": MEMORY})
    opened.execute("SET TimeZone = 'UTC'")
    opened.execute(f"SET temp_directory = {literal(str(file.with_name('spill')))}")
    opened.execute("SET enable_external_access = false")
    opened.execute(TABLES)
    return opened
