"""Personal fields by hand: typed, corrected and given on, sealed like those of a file."""

from pathlib import Path
from typing import Any

import pytest

from rumbo.people.values import Visible
from rumbo.records import histories
from rumbo.records.models import LogEntry
from tests.cases.test_erasure import everything_stored, files_that_hold
from tests.cases.test_records_personal import CANARY
from tests.cases.test_web_by_hand import corrected, form
from tests.contacts import C1, PAGE, added, coached, erased, values, with_contacts
from tests.office import browser, words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _office(tmp_path: Path) -> None:
    with_contacts(tmp_path)


def test_what_is_typed_is_sealed_and_shown_to_who_sees_the_record() -> None:
    page = words(added(browser("ada")))
    assert CANARY in page
    assert "1980" in page
    stored = everything_stored()
    assert [each for each in (CANARY, "1980-02-03") if each in stored] == []
    assert files_that_hold(CANARY) == []
    assert CANARY in words(browser("ben").get(PAGE))
    assert browser("out").get(PAGE).status_code == 404


def test_a_correction_of_a_personal_field_moves_it_and_of_another_keeps_it() -> None:
    ada = browser("ada")
    added(ada)
    corrected(ada, C1, visits="5")
    assert values() == {
        "contact": "C1",
        "full-name": CANARY,
        "born-on": "1980-02-03",
        "visits": "5",
    }
    page = words(corrected(ada, C1, full_name="Zoraida Ruiz"))
    assert "Zoraida Ruiz" in page
    assert CANARY in page  # what it said before
    assert CANARY not in everything_stored()


def test_a_form_without_the_personal_fields_blanks_nothing() -> None:
    ada = browser("ada")
    added(ada)
    sent = form(ada, C1)
    left = {name: text for name, text in sent.items() if "full-name" not in name}
    ada.post(C1, {**left, "field-visits": "7", "reason": "Counted again"})
    assert (values()["full-name"], values()["visits"]) == (CANARY, "7")


def test_a_form_sent_back_unchanged_writes_nothing() -> None:
    ada = browser("ada")
    added(ada)
    assert "nothing was written" in words(corrected(ada, C1))
    assert LogEntry.objects.filter(dataset="contacts").count() == 1


def test_a_personal_value_can_be_taken_out_and_the_record_deleted_and_restored() -> None:
    ada = browser("ada")
    added(ada)
    corrected(ada, C1, born_on="")
    assert "born-on" not in values()
    for door in ("deletions", "restorations"):
        seen = LogEntry.objects.filter(dataset="contacts").order_by("-position")[0].position
        ada.post(f"/{door}/contacts/C1", {"seen": seen, "reason": "Twice in the list"})
    assert values()["full-name"] == CANARY


def test_a_wrong_personal_value_is_told_in_its_place_and_kept_nowhere() -> None:
    answer = added(browser("ada"), **{"field-born-on": "3 feb 1980"})
    assert answer.status_code == 422
    assert "3 feb 1980" in words(answer)
    assert "3 feb 1980" not in everything_stored()


@pytest.mark.parametrize("door", ["corrections", "deletions", "erasures"])
def test_a_reason_may_not_repeat_what_can_be_erased(door: str) -> None:
    ada = browser("ada")
    added(ada)
    sent = {**form(ada, C1), "typed": "C1", "field-visits": "9"}
    answer = ada.post(f"/{door}/contacts/C1", {**sent, "reason": f"{CANARY.upper()} asked"})
    assert answer.status_code == 422
    assert "The reason repeats a personal value" in words(answer)
    assert LogEntry.objects.filter(dataset="contacts").count() == 1
    assert values()["full-name"] == CANARY


def test_after_the_erasure_a_correction_keeps_what_stays_and_brings_nothing_back() -> None:
    ada = browser("ada")
    added(ada)
    erased(ada)
    page = words(ada.get(C1))
    assert "is erased for good" in page
    assert "field-full-name" not in page
    assert "nothing was written" in words(corrected(ada, C1))
    corrected(ada, C1, visits="8", full_name=CANARY)
    assert values() == {"contact": "C1", "visits": "8"}
    assert CANARY not in everything_stored()


def test_a_record_given_to_somebody_else_takes_what_is_personal_along() -> None:
    ada = browser("ada")
    coached(ada, "T1", "person:ana")
    corrected(ada, "/corrections/coached/T1", seller="person:ben")
    assert values("T1", "coached")["notes"] == CANARY
    answer = ada.get("/erasures/coached/T1")
    assert "belongs to one of your people" in words(answer)
    # Ana's key opens what the version before says, Ben's what it says now.
    for person in ("ana", "ben"):
        assert f'href="/people/{person}/erasure"' in words(answer)


def test_what_went_with_an_erased_person_does_not_come_back_with_another() -> None:
    ada = browser("ada")
    coached(ada, "T1", "person:ana")
    ada.post("/people/ana/erasure", {"typed": "ana"})
    assert "notes" not in values("T1", "coached")
    corrected(ada, "/corrections/coached/T1", seller="person:ben")
    assert "notes" not in values("T1", "coached")
    assert "erased" in words(ada.get("/records/coached/T1"))
    assert "nothing was written" in words(corrected(ada, "/corrections/coached/T1"))
    corrected(ada, "/corrections/coached/T1", notes="Listens well")
    assert values("T1", "coached")["notes"] == "Listens well"
    assert files_that_hold(CANARY) == []


def test_many_versions_ask_for_the_keys_once(django_assert_max_num_queries: Any) -> None:
    ada = browser("ada")
    added(ada)
    for visits in range(5, 12):
        corrected(ada, C1, visits=str(visits))
    with django_assert_max_num_queries(10):
        found = histories.record("contacts", "C1", visible=Visible())
    assert found is not None
    assert len(found.versions) == 8
