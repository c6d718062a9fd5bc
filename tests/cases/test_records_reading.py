"""Values are read set by set in SQL and one by one in Python; both must say the same."""

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.records.importing.blocks import Block
from rumbo.records.importing.checking import Plan
from rumbo.records.importing.staging import Staging
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import Mapping
from rumbo.records.rules.payload import canonical
from rumbo.records.rules.rows import RejectedRow, read_row

EVERYTHING = Dataset(
    key="everything",
    key_field="key",
    fields=(
        Field("key", FieldKind.TEXT),
        Field("text", FieldKind.TEXT),
        Field("choice", FieldKind.CHOICE, choices=("Won", "Lost", "it's", 'a"b')),
        Field("whole", FieldKind.WHOLE),
        Field("decimal", FieldKind.DECIMAL),
        Field("dollars", FieldKind.MONEY, currency="USD"),
        Field("yen", FieldKind.MONEY, currency="JPY"),
        Field("currency", FieldKind.TEXT),
        Field("own", FieldKind.MONEY, currency="currency"),
        Field("day", FieldKind.DATE, required=True),
        Field("seen-at", FieldKind.INSTANT),
        Field("new", FieldKind.YES_NO),
        Field("person", FieldKind.PERSON),
    ),
)
COLUMNS = tuple(each.id for each in EVERYTHING.fields)
POINT = Formats()
SPANISH = Formats(
    decimal=",",
    thousands=".",
    dates="%d/%m/%Y",
    instants="%d/%m/%Y %H:%M",
    yes=("sí", "x"),
    no=("no",),
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MARKS = st.text("0123456789.,-' +eE()", max_size=12)
NUMBERS = st.one_of(
    MARKS,
    st.integers(-(10**19), 10**19).map(str),
    st.decimals(-(10**15), 10**15, places=2).map(str),
    st.decimals(-(10**6), 10**6, places=7).map(str),
    st.sampled_from(["1.234,56", "1,234.56", "1'234.56", "(12.00)", "١٢٣", "-0", " 7 ", "NaN"]),
)
DAYS = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: f"{day:%d/%m/}{day.year:04d}"),
    st.sampled_from(["2017-02-30", "0999-01-01", "2017-2-1", "9999-12-31", " 2017-01-01 "]),
    ANY,
)
INSTANTS = st.one_of(
    st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z"),
    st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}-0530"),
    st.datetimes().map(lambda at: f"{at:%d/%m/%Y %H:%M}"),
    st.sampled_from(["2017-01-01T24:00:00Z", "2017-01-01T10:60:00+02:00"]),
    ANY,
)
WILD = (
    st.one_of(ANY, st.uuids().map(str)),
    ANY,
    st.sampled_from(["Won", "Lost", "won", "it's", 'a"b', ""]),
    NUMBERS,
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.sampled_from(["USD", "JPY", "KWD", "usd", "", "EURO"]),
    NUMBERS,
    DAYS,
    INSTANTS,
    st.sampled_from(["yes", "no", "true", "0", "sí", "x", "Yes", ""]),
    ANY,
)
GOOD = ("K1", "x", "Won", "1", "1", "1", "1", "KWD", "1", "", "", "no", "Ana")


@st.composite
def rows_around_a_good_one(draw: st.DrawFn, good: tuple[str, ...]) -> tuple[str, ...]:
    """A row that is right but for one or two wild values, which may be right as well."""
    row = list(good)
    for index in draw(st.sets(st.integers(0, len(row) - 1), min_size=1, max_size=2)):
        row[index] = draw(WILD[index])
    return tuple(row)


def identity(value: str) -> str:
    return f"i{sum(map(ord, value))}-{len(value)}"


def good(formats: Formats) -> tuple[str, ...]:
    day = "2017-08-01" if formats is POINT else "01/08/2017"
    return (*GOOD[:9], day, *GOOD[10:])


@pytest.mark.parametrize("formats", [POINT, SPANISH], ids=["point", "comma"])
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_both_readers_keep_and_refuse_the_same(formats: Formats, data: st.DataObject) -> None:
    one = rows_around_a_good_one(good(formats))
    rows = data.draw(st.lists(one, min_size=20, max_size=60))
    mapping = Mapping(
        "", "everything", "crm", {each: (each,) for each in COLUMNS}, formats=formats
    )
    expected: dict[int, str] = {}
    refused: set[int] = set()
    for line, row in enumerate(rows, start=2):
        raw = dict(zip(COLUMNS, row, strict=True))
        read = read_row(EVERYTHING, mapping, raw, line=line)
        if isinstance(read, RejectedRow):
            refused.add(line)
        else:
            person = read["person"]
            read["person"] = identity(str(person)) if person else None
            expected[line] = canonical(read)
    kept, rejected = set_wise(mapping, rows)
    assert rejected == refused
    assert kept == expected


def set_wise(mapping: Mapping, rows: list[tuple[str, ...]]) -> tuple[dict[int, str], set[int]]:
    columns = list(zip(*rows, strict=True))
    names = [f"c{index}" for index in range(len(COLUMNS))]
    table = pa.Table.from_arrays([pa.array(each) for each in columns], names=names)
    block = Block(range(2, 2 + len(rows)), table)
    plan = Plan(EVERYTHING, mapping, header=COLUMNS)
    with Staging(
        plan, identify=lambda values: {each: identity(each) for each in values}
    ) as own:
        wrong = own.add(block)
        assert "record.doubtful" not in {each.code for each in wrong}
        rejected = {each.line for each in wrong}
        own.make_ready()
        kept = own.rows("SELECT line, payload FROM ready WHERE digest = sha256(payload)")
    return {int(str(line)): str(payload) for line, payload in kept}, rejected
