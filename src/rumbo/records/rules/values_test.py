"""What is read, what is refused, and that nothing is guessed."""

import pytest

from rumbo.records.rules.dataset import Field, FieldKind
from rumbo.records.rules.formats import Formats, is_date_format, is_instant_format
from rumbo.records.rules.values import Fault, Value, read_value

POINT = Formats()
COMMA = Formats(decimal=",", thousands=".")
USD = Field("value", FieldKind.MONEY, currency="USD")


def code_of(read: Value | Fault) -> str:
    return read.code if isinstance(read, Fault) else f"read as {read}"


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1054", 105400), ("10.5", 1050), ("-12.00", -1200), ("0.01", 1), ("-0", 0), (" 7 ", 700)],
)
def test_an_amount_becomes_whole_cents(text: str, minor: int) -> None:
    assert read_value(USD, text, POINT) == minor


@pytest.mark.parametrize(
    "text",
    ["1.234,56", "1,234.56", "1'234.56", "(12.00)", "1e5", "١٢٣", "NaN", "inf", "1 000", "--1"],
)
def test_an_amount_written_otherwise_is_refused_not_guessed(text: str) -> None:
    assert code_of(read_value(USD, text, POINT)) == "record.money"


def test_a_declared_comma_and_thousands_mark_are_read() -> None:
    assert read_value(USD, "1.234,56", COMMA) == 123456
    assert code_of(read_value(USD, "1234.56", COMMA)) == "record.money"


def test_more_decimals_than_the_currency_has_are_refused() -> None:
    yen = Field("value", FieldKind.MONEY, currency="JPY")
    dinar = Field("value", FieldKind.MONEY, currency="KWD")
    assert code_of(read_value(USD, "1.234", POINT)) == "record.money.places"
    assert code_of(read_value(yen, "10.5", POINT)) == "record.money.places"
    assert read_value(dinar, "1.234", POINT) == 1234


def test_a_date_has_the_declared_widths_and_exists() -> None:
    closed = Field("closed", FieldKind.DATE)
    spanish = Formats(dates="%d/%m/%Y")
    assert read_value(closed, "2017-02-28", POINT) == "2017-02-28"
    assert read_value(closed, "28/02/2017", spanish) == "2017-02-28"
    for text in ("2017-02-30", "2017-2-1", "28/02/2017", "2017-02-28 00:00"):
        assert code_of(read_value(closed, text, POINT)) == "record.date"


def test_an_instant_is_kept_in_utc() -> None:
    seen = Field("seen", FieldKind.INSTANT)
    assert read_value(seen, "2017-08-01T10:00:00+02:00", POINT) == "2017-08-01T08:00:00.000000Z"
    assert read_value(seen, "2017-08-01T10:00:00Z", POINT) == "2017-08-01T10:00:00.000000Z"
    assert code_of(read_value(seen, "2017-08-01T10:00:00", POINT)) == "record.instant"


def test_a_decimal_keeps_six_places_and_a_whole_number_none() -> None:
    assert read_value(Field("n", FieldKind.DECIMAL), "-0.5", POINT) == "-0.500000"
    assert code_of(read_value(Field("n", FieldKind.DECIMAL), "0.1234567", POINT)) == (
        "record.decimal"
    )
    assert read_value(Field("n", FieldKind.WHOLE), "007", POINT) == 7
    assert code_of(read_value(Field("n", FieldKind.WHOLE), "7.0", POINT)) == "record.whole"


def test_yes_and_no_are_the_declared_words() -> None:
    new = Field("new", FieldKind.YES_NO)
    si = Formats(yes=("sí",), no=("no",))
    assert read_value(new, "yes", POINT) is True
    assert read_value(new, "no", si) is False
    assert code_of(read_value(new, "yes", si)) == "record.yes-no"


def test_a_choice_is_one_of_the_listed() -> None:
    stage = Field("stage", FieldKind.CHOICE, choices=("Won", "Lost"))
    assert read_value(stage, "Won", POINT) == "Won"
    assert code_of(read_value(stage, "won", POINT)) == "record.choice"


def test_text_stays_as_it_was_recorded() -> None:
    name = Field("name", FieldKind.TEXT)
    for text in ("GTXPro", "technolgy", " O'Brien ", "Null", "🙂", "é vs é"):
        assert read_value(name, text, POINT) == text


def test_text_that_cannot_be_kept_is_refused() -> None:
    name = Field("name", FieldKind.TEXT)
    assert code_of(read_value(name, "a\0b", POINT)) == "record.nul"
    assert code_of(read_value(name, "caf\udce9", POINT)) == "record.encoding"
    assert code_of(read_value(name, "x" * 100_001, POINT)) == "record.too-long"
    assert code_of(read_value(Field("p", FieldKind.PERSON), "x" * 10_001, POINT)) == (
        "record.too-long"
    )
    assert code_of(read_value(Field("p", FieldKind.PERSON), "  ", POINT)) == "record.required"


def test_nothing_is_no_value_unless_it_is_required() -> None:
    assert read_value(Field("name", FieldKind.TEXT), "", POINT) is None
    assert code_of(read_value(Field("name", FieldKind.TEXT, required=True), None, POINT)) == (
        "record.required"
    )


def test_formats_name_each_part_once() -> None:
    assert is_date_format("%d.%m.%Y")
    assert not is_date_format("%d/%d/%Y")
    assert not is_date_format("%Y-%m-%d %H")
    assert not is_date_format("%y-%m-%d")
    assert is_instant_format("%d/%m/%Y %H:%M")
    assert not is_instant_format("%z %Y-%m-%d %H:%M")
    assert not is_instant_format("%Y-%m-%d")


def test_a_refused_date_shows_how_dates_are_written() -> None:
    spanish = Formats(dates="%d/%m/%Y")
    read = read_value(Field("closed", FieldKind.DATE), "2017-12-31", spanish)
    assert isinstance(read, Fault)
    assert read.facts == {"example": "31/12/2017"}
