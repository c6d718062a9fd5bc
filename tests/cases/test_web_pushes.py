"""The pages of pushes: a key is made and its secret shown once; deliveries tell what came."""

import re
from pathlib import Path

import pytest

from rumbo.history.queries import entries
from rumbo.pushes import keys
from rumbo.pushes.models import PushKey
from rumbo.pushes.rules.strict_json import Json
from tests.office import browser, opened, words
from tests.pushing import REAL, event, program, push
from tests.pushing import words as verdicts

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Nuestro CRM, cada noche",
    "source": "crm",
    "datasets": ["deals"],
    "per_minute": "600",
    "expires_on": "",
}


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> None:
    opened(tmp_path)


def made(**changes: object) -> tuple[int, str]:
    """The answer to the form of a key, and the secret in it."""
    answer = browser("pia").post("/pushes/keys", {**FORM, **changes})
    found = re.search(r"rumbo_\w{8}_[\w-]{43}", answer.content.decode())
    return answer.status_code, found.group() if found else ""


def test_a_key_is_made_and_its_secret_is_shown_once() -> None:
    status, secret = made()
    assert status == 201
    held = keys.program_of(secret, real_at=REAL)
    assert held is not None
    assert (held.key, held.scope.source, held.per_minute) == (
        "nuestro-crm-cada-noche",
        "crm",
        600,
    )
    listed = browser("pia").get("/pushes/keys")
    assert "Nuestro CRM, cada noche" in words(listed)
    assert secret not in listed.content.decode()
    (entry,) = entries(about="push-key:nuestro-crm-cada-noche")
    assert entry.by == "person:pia"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"source": "my crm"}, "cannot name a source"),
        ({"datasets": []}, "may write to nothing"),
        ({"per_minute": "many"}, "That many events a minute"),
        ({"expires_on": "2001-01-01"}, "is over already"),
        ({"expires_on": "9999-12-31"}, "is not a day"),
        ({"name": "???"}, "cannot name a push key"),
    ],
)
def test_a_form_that_is_wrong_says_what_mends_it_and_keeps_what_was_written(
    changes: dict[str, object], told: str
) -> None:
    answer = browser("pia").post("/pushes/keys", {**FORM, **changes})
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="600"' in answer.content.decode() or "per_minute" in changes
    assert not PushKey.objects.exists()


def test_a_key_is_rotated_and_revoked_on_its_page() -> None:
    _, old = made()
    pia = browser("pia")
    rotated = pia.post("/pushes/keys/nuestro-crm-cada-noche/rotation", {"overlap": "0"})
    assert rotated.status_code == 201
    assert keys.program_of(old, real_at=REAL.replace(year=2100)) is None
    pia.post("/pushes/keys/nuestro-crm-cada-noche/revocation", {"reason": "sold"})
    assert "Revoked" in words(pia.get("/pushes/keys"))
    *_, last = entries(about="push-key:nuestro-crm-cada-noche")
    assert (last.verb, last.reason) == ("push-key.revoked", "sold")
    again = pia.post("/pushes/keys/nuestro-crm-cada-noche/rotation", {"overlap": "1"})
    assert again.status_code == 422


def test_an_unknown_key_is_not_found() -> None:
    pia = browser("pia")
    assert pia.post("/pushes/keys/nobody/rotation").status_code == 404
    assert pia.post("/pushes/keys/nobody/revocation").status_code == 404


def test_deliveries_tell_what_came_of_each_event_and_can_be_narrowed() -> None:
    _, secret = made()
    crm = program(secret)
    fields: Json = {
        "agent": "Rita",
        "state": "Won",
        "closed": "2017-11-20",
        "value": "1.00",
    }
    told = event("one", "T-100")
    empty: Json = {"dataset": "deals", "key": "T-100", "fields": {}}
    good: Json = {**told, "data": empty}
    wrong: Json = {"dataset": "deals", "key": "T-200", "fields": fields}
    bad: Json = {**event("two", "T-200"), "data": wrong}
    push(crm, good, bad)
    pia = browser("pia")
    page = words(pia.get("/pushes"))
    assert "etwo" in page
    assert "Refused" in page
    assert "/data/fields/" in page
    assert "eone" not in words(pia.get("/pushes?q=etw"))
    assert "No delivery is like that" in words(pia.get("/pushes?verdict=stale"))
    assert pia.get("/pushes?below=-1&source=%00&verdict=x&q=%00").status_code == 200


def test_the_page_of_a_record_names_the_event_that_brought_each_version() -> None:
    _, secret = made()
    deal: Json = {"dataset": "deals", "key": "T-100", "fields": {"seller": "Ana Ruiz"}}
    assert verdicts(push(program(secret), {**event("a/b", "T-100"), "data": deal})) == [
        "accepted"
    ]
    page = browser("pia").get("/records/deals/T-100")
    assert "as the event ea/b" in words(page)
    assert 'href="/pushes?q=ea/b"' in page.content.decode()
    assert "ea/b" in words(browser("pia").get("/pushes?q=ea/b"))
    assert "ea/b" not in words(browser("mar").get("/records/deals/T-100"))


def test_without_keys_the_pages_lead_to_the_first_one() -> None:
    pia = browser("pia")
    assert "No program has sent anything yet" in words(pia.get("/pushes"))
    assert "No key yet" in words(pia.get("/pushes/keys"))


def test_the_guide_shows_commands_for_the_organisations_own_fields() -> None:
    page = browser("pia", language="es").get("/pushes/guide?dataset=deals")
    text = page.content.decode()
    assert "application/cloudevents-batch+json" in text
    assert "/api/openapi.json" in text
    assert "Comandos para copiar" in text


def test_who_may_not_import_finds_none_of_it() -> None:
    ana = browser("ana")
    for path in ("/pushes", "/pushes/keys", "/pushes/guide"):
        assert ana.get(path).status_code == 403
    assert 'href="/pushes"' not in ana.get("/").content.decode()
    assert ana.post("/pushes/keys", FORM).status_code == 403
    assert not PushKey.objects.exists()
