"""Personal fields that programs push: sealed as a file's are, and told by no digest."""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from rumbo.flows import erase_record
from rumbo.history.models import Entry
from rumbo.people.access import system_viewer
from rumbo.people.values import Visible
from rumbo.pushes.models import Delivery
from rumbo.pushes.rules.event import digest_of
from rumbo.pushes.rules.strict_json import Json
from rumbo.pushes.values import Program
from rumbo.records import histories, importing, operations
from rumbo.records.models import LogEntry
from tests.calling import Caller
from tests.cases.test_erasure import everything_stored, files_that_hold
from tests.cases.test_records_personal import CANARY, CONTACTS, MAPPING
from tests.office import opened
from tests.pushing import event, new_secret, program, push, words
from tests.sales_records import AT, BY

pytestmark = pytest.mark.django_db(transaction=True)
VIEWER = system_viewer("test")
BORN = "1980-02-03"


@pytest.fixture(autouse=True)
def _contacts(tmp_path: Path) -> None:
    opened(tmp_path)
    operations.declare(CONTACTS, file="contacts.yaml", by=BY, at=AT)
    operations.remember_mapping(MAPPING, file="contacts-map.yaml", by=BY, at=AT)


@pytest.fixture
def secret() -> str:
    return new_secret("contacts", datasets=("contacts", "deals"))


@pytest.fixture
def crm(secret: str) -> Program:
    return program(secret)


def contact(number: int, *, visits: int = 4, **fields: Json) -> dict[str, Json]:
    said: dict[str, Json] = {"full-name": CANARY, "born-on": BORN, "visits": visits, **fields}
    data: dict[str, Json] = {"dataset": "contacts", "key": "C1", "fields": said}
    return {**event(number), "data": data}


def named(number: int, name: str) -> dict[str, Json]:
    fields: dict[str, Json] = {"full-name": name}
    return contact(number, visits=4, **fields)


def shown() -> dict[str, object]:
    history = histories.record("contacts", "C1", visible=Visible())
    assert history is not None
    return {name: str(value) for name, value in history.current.values.items()}


WAYS: dict[str, Callable[[Caller, object], object]] = {
    "one": lambda caller, told: caller.push(told),
    "batch": lambda caller, told: caller.push_batch([told]),
    "stream": lambda caller, told: caller.push_lines(told),
}


@pytest.mark.parametrize("way", WAYS)
def test_however_it_is_pushed_it_lies_nowhere_in_clear(secret: str, way: str) -> None:
    WAYS[way](Caller(secret), contact(1))
    assert shown() == {"contact": "C1", "full-name": CANARY, "born-on": BORN, "visits": "4"}
    stored = everything_stored()
    assert [each for each in (CANARY, BORN) if each in stored] == []
    assert files_that_hold(CANARY) == []


def test_what_a_file_brings_after_a_push_is_the_same(crm: Program, tmp_path: Path) -> None:
    push(crm, contact(1))
    path = tmp_path / "contacts.csv"
    path.write_text(f"id,name,born,visits\nC1,{CANARY},{BORN},4\n")
    assert importing.run(path, "contacts", by=BY, at=AT).same == 1
    assert LogEntry.objects.filter(dataset="contacts").count() == 1


def test_the_kept_digest_cannot_be_tried_with_guesses(crm: Program) -> None:
    push(crm, contact(1))
    assert Delivery.objects.get().digest != digest_of(contact(1))


def test_an_open_dataset_keeps_its_plain_digests_and_a_refusal_does_not(crm: Program) -> None:
    misspelt = event(2, "D2", full_name=CANARY)
    push(crm, event(1), misspelt)
    digests = dict(Delivery.objects.values_list("event", "digest"))
    assert digests["e1"] == digest_of(event(1))
    assert digests["e2"] != digest_of(misspelt)


def test_an_id_stands_for_its_body_also_after_the_erasure(crm: Program) -> None:
    first = push(crm, contact(1))
    assert push(crm, contact(1)) == first
    assert push(crm, named(1, "Somebody Else"))[0].is_conflict
    erase_record.erase_record("contacts", "C1", viewer=VIEWER, at=AT)
    assert push(crm, contact(1)) == first
    assert push(crm, named(1, "Somebody Else"))[0].is_conflict
    assert LogEntry.objects.filter(dataset="contacts").count() == 1


def test_a_refused_event_stands_for_its_body_and_goes_in_once_it_is_mended(
    secret: str,
) -> None:
    told = contact(1, title="Dr")
    assert Caller(secret).push(told).status_code == 422
    assert Caller(secret).push(contact(1, title="Mr")).status_code == 409
    titled = "  - {id: title, type: text, personal: yes, name: {en: Title, es: Título}}\n"
    operations.declare(CONTACTS + titled, file="contacts.yaml", by=BY, at=AT)
    assert Caller(secret).push(told).status_code == 202
    assert shown()["title"] == "Dr"


def test_what_comes_again_after_the_erasure_is_not_kept(crm: Program) -> None:
    push(crm, contact(1))
    erase_record.erase_record("contacts", "C1", viewer=VIEWER, at=AT)
    assert words(push(crm, contact(2, visits=5))) == ["accepted"]
    assert shown() == {"contact": "C1", "visits": "5"}
    assert CANARY not in everything_stored()
    told = json.dumps(list(Entry.objects.values("before", "after", "reason", "thing")))
    assert CANARY not in told
    assert files_that_hold(CANARY) == []


def test_digests_from_before_there_were_keyed_ones_are_still_known(crm: Program) -> None:
    first = push(crm, event(1), contact(2), {**event(3), "type": "nothing"})
    for each, told in ((1, event(1)), (2, contact(2)), (3, {**event(3), "type": "nothing"})):
        Delivery.objects.filter(event=f"e{each}").update(digest=digest_of(told))
    assert push(crm, event(1), contact(2))[:2] == first[:2]
    migration = import_module("rumbo.pushes.migrations.0002_keyed_digests")
    migration.key_digests(apps, None)
    digests = dict(Delivery.objects.values_list("event", "digest"))
    assert digests["e1"] == digest_of(event(1))
    assert digests["e2"] != digest_of(contact(2))
    assert digests["e3"] != digest_of({**event(3), "type": "nothing"})
    assert push(crm, event(1), contact(2)) == first[:2]
    assert push(crm, named(2, "Somebody Else"))[0].is_conflict


def test_another_secret_put_in_front_changes_no_digest(
    crm: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = push(crm, contact(1))
    monkeypatch.setattr(settings, "RUMBO_VAULT_KEYS", ("newer", *settings.RUMBO_VAULT_KEYS))
    assert push(crm, contact(1)) == first
