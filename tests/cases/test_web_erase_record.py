"""The page that erases what is personal in a record: shown before, confirmed, for good."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from rumbo.flows import erase_record
from rumbo.history import queries as history
from rumbo.people import operations as people
from rumbo.people.access import system_viewer
from rumbo.records import projection
from rumbo.records.models import LogEntry
from tests.cases.test_erasure import everything_stored, files_that_hold
from tests.cases.test_records_personal import CANARY
from tests.cases.test_web_by_hand import corrected
from tests.contacts import C1, ERASURE, PAGE, added, erased, values, with_contacts
from tests.office import NOW, browser, words

pytestmark = pytest.mark.django_db(transaction=True)
PAST = f"/as-of/2017-11-24{PAGE}"


@pytest.fixture(autouse=True)
def _office(tmp_path: Path) -> None:
    with_contacts(tmp_path)


def test_what_is_destroyed_and_what_stays_is_shown_before() -> None:
    ada = browser("ada")
    added(ada)
    corrected(ada, C1, visits="5")
    page = words(ada.get(ERASURE))
    for said in (CANARY, "in all 2 versions", "no figure moves", "Type C1 to confirm"):
        assert said in page
    assert values()["full-name"] == CANARY


def test_erased_it_is_in_no_table_no_file_and_no_page_of_any_moment() -> None:
    ada = browser("ada")
    added(ada)
    people.move_clock(to=NOW + timedelta(days=5))
    corrected(ada, C1, full_name=f"{CANARY} Gil", visits="5")
    assert CANARY in words(ada.get(PAST))
    projection.position()
    before = list(LogEntry.objects.values_list("position", "digest"))
    page = words(erased(ada))
    assert "Erased. Nobody can read it any more." in page
    assert CANARY not in page
    assert "erased" in page
    past = words(ada.get(PAST))
    assert CANARY not in past
    assert "erased" in past
    assert ERASURE not in past
    assert values() == {"contact": "C1", "visits": "5"}
    assert CANARY not in everything_stored()
    assert files_that_hold(CANARY, "1980-02-03") == []
    assert list(LogEntry.objects.values_list("position", "digest")) == before
    assert history.verify() == ()


def test_the_history_tells_who_when_and_why_and_the_page_does_after() -> None:
    ada = browser("ada")
    added(ada)
    erased(ada)
    (told,) = [
        e for e in history.entries(about="record:contacts/C1") if e.verb == "record.erased"
    ]
    assert (told.by, told.reason, told.after) == (
        "person:ada",
        "They asked us to",
        {"versions": 1},
    )
    page = words(ada.get(ERASURE))
    for said in ("What was personal in C1 is erased", "by Ada Sanz", "“They asked us to”"):
        assert said in page


def test_erased_twice_nothing_more_is_told() -> None:
    ada = browser("ada")
    added(ada)
    erased(ada)
    erased(ada)
    ada.post("/rewritings/contacts/C1")
    verbs = [each.verb for each in history.entries(about="record:contacts/C1")]
    assert verbs == ["record.added", "record.erased"]


def test_while_the_database_is_in_use_it_says_so_and_the_files_are_written_anew_later() -> None:
    ada = browser("ada")
    added(ada)
    with transaction.atomic():  # a transaction that is open holds the files up
        assert "its files still hold old bytes" in words(erased(ada))
    assert "full-name" not in values()
    after = ada.post("/rewritings/contacts/C1", follow=True)
    assert "Nobody can read it any more" in words(after)
    assert files_that_hold(CANARY) == []


def test_writing_the_files_anew_erases_nothing() -> None:
    ada = browser("ada")
    added(ada)
    ada.post("/rewritings/contacts/C1")
    assert values()["full-name"] == CANARY


@pytest.mark.parametrize(
    ("typed", "reason", "said"),
    [("c1", "They asked", "What was typed is not"), ("C1", "  ", "No reason is given")],
)
def test_without_the_key_or_a_reason_nothing_is_erased(
    typed: str, reason: str, said: str
) -> None:
    ada = browser("ada")
    added(ada)
    answer = erased(ada, typed=typed, reason=reason)
    assert answer.status_code == 422
    assert said in words(answer)
    assert values()["full-name"] == CANARY


@pytest.mark.parametrize("person", ["ana", "mar", "pia"])
def test_only_who_may_erase_people_may_and_only_they_see_the_door(person: str) -> None:
    added(browser("ada"))
    theirs = browser(person)
    assert ERASURE not in words(theirs.get(PAGE))
    assert theirs.get(ERASURE).status_code == 403
    assert erased(theirs).status_code == 403
    assert theirs.post("/rewritings/contacts/C1").status_code == 403
    assert values()["full-name"] == CANARY
    assert ERASURE in words(browser("ada").get(PAGE))


def test_it_is_all_said_in_spanish() -> None:
    ada = browser("ada", language="es")
    added(ada)
    assert "Borrar lo personal" in words(ada.get(PAGE))
    page = words(ada.get(ERASURE))
    for said in ("Qué se destruye", "Escribe C1 para confirmar", "Por qué"):
        assert said in page
    assert "Nadie puede leerlo ya" in words(erased(ada))
    assert "Lo personal de C1 está borrado" in words(ada.get(ERASURE))


@pytest.mark.parametrize("address", ["/erasures/contacts/C9", "/erasures/nothing/C1"])
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert browser("ada").get(address).status_code == 404


def test_a_deal_has_nothing_personal_and_no_door() -> None:
    ada = browser("ada")
    assert "/erasures/" not in words(ada.get("/records/deals/D1"))
    assert "is personal" in words(ada.get("/erasures/deals/D1"))


def test_the_command_line_may_say_why() -> None:
    added(browser("ada"))
    erase_record.erase_record(
        "contacts", "C1", viewer=system_viewer("test"), at=NOW, reason="By letter"
    )
    assert "“By letter”" in words(browser("ada").get(ERASURE))
