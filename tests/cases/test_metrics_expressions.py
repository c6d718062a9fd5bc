"""An expression gives the same figure in Python and in the engine that counts records."""

from datetime import date
from decimal import Decimal

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from rumbo.kernel.expressions import Expression, Type, Value, evaluate, to_sql, typed
from rumbo.kernel.expressions.nodes import (
    Arithmetic,
    Both,
    Branch,
    Call,
    Choose,
    Comparison,
    Day,
    Either,
    IsNothing,
    Name,
    Negative,
    Not,
    Nothing,
    Number,
    OneOf,
    Percent,
    Words,
    YesNo,
)

STORED = {
    "amount": ("DECIMAL(22, 2)", Type.NUMBER),
    "quantity": ("BIGINT", Type.NUMBER),
    "price": ("DECIMAL(18, 6)", Type.NUMBER),
    "stage": ("VARCHAR", Type.TEXT),
    "renewed": ("BOOLEAN", Type.YES_NO),
    "opened_on": ("DATE", Type.DATE),
    "closed_on": ("DATE", Type.DATE),
}
TYPES = {name: kind for name, (_, kind) in STORED.items()}
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def decimals(places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(-99_999, 99_999, places=places, allow_nan=False, allow_infinity=False)


VALUES = st.fixed_dictionaries(
    {
        "amount": st.none() | decimals(2),
        "quantity": st.none() | st.integers(-1000, 1000).map(Decimal),
        "price": st.none() | decimals(6),
        "stage": st.none() | st.sampled_from(["Won", "Lost", "It's", ""]),
        "renewed": st.none() | st.booleans(),
        "opened_on": st.none() | DAYS,
        "closed_on": st.none() | DAYS,
    }
)
NUMERIC = ("amount", "quantity", "price")
LITERALS = st.one_of(
    st.sampled_from(["0", "1", "3", "7", "1000", "0.5", "2.25", "0.333333"]).map(
        lambda text: Number(Decimal(text))
    ),
    st.sampled_from(["0.04", "0.5", "1.25"]).map(lambda text: Percent(Decimal(text))),
)
DATES = st.one_of(st.sampled_from(["opened_on", "closed_on"]).map(Name), DAYS.map(Day))
TEXTS = st.one_of(st.just(Name("stage")), st.sampled_from(["Won", "Lost", "It's"]).map(Words))
CONDITIONS = st.one_of(st.just(Name("renewed")), st.booleans().map(YesNo))
NUMBERS = st.one_of(st.sampled_from(NUMERIC).map(Name), LITERALS)
COMPARATORS = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])


def numbers(depth: int) -> st.SearchStrategy[Expression]:
    if not depth:
        return NUMBERS
    inner = numbers(depth - 1)
    return st.one_of(
        NUMBERS,
        st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner),
        st.builds(Negative, inner),
        st.builds(Call, st.just("abs"), st.tuples(inner)),
        st.builds(Call, st.sampled_from(["least", "greatest"]), st.tuples(inner, inner)),
        st.builds(Call, st.just("coalesce"), st.tuples(inner, inner)),
        st.builds(Call, st.just("days_between"), st.tuples(DATES, DATES)),
        st.builds(
            Choose,
            st.tuples(st.builds(Branch, conditions(depth - 1), inner)),
            st.one_of(inner, st.just(Nothing())),
        ),
    )


def conditions(depth: int) -> st.SearchStrategy[Expression]:
    if not depth:
        return CONDITIONS
    inner, compared = conditions(depth - 1), numbers(depth - 1)
    equal = st.sampled_from(["=", "<>"])
    return st.one_of(
        CONDITIONS,
        st.builds(Comparison, COMPARATORS, compared, compared),
        st.builds(Comparison, COMPARATORS, DATES, DATES),
        st.builds(Comparison, equal, TEXTS, TEXTS),
        st.builds(
            OneOf, compared, st.tuples(compared, st.one_of(compared, st.just(Nothing())))
        ),
        st.builds(OneOf, TEXTS, st.tuples(TEXTS, TEXTS)),
        st.builds(IsNothing, st.one_of(compared, TEXTS, DATES)),
        st.builds(Not, inner),
        st.builds(Both, inner, inner),
        st.builds(Either, inner, inner),
    )


def asked(
    engine: duckdb.DuckDBPyConnection, expression: Expression, values: dict[str, Value]
) -> object:
    """What the engine makes of an expression over one row that holds the values."""
    row = ", ".join(f"CAST(${name} AS {kind}) AS {name}" for name, (kind, _) in STORED.items())
    sql = to_sql(expression, lambda name: exp.column(name, table="f")).sql("duckdb")
    query = f"SELECT {sql} FROM (SELECT {row}) AS f"  # noqa: S608 - what is tested
    fetched = engine.execute(query, dict(values)).fetchone()
    assert fetched is not None
    return _exact(fetched[0])


def _exact(value: object) -> object:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return Decimal(str(value)) if is_whole else value


def test_python_and_the_engine_agree_to_the_last_digit() -> None:
    @settings(max_examples=400)
    @given(expression=st.one_of(numbers(3), conditions(3)), values=VALUES)
    def agree(expression: Expression, values: dict[str, Value]) -> None:
        typed(expression, TYPES)
        try:
            found = asked(engine, expression, values)
        except (duckdb.OutOfRangeException, duckdb.ConversionException):
            return  # beyond what an engine can hold exactly: it says so rather than round
        assert found == evaluate(expression, values)

    with duckdb.connect() as engine:
        agree()
