"""Who is who and in which team, as tables that are sent along: the projection's own roster."""

import re

import pyarrow as pa

from rumbo.people.roster import roster
from rumbo.records.projection.apply import roster_rows
from rumbo.records.projection.tables import ROSTER

# Names are for lists of records, which are not asked there: they stay here.
_STAY = frozenset({"roster_person", "roster_team"})
_TYPES = {"VARCHAR": pa.string(), "BIGINT": pa.int64(), "INTEGER": pa.int32()}
_TYPES |= {"DATE": pa.date32(), "BOOLEAN": pa.bool_()}


def roster_tables() -> dict[str, pa.Table]:
    """The roster tables of the projection by name, with the same columns; none with names."""
    rows = roster_rows(roster())
    sent = (name for name in ROSTER if name not in _STAY)
    return {name: _table(ROSTER[name], rows[name]) for name in sent}


def _table(columns: str, rows: list[tuple[object, ...]]) -> pa.Table:
    listed = [each.split(maxsplit=1) for each in re.split(r",\s*(?![^(]*\))", columns)]
    schema = pa.schema([(name, arrow_type(kind)) for name, kind in listed])
    values = zip(*rows, strict=True) if rows else ([] for _ in listed)
    arrays = [pa.array(each, kind) for each, kind in zip(values, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def arrow_type(kind: str) -> pa.DataType:
    """The Arrow type of a type that DuckDB declares; raises KeyError for one not known here."""
    if found := re.fullmatch(r"DECIMAL\((\d+), ?(\d+)\)", kind):
        return pa.decimal128(int(found[1]), int(found[2]))
    return _TYPES[kind]
