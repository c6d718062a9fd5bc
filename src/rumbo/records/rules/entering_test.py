"""What a person types into a form, and what the log keeps of it."""

from zoneinfo import ZoneInfo

from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.entering import Entered, Manner, entered, touched, written
from rumbo.records.rules.values import Value

SPANISH = Manner(decimal=",", thousands=".", zone=ZoneInfo("Europe/Madrid"))
DEALS = Dataset(
    key="deals",
    key_field="deal",
    fields=(
        Field("deal", FieldKind.TEXT),
        Field("seller", FieldKind.PERSON),
        Field("stage", FieldKind.CHOICE, choices=("Won", "Lost")),
        Field("notes", FieldKind.TEXT),
        Field("hours", FieldKind.DECIMAL),
        Field("units", FieldKind.WHOLE),
        Field("closed-on", FieldKind.DATE),
        Field("called-at", FieldKind.INSTANT),
        Field("online", FieldKind.YES_NO),
        Field("amount", FieldKind.MONEY, required=True, currency="EUR"),
        Field("currency", FieldKind.TEXT),
        Field("signed", FieldKind.MONEY, currency="currency"),
    ),
)
KEPT: dict[str, Value] = {
    "deal": "D1",
    "seller": "i7",
    "stage": "Open",  # a choice that is no longer offered
    "notes": "two\nlines",
    "hours": "12.500000",
    "units": 1200,
    "closed-on": "2026-03-01",
    "called-at": "2026-07-01T10:30:15.123456Z",
    "online": False,
    "amount": 123450,
    "currency": "JPY",
    "signed": 90000,
    "dropped": "kept though nothing declares it",
}


def shown() -> dict[str, str]:
    return {each.id: written(each, KEPT, SPANISH) for each in DEALS.fields}


def with_texts(**changed: str) -> Entered:
    texts = shown() | {name.replace("_", "-"): text for name, text in changed.items()}
    return entered(DEALS, texts, manner=SPANISH, kept=KEPT)


def codes(found: Entered) -> dict[str, str]:
    return {name: each.code for name, each in found.problems.items()}


def test_a_form_shows_values_as_its_reader_writes_them() -> None:
    texts = shown()
    assert texts["amount"] == "1234,50"
    assert texts["signed"] == "90000"
    assert texts["hours"] == "12,5"
    assert texts["called-at"] == "2026-07-01T12:30:15"  # summer in Madrid
    assert texts["online"] == "no"


def test_a_form_sent_back_as_it_was_keeps_everything_to_the_microsecond() -> None:
    found = with_texts(notes="two\r\nlines")
    assert found.problems == {}
    assert found.values == KEPT


def test_what_is_typed_is_read_as_its_reader_writes() -> None:
    found = with_texts(
        amount="2.345,6", hours="7,25", called_at="2026-01-02T09:00", online="yes", stage="Won"
    )
    assert found.problems == {}
    changed = {name: value for name, value in found.values.items() if KEPT[name] != value}
    assert changed == {
        "amount": 234560,
        "hours": "7.250000",
        "called-at": "2026-01-02T08:00:00.000000Z",
        "online": True,
        "stage": "Won",
    }


def test_everything_that_is_wrong_is_told_at_once_and_in_its_place() -> None:
    found = with_texts(
        amount="12.34",
        units="many",
        closed_on="soon",
        stage="Maybe",
        seller="i9",
        hours="1,2,3",
    )
    assert codes(found) == {
        "seller": "record.person",
        "stage": "record.choice",
        "hours": "record.decimal",
        "units": "record.whole",
        "closed-on": "record.date",
        "amount": "record.money",
    }


def test_the_same_digits_in_another_currency_are_read_again() -> None:
    assert with_texts(currency="EUR").values["signed"] == 9000000
    assert codes(with_texts(currency="euros")) == {"signed": "record.currency"}


def test_a_value_may_be_taken_away_unless_it_is_needed() -> None:
    found = with_texts(notes="", amount="")
    assert found.values["notes"] is None
    assert codes(found) == {"amount": "record.required"}


def test_the_key_of_a_record_is_not_the_forms_to_change() -> None:
    assert with_texts(deal="D2").values["deal"] == "D1"


def test_a_new_record_needs_its_key_and_what_is_required() -> None:
    found = entered(DEALS, {"deal": "  ", "notes": "new"}, manner=SPANISH)
    assert codes(found) == {"deal": "record.required", "amount": "record.required"}


def test_a_picked_person_is_told_from_what_a_source_wrote() -> None:
    assert with_texts(seller="person:ana").values["seller"] == "person:ana"
    assert with_texts(seller="").values["seller"] is None


def test_what_was_touched_is_known_by_field() -> None:
    texts = shown() | {"amount": "1", "notes": "two\r\nlines"}
    assert touched(DEALS, texts, manner=SPANISH, kept=KEPT) == {"amount"}
