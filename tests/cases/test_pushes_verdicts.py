"""What programs push: taken in once, in the order of versions, or refused with its place."""

import json
from datetime import timedelta

import pytest

from rumbo.history.queries import head
from rumbo.people.models import Identity
from rumbo.pushes.accepting import Parcel, accept
from rumbo.pushes.models import Delivery
from rumbo.pushes.rules.event import read_event
from rumbo.pushes.rules.strict_json import Json, read_json
from rumbo.pushes.values import Program
from rumbo.records import operations
from rumbo.records.looks import last_look
from rumbo.records.models import LogEntry
from tests.pushing import (
    REAL,
    codes,
    event,
    new_secret,
    program,
    push,
    push_together,
    removal,
    with_fields,
    words,
)
from tests.sales_records import AT, BY, current

pytestmark = pytest.mark.django_db

CONTACTS = """
dataset: contacts
name: {en: Contacts, es: Contactos}
means: {en: Whom we call., es: A quién llamamos.}
key: contact
fields:
  - {id: contact, type: text, name: {en: Contact, es: Contacto}}
  - {id: phone, type: text, name: {en: Phone, es: Teléfono}, personal: yes}
"""


@pytest.fixture
def crm() -> Program:
    return program(new_secret())


def test_an_event_becomes_a_version_and_says_where_it_stands(crm: Program) -> None:
    (outcome,) = push(crm, event(1))
    assert (outcome.verdict, outcome.dataset, outcome.key) == ("accepted", "deals", "D1")
    entry = LogEntry.objects.get()
    assert (entry.position, entry.source, entry.source_version) == (outcome.position, "crm", 1)
    assert '"value":10000' in entry.payload


def test_the_same_event_again_gets_its_answer_and_has_no_effect(crm: Program) -> None:
    first = push(crm, event(1))
    assert push(crm, event(1)) == first
    assert push(crm, event(1), event(1)) == (*first, *first)
    assert LogEntry.objects.count() == 1


def test_what_is_sent_twice_in_one_group_is_taken_in_once(crm: Program) -> None:
    answers = push_together((crm, (event(1),)), (crm, (event(1), event(2, "D2"))))
    assert answers[0][0] == answers[1][0]
    assert LogEntry.objects.count() == 2


def test_the_same_id_with_another_body_is_a_conflict_and_changes_nothing(crm: Program) -> None:
    first = push(crm, event(1))
    (again,) = push(crm, event(1, value="999.00"))
    assert again.is_conflict
    assert codes(again) == [("push.id-conflict", "/id")]
    together = push(crm, event(2, "D2"), event(2, "D2", value="1.00"), event(3, "D3"))
    assert words(together) == ["accepted", "refused", "accepted"]
    assert push(crm, event(1)) == first


def test_spaces_and_the_order_of_names_do_not_make_another_body(crm: Program) -> None:
    told = event(1)
    push(crm, told)
    turned = dict(reversed(list(told.items())))
    assert words(push(crm, turned)) == ["accepted"]
    assert LogEntry.objects.count() == 1


def test_another_event_with_the_same_content_is_a_duplicate(crm: Program) -> None:
    (first,) = push(crm, event(1, version=1))
    (second,) = push(crm, event(2, version=1))
    assert (second.verdict, second.position) == ("duplicate", first.position)


def test_a_source_that_says_nothing_new_has_spoken(crm: Program) -> None:
    push(crm, event(1, version=1))
    before = head()
    assert last_look("deals", position=before, source="crm") == AT
    later = AT + timedelta(days=3)
    same = Parcel(crm, (read_event(event(2, version=1), crm.scope),))
    accept([same], at=later, real_at=REAL)
    assert LogEntry.objects.count() == 1
    assert last_look("deals", position=head(), source="crm") == later
    assert last_look("deals", position=before, source="crm") == AT


def test_an_older_version_is_kept_but_never_current(crm: Program) -> None:
    outcomes = push(
        crm, event(1, version=7, value="700.00"), event(2, version=3, value="300.00")
    )
    assert words(outcomes) == ["accepted", "stale"]
    assert outcomes[1].position is not None


def test_a_version_known_with_other_content_costs_its_event_only(crm: Program) -> None:
    outcomes = push(
        crm,
        event(1, version=5),
        event(2, version=5, value="1.00"),
        event(3, "D2", version=1),
    )
    assert words(outcomes) == ["accepted", "refused", "accepted"]
    assert codes(outcomes[1]) == [("record.version-conflict", "/data/version")]


def test_a_deletion_and_a_return_are_versions_like_any_other(crm: Program) -> None:
    outcomes = push(crm, event(1, version=1), removal(2, version=2), event(3, version=3))
    assert words(outcomes) == ["accepted"] * 3
    assert list(LogEntry.objects.values_list("kind", flat=True).order_by("position")) == [
        "upsert",
        "delete",
        "upsert",
    ]


def test_a_refused_event_is_remembered_and_judged_again_when_it_returns(crm: Program) -> None:
    wrong = event(1, stage="Lost in space")
    assert words(push(crm, wrong)) == ["refused"]
    row = Delivery.objects.get()
    assert (row.verdict, row.problems[0]["at"]) == ("refused", "/data/fields/stage")
    assert words(push(crm, wrong)) == ["refused"]
    assert Delivery.objects.count() == 1
    assert push(crm, event(1))[0].is_conflict


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"specversion": "0.3"}, ("push.specversion", "/specversion")),
        ({"id": ""}, ("push.id", "/id")),
        ({"id": 7}, ("push.id", "/id")),
        ({"id": "a\nb"}, ("push.id", "/id")),
        ({"source": "erp"}, ("push.source", "/source")),
        ({"type": "rumbo.record.patch"}, ("push.type", "/type")),
        ({"type": "upsert"}, ("push.type", "/type")),
        ({"datacontenttype": "text/xml"}, ("push.data-type", "/datacontenttype")),
        ({"data_base64": "e30="}, ("push.data", "/data")),
        ({"subject": "deals"}, ("push.subject", "/subject")),
        ({"subject": "deals/D9"}, ("push.subject-differs", "/subject")),
        ({"time": "yesterday"}, ("push.time", "/time")),
        ({"time": "2026-02-30T10:00:00Z"}, ("push.time", "/time")),
        ({"sequence": "seven"}, ("push.version", "/sequence")),
    ],
)
def test_an_attribute_that_is_wrong_is_named_with_its_place(
    crm: Program, changes: dict[str, Json], wanted: tuple[str, str]
) -> None:
    (outcome,) = push(crm, {**event(1), **changes})
    assert wanted in codes(outcome)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"value": 100}, "push.wrong-type.money"),
        ({"value": "100.005"}, "record.money.places"),
        ({"value": "1.000,50"}, "record.money"),
        ({"value": {"minor": "100"}}, "push.wrong-type.money"),
        ({"value": {"minor": 100, "currency": "EUR"}}, "push.currency"),
        ({"value": {"minor": 10**15}}, "push.wrong-type.money"),
        ({"value": True}, "push.wrong-type.money"),
        ({"stage": "won"}, "record.choice"),
        ({"stage": 1}, "push.wrong-type.text"),
        ({"stage": ["Won"]}, "push.wrong-type.text"),
        ({"closed_on": "01/03/2026"}, "record.date"),
        ({"closed_on": 20260301}, "push.wrong-type.text"),
        ({"seller": None}, "record.required"),
        ({"seller": "Ana\0"}, "record.nul"),
        ({"seller": "\ud800"}, "record.encoding"),
        ({"stagee": "Won"}, "mapping.unknown-field"),
        ({"deal": "D2"}, "push.key-differs"),
    ],
)
def test_a_field_that_is_wrong_is_refused_by_the_rules_of_files(
    crm: Program, fields: dict[str, Json], code: str
) -> None:
    (outcome,) = push(crm, with_fields(event(1), fields))
    assert [each.code for each in outcome.problems] == [code]
    assert not LogEntry.objects.exists()


def test_a_float_is_no_amount_however_it_is_written(crm: Program) -> None:
    text = json.dumps(event(1, value="AMOUNT"))
    for number, written in enumerate(("100.0", "1e2", "1E400", "-0.0")):
        told = read_json(text.replace('"AMOUNT"', written).replace("e1", f"e{number}-float"))
        (outcome,) = push(crm, told)
        assert codes(outcome) == [("push.wrong-type.money", "/data/fields/value")]


def test_minor_units_and_text_are_the_same_amount(crm: Program) -> None:
    outcomes = push(
        crm, event(1, version=1, value="1234.50"), event(2, version=1, value={"minor": 123450})
    )
    assert words(outcomes) == ["accepted", "duplicate"]


def test_every_fault_of_an_event_is_told_at_once(crm: Program) -> None:
    (outcome,) = push(crm, event(1, value=1, stage="x", closed_on="soon", extra="?"))
    assert len(outcome.problems) == 4


def test_a_wrong_event_costs_no_other(crm: Program) -> None:
    outcomes = push(crm, event(1), "not an event", event(2, "D2", value=1), event(3, "D3"))
    assert words(outcomes) == ["accepted", "refused", "refused", "accepted"]


def test_a_seller_whom_nobody_knows_waits_with_the_record_taken_in(crm: Program) -> None:
    assert words(push(crm, event(1, seller="Somebody New"))) == ["accepted"]
    identity = Identity.objects.get()
    assert (identity.source, identity.value) == ("crm", "Somebody New")


def test_a_key_writes_to_its_datasets_only(crm: Program) -> None:
    told = event(1)
    told["data"] = {"dataset": "salaries", "key": "S1", "fields": {}}
    assert codes(push(crm, told)[0]) == [("push.not-allowed", "/data/dataset")]


def test_subject_and_sequence_may_say_what_data_leaves_out(crm: Program) -> None:
    told = event(1, version=4)
    fields = dict(told["data"])["fields"]  # type: ignore[arg-type]  # an object
    short = {**event(2), "subject": "deals/D1", "sequence": "4", "data": {"fields": fields}}
    assert words(push(crm, told, short)) == ["accepted", "duplicate"]


def test_what_the_source_saw_is_when_it_says(crm: Program) -> None:
    push(crm, {**event(1), "time": "2026-02-01T10:00:00.5+01:00"})
    assert str(LogEntry.objects.get().observed_at) == "2026-02-01 09:00:00.500000+00:00"


@pytest.mark.django_db(transaction=True)
def test_what_was_pushed_is_in_every_figure(crm: Program) -> None:
    push(crm, event(1, version=2, value="250.00"), event(2, version=1), event(3, "D2"))
    assert [(row[0], row[4]) for row in current()] == [("D1", 25000), ("D2", 10000)]


def contact(number: int, phone: Json) -> dict[str, Json]:
    fields: dict[str, Json] = {"phone": phone}
    data: dict[str, Json] = {"dataset": "contacts", "key": "C1", "fields": fields}
    return {**event(number), "data": data}


def test_what_is_personal_is_sealed_and_repeated_in_no_problem() -> None:
    operations.declare(CONTACTS, file="contacts.yaml", by=BY, at=AT)
    held = program(new_secret("contacts", datasets=("contacts",)))
    outcomes = push(held, contact(1, "+34 600 000 001"), contact(2, 34600000001))
    assert words(outcomes) == ["accepted", "refused"]
    assert words(push(held, contact(3, "+34 600 000 001"))) == ["duplicate"]
    assert "600" not in LogEntry.objects.get().payload
    assert "34600000001" not in str(Delivery.objects.get(event="e2").problems)
