"""What is personal in a record is destroyed for good; the record and its figures stay."""

from pathlib import Path

import pytest

from rumbo.flows import erase_record, erasure_ledger
from rumbo.history.models import Entry
from rumbo.history.queries import verify
from rumbo.kernel.problems import Refused
from rumbo.people.access import NotAllowed, NotVisible, system_viewer, viewer_for_person
from rumbo.records import operations
from rumbo.records.models import Import, LogEntry, Rejection
from rumbo.vault.models import DestroyedSubject, SubjectKey
from tests.cases.test_records_personal import CANARY, CONTACTS, MAPPING, bring, values
from tests.office import NOW, opened
from tests.sales_records import AT, BY

pytestmark = pytest.mark.django_db(transaction=True)
VIEWER = system_viewer("test")


@pytest.fixture(autouse=True)
def _contacts(tmp_path: Path) -> None:
    opened(tmp_path)
    operations.declare(CONTACTS, file="contacts.yaml", by=BY, at=AT)
    operations.remember_mapping(MAPPING, file="contacts-map.yaml", by=BY, at=AT)
    bring(tmp_path, f"C1,{CANARY},1980-02-03,4", "C2,Other Name,1990-01-01,5")
    bring(tmp_path, f"C1,{CANARY} Ruiz,1980-02-03,6")


def erase(key: str = "C1") -> bool:
    return erase_record.erase_record("contacts", key, viewer=VIEWER, at=AT)


def test_every_version_loses_it_and_keeps_the_rest() -> None:
    before = list(LogEntry.objects.values_list("position", "digest"))
    assert erase_record.planned("contacts", "C1", viewer=VIEWER).versions == 2
    erase()
    assert values() == {"contact": "C1", "visits": 6}
    assert list(LogEntry.objects.values_list("position", "digest")) == before
    assert erase_record.planned("contacts", "C2", viewer=VIEWER).versions == 1
    assert Entry.objects.get(verb="record.erased").thing == "record:contacts/C1"
    assert verify() == ()


def test_what_repeats_it_beside_the_log_goes_too() -> None:
    one = Rejection.objects.create(
        brought_by=Import.objects.order_by("pk")[0],
        line=1,
        column="x",
        value=f"to {CANARY}",
        code="c",
        facts={},
        row=[],
    )
    erase()
    one.refresh_from_db()
    assert CANARY not in one.value


def test_again_it_is_done_and_nothing_more_is_told() -> None:
    erase()
    erase()
    assert Entry.objects.filter(verb="record.erased").count() == 1


def test_a_restored_backup_is_erased_again() -> None:
    kept = list(SubjectKey.objects.all())
    erase()
    DestroyedSubject.objects.all().delete()
    SubjectKey.objects.bulk_create(kept, ignore_conflicts=True)
    assert "full-name" in values()
    names = erasure_ledger.remembered_records()
    assert names == (("contacts", "C1"),)
    assert erase_record.repeat(names, viewer=VIEWER, at=AT) == 1
    assert "full-name" not in values()
    assert erase_record.repeat(names, viewer=VIEWER, at=AT) == 0


@pytest.mark.parametrize(("dataset", "key"), [("contacts", "C9"), ("nothing", "C1")])
def test_what_is_not_there_is_not_found(dataset: str, key: str) -> None:
    with pytest.raises(NotVisible):
        erase_record.planned(dataset, key, viewer=VIEWER)


def test_a_deal_has_nothing_personal() -> None:
    with pytest.raises(Refused) as refused:
        erase_record.planned("deals", "D1", viewer=VIEWER)
    assert refused.value.problems[0].code == "record.nothing-personal"


def test_only_who_may_erase_people_may() -> None:
    with pytest.raises(NotAllowed):
        erase_record.planned(
            "contacts", "C1", viewer=viewer_for_person("mar", today=NOW.date())
        )
