"""Personal fields: sealed in the log, in no column, read while their key is there."""

from pathlib import Path

import pytest

from rumbo.kernel.problems import Refused
from rumbo.people.values import Visible
from rumbo.records import histories, importing, operations, projection
from rumbo.records.documents import read_dataset
from rumbo.records.models import LogEntry, Rejection
from rumbo.records.personal import erase_subjects
from tests.sales_records import AT, BY

pytestmark = pytest.mark.django_db(transaction=True)

CONTACTS = """
dataset: contacts
name: {en: Contacts, es: Contactos}
means: {en: Whom we talk to., es: Con quién hablamos.}
key: contact
fields:
  - {id: contact, type: text, name: {en: Contact, es: Contacto}}
  - {id: full-name, type: text, personal: yes, name: {en: Name, es: Nombre}}
  - {id: born-on, type: date, personal: yes, name: {en: Born on, es: Nació el}}
  - {id: visits, type: whole, name: {en: Visits, es: Visitas}}
"""
MAPPING = """
mapping: contacts
dataset: contacts
source: crm
columns: {id: contact, name: full-name, born: born-on, visits: visits}
"""
CANARY = "Zoraida Canela"


@pytest.fixture(autouse=True)
def declared() -> None:
    operations.declare(CONTACTS, file="contacts.yaml", by=BY, at=AT)
    operations.remember_mapping(MAPPING, file="contacts-map.yaml", by=BY, at=AT)


def bring(folder: Path, *lines: str) -> importing.Imported:
    path = folder / "contacts.csv"
    path.write_text("\n".join(["id,name,born,visits", *lines, ""]))
    return importing.run(path, "contacts", by=BY, at=AT)


def values() -> dict[str, object]:
    history = histories.record("contacts", "C1", visible=Visible())
    assert history is not None
    return dict(history.versions[0].values)


def test_the_log_does_not_show_it_and_the_page_does(tmp_path: Path) -> None:
    bring(tmp_path, f"C1,{CANARY},1980-02-03,4")
    payload = LogEntry.objects.get().payload
    assert CANARY not in payload
    assert "1980" not in payload
    assert '"visits":4' in payload
    assert values()["full-name"] == CANARY
    assert "full_name" not in projection.read("SELECT * FROM dataset_contacts").columns


def test_the_same_value_again_is_the_same(tmp_path: Path) -> None:
    lines = [f"C1,{CANARY},1980-02-03,4", "C2,,,1"]
    first, second = bring(tmp_path, *lines), bring(tmp_path, *lines)
    assert (first.new, second.same, second.changed) == (2, 2, 0)
    assert bring(tmp_path, f"C1,{CANARY} Gil,1980-02-03,4").changed == 1


def test_equal_values_of_two_records_do_not_look_equal(tmp_path: Path) -> None:
    bring(tmp_path, f"C1,{CANARY},,1", f"C2,{CANARY},,1")
    one, other = LogEntry.objects.values_list("payload", flat=True)
    assert one != other


def test_an_erased_subject_stays_erased_whatever_comes_again(tmp_path: Path) -> None:
    bring(tmp_path, f"C1,{CANARY},1980-02-03,4")
    digest = LogEntry.objects.get().digest
    erase_subjects(["record:contacts/C1"])
    assert "full-name" not in values()
    assert values()["visits"] == 4
    assert LogEntry.objects.get().digest == digest
    again = bring(tmp_path, f"C1,{CANARY},1980-02-03,5")
    assert again.changed == 1
    assert "full-name" not in values()
    assert values()["visits"] == 5
    assert bring(tmp_path, f"C1,{CANARY},1980-02-03,5").same == 1


def test_a_preview_makes_no_key(tmp_path: Path) -> None:
    bring(tmp_path, f"C1,{CANARY},1980-02-03,4")
    path = tmp_path / "contacts.csv"
    path.write_text(f"id,name,born,visits\nC1,{CANARY},1980-02-03,4\nC2,Bo Ek,,1\n")
    found = importing.preview(path, "contacts", visible=Visible())
    assert (found.new, found.same) == (1, 1)


def test_a_wrong_personal_value_is_not_listed(tmp_path: Path) -> None:
    imported = bring(tmp_path, f"C1,{CANARY},3 feb 1980,4", f"C2,{CANARY}")
    assert imported.rejected_count == 2
    listed = list(Rejection.objects.values_list("value", "facts"))
    assert "1980" not in str(listed)
    assert CANARY not in str(listed)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("id: contact, type: text,", "dataset.personal"),
        ("id: visits, type: whole,", "dataset.personal"),
    ],
)
def test_what_figures_or_keys_depend_on_cannot_be_personal(change: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_dataset(CONTACTS.replace(change, f"{change} personal: yes,"), file="c.yaml")
    assert [each.code for each in refused.value.problems] == [code]


def test_what_the_log_holds_in_clear_does_not_become_personal() -> None:
    later = CONTACTS.replace("type: date, personal: yes", "type: date")
    with pytest.raises(Refused) as refused:
        operations.declare(later, file="contacts.yaml", by=BY, at=AT)
    assert [each.code for each in refused.value.problems] == ["dataset.retyped"]
