"""A person erased: nothing tells who they were, and every figure stays as it was."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection

from rumbo.flows import erase_person, erasure_ledger, uploads
from rumbo.history.models import Entry
from rumbo.history.queries import verify
from rumbo.kernel.problems import Refused
from rumbo.people import erasing, queries
from rumbo.people.access import NotAllowed, system_viewer, viewer_for_person
from rumbo.people.identities import identities_for
from rumbo.people.models import Erasure, Identity, IdentityMatch, Person
from rumbo.records import projection
from rumbo.records.models import LogEntry, Rejection
from tests.office import BY, NOW, Office, browser, opened, upload

pytestmark = pytest.mark.django_db(transaction=True)

NAME, ADDRESS = "Ana Ruiz", "ana@acme.example"
CANARIES = (NAME, NAME.casefold(), ADDRESS)
BOARD = """SELECT m.person, sum(d.amount)::BIGINT FROM dataset_deals d
    JOIN roster_identity m ON m.identity = d.seller AND m.known_before IS NULL
    WHERE d._position_to IS NULL GROUP BY 1 ORDER BY 1"""


def clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - when an erasure was finished


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    found = opened(tmp_path)
    identities_for(source="hr", values=[ADDRESS], by=BY, at=NOW)
    found.bring(f'N1,{NAME},GTXPro,Won,2017-11-20,"1.234,56"', "N2,Ana Ruiz,GTXPro,Won,x,1")
    Rejection.objects.update(value=NAME)
    return found


def erase(person: str = "ana") -> erase_person.Erased:
    return erase_person.erase_person(person, viewer=system_viewer("test"), at=NOW, clock=clock)


def log() -> list[tuple[int, str, str]]:
    rows = LogEntry.objects.order_by("position")
    return list(rows.values_list("position", "payload", "digest"))


def everything_stored() -> str:
    """Every text in every table."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            texts += [repr(row) for row in cursor.fetchall()]
    return "\n".join(texts)


def files_that_hold(*words: str) -> list[str]:
    home = Path(settings.RUMBO_HOME)
    files = [each for each in home.rglob("*") if each.is_file()]
    return [
        f"{each.relative_to(home)}: {word}"
        for each in files
        for word in words
        if word.encode() in each.read_bytes()
    ]


def test_amounts_keys_and_chains_stay_digest_for_digest() -> None:
    before, sums = log(), list(projection.read(BOARD))
    history = list(Entry.objects.order_by("position").values_list("position", "digest"))
    erase()
    assert log() == before
    assert list(projection.read(BOARD)) == sums
    after = list(Entry.objects.order_by("position").values_list("position", "digest"))
    assert after[: len(history)] == history
    assert verify() == ()
    assert Entry.objects.get(verb="person.erased").after == {"number": 4001}


def test_no_table_and_no_file_holds_the_name_or_the_address() -> None:
    projection.position()
    browser("ana").get("/")
    assert NAME in everything_stored()
    assert files_that_hold(NAME)
    done = erase()
    projection.position()
    assert done.is_finished
    stored = everything_stored()
    assert [each for each in CANARIES if each in stored] == []
    assert files_that_hold(*CANARIES) == []


def test_a_waiting_upload_that_names_them_is_thrown_away() -> None:
    ada = browser("ada")
    upload(ada, f"id,agent\nX1,{NAME.upper()}\n", name="with.csv")
    upload(ada, "id,agent\nX1,Ben Oka\n", name="without.csv")
    viewer = system_viewer("test")
    planned = erase_person.planned("ana", viewer=viewer)
    assert planned.uploads == ("with.csv",)
    erase()
    assert uploads.repeating(["ben oka"])
    assert not uploads.repeating([NAME.casefold()])


def test_the_sign_in_and_every_session_are_gone() -> None:
    theirs = browser("ana")
    assert theirs.get("/").status_code == 200
    others = Session.objects.count()
    erase()
    assert theirs.get("/").status_code == 302
    assert not get_user_model().objects.filter(email=ADDRESS).exists()
    assert Session.objects.count() == others - 1


def test_they_are_called_by_a_number_in_the_language_of_the_reader() -> None:
    erase()
    browser("ben", language="es")
    reader = viewer_for_person("ben", today=NOW.date())
    assert queries.names(viewer=reader)["ana"] == "Persona 4001"
    assert queries.names(viewer=system_viewer("test"))["ana"] == "Person 4001"


def test_what_comes_again_under_the_name_is_theirs_and_brings_nothing_back(
    office: Office,
) -> None:
    erase()
    again = office.bring(f"D9,{NAME},GTXPro,Won,2017-11-21,10.00")
    assert again.new == 1
    other = identities_for(source="erp", values=[NAME, ADDRESS], by=BY, at=NOW)
    matched = IdentityMatch.objects.filter(person_id="ana", known_before=None)
    assert {int(each[1:]) for each in other.values()} <= set(
        matched.values_list("identity_id", flat=True)
    )
    assert not Identity.objects.filter(matches__person_id="ana").exclude(value="").exists()
    assert NAME not in everything_stored()
    assert identities_for(source="erp", values=[NAME], by=BY, at=NOW)[NAME] == other[NAME]


def test_someone_else_of_that_name_is_not_taken_for_them() -> None:
    erase()
    Person.objects.create(key="ana-2", name=NAME, normalised_name=NAME.casefold())
    (identity,) = identities_for(source="erp", values=[NAME], by=BY, at=NOW).values()
    assert not IdentityMatch.objects.filter(identity_id=int(identity[1:])).exists()


def test_erased_twice_is_erased_once() -> None:
    first, second = erase(), erase()
    assert first.number == second.number
    assert Erasure.objects.count() == 1
    assert Entry.objects.filter(verb="person.erased").count() == 1


def test_one_that_was_stopped_before_the_files_is_finished_later() -> None:
    erasing.erase("ana", by=BY, at=NOW)
    assert erasing.unfinished() == ("ana",)
    assert erase_person.finish(clock=clock)
    assert erasing.unfinished() == ()


def test_a_backup_that_brings_someone_back_is_answered_by_erasing_again() -> None:
    erase()
    Erasure.objects.all().delete()
    Person.objects.filter(key="ana").update(name=NAME, erased_number=None)
    names = erasure_ledger.remembered_people()
    viewer = system_viewer("test")
    assert erase_person.repeat(names, viewer=viewer, at=NOW, clock=clock) == 1
    assert NAME not in everything_stored()


def test_only_an_administrator_may_and_not_oneself_or_the_last_one() -> None:
    pia, ada = (viewer_for_person(each, today=NOW.date()) for each in ("pia", "ada"))
    with pytest.raises(NotAllowed):
        erase_person.erase_person("ana", viewer=pia, at=NOW, clock=clock)
    for viewer in (ada, system_viewer("test")):
        with pytest.raises(Refused):
            erase_person.erase_person("ada", viewer=viewer, at=NOW, clock=clock)
    assert Person.objects.get(key="ana").name == NAME
