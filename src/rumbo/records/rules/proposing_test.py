import pytest

from rumbo.records.rules.dataset import FieldKind
from rumbo.records.rules.proposing import NUMBERED, Seen, kind_of, proposed


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("invoice_date", ("2010-12-01T08:26:00",), FieldKind.INSTANT),
        ("closed", ("31/12/2017", "03/04/2017"), FieldKind.DATE),
        ("quantity", ("6", "-12"), FieldKind.WHOLE),
        ("unit_price", ("2.550", "11062.060"), FieldKind.DECIMAL),
        ("importe", ("1.234,56", "7"), FieldKind.DECIMAL),
        ("customerId", ("17850",), FieldKind.TEXT),
        ("branch", ("007", "12"), FieldKind.TEXT),
        ("renewed", ("sí", "no"), FieldKind.YES_NO),
        ("price", ("1.5", "on request"), FieldKind.TEXT),
        ("day", ("2017-12-31", "soon"), FieldKind.TEXT),
        ("empty", ("", " "), FieldKind.TEXT),
    ],
)
def test_a_type_is_proposed_where_every_value_allows_it(
    name: str, values: tuple[str, ...], kind: FieldKind
) -> None:
    assert kind_of(Seen(name, values, is_unique=False)) is kind


def test_without_a_column_that_tells_rows_apart_they_are_numbered() -> None:
    fields = proposed([Seen("country", ("UK",), is_unique=False)])
    assert [each.name for each in fields] == [NUMBERED, fields[1].name]
    assert fields[1].name.en == "Country"


def test_columns_of_one_name_or_of_none_are_proposed_once() -> None:
    seen = [Seen(each, ("1",), is_unique=False) for each in ("Total €", "total", "", "¿?")]
    assert [each.name.en for each in proposed(seen)] == ["Row number", "Total €"]
