"""Programs push over HTTP, and every answer is a verdict or a problem document."""

import json

import pytest
from django.test import AsyncClient, Client

from rumbo.people.documents import read_organisation
from rumbo.people.operations import found_organisation
from rumbo.pushes import keys
from rumbo.records.models import LogEntry
from tests.acme import ORGANISATION
from tests.calling import EVENTS, SINGLE, Caller, code_of, finished
from tests.pushing import event, new_secret, removal
from tests.sales_records import AT, BY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def secret() -> str:
    return new_secret()


@pytest.fixture
def crm(secret: str) -> Caller:
    return Caller(secret)


def test_an_event_is_answered_with_its_verdict_after_it_is_kept(crm: Caller) -> None:
    answer = crm.push(event(1, version=7))
    assert answer.status_code == 202
    entry = LogEntry.objects.get()
    assert answer.json() == {
        "id": "e1",
        "source": "crm",
        "verdict": "accepted",
        "dataset": "deals",
        "key": "D1",
        "version": 7,
        "position": entry.position,
        "problems": [],
    }


def test_the_same_event_again_gets_the_same_bytes(crm: Caller) -> None:
    first = crm.push(event(1))
    assert crm.push(event(1)).content == first.content
    assert LogEntry.objects.count() == 1


def test_another_body_under_the_same_id_is_a_conflict(crm: Caller) -> None:
    crm.push(event(1))
    answer = crm.push(event(1, value="2.00"))
    assert (answer.status_code, code_of(answer)) == (409, "push.id-conflict")


def test_a_refused_event_says_where_why_and_what_to_do_in_both_languages(secret: str) -> None:
    english, spanish = (
        Caller(secret, language).push(event(1, value=1250)) for language in ("en", "es-MX,es")
    )
    assert (english.status_code, code_of(english)) == (422, "push.wrong-type.money")
    (problem,) = english.json()["problems"]
    assert problem["pointer"] == "/data/fields/value"
    assert '{"minor": 1050}' in problem["remedy"]
    assert spanish.headers["Content-Language"] == "es"
    assert "importe" in spanish.json()["title"]


def test_a_dataset_that_the_key_may_not_write_to_is_forbidden(crm: Caller) -> None:
    told = event(1) | {"data": {"dataset": "payroll", "key": "P1", "fields": {}}}
    answer = crm.push(told)
    assert (answer.status_code, code_of(answer)) == (403, "push.not-allowed")


def test_a_batch_has_a_verdict_for_each_index(crm: Caller) -> None:
    events = [event(1, version=2), event(2, version=1), event(3, version=2), event(4, value=1)]
    answer = crm.push_batch([*events, removal(5, version=9), 7])
    assert answer.status_code == 202
    found = answer.json()
    assert [each["verdict"] for each in found["events"]] == [
        "accepted",
        "stale",
        "duplicate",
        "refused",
        "accepted",
        "refused",
    ]
    assert [each["index"] for each in found["events"]] == list(range(6))
    assert (found["accepted"], found["refused"]) == (2, 2)
    assert found["events"][3]["problems"][0]["code"] == "push.wrong-type.money"


def test_a_conflict_in_a_batch_costs_its_index_only(crm: Caller) -> None:
    found = crm.push_batch([event(1), event(1, value="2.00"), event(2, "D2")]).json()
    assert [each["verdict"] for each in found["events"]] == ["accepted", "refused", "accepted"]


def test_an_empty_batch_is_answered_and_keeps_nothing(crm: Caller) -> None:
    assert crm.push_batch([]).json()["events"] == []


def test_a_stream_is_answered_line_by_line_and_a_broken_line_costs_itself(crm: Caller) -> None:
    answer = crm.push_lines(event(1), '{"specversion": ', "", event(2, "D2"), "[1]")
    assert answer.status_code == 202
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(each) for each in answer.text.splitlines()]
    assert [each["verdict"] for each in lines] == ["accepted", "refused", "accepted", "refused"]
    assert lines[1]["problems"][0]["code"] == "push.json"
    assert lines[1]["problems"][0]["line"] == 2


def test_a_stream_that_ends_without_a_line_break_loses_nothing(crm: Caller) -> None:
    body = (json.dumps(event(1)) + "\r\n" + json.dumps(event(2, "D2"))).encode()
    headers = {"Content-Type": "application/x-ndjson"}
    answer = crm.call("POST", EVENTS, content=body, headers=headers)
    assert len(answer.text.splitlines()) == 2
    assert LogEntry.objects.count() == 2


def test_the_binary_way_says_the_same(crm: Caller) -> None:
    told = event(1)
    body = json.dumps(told["data"]).encode()
    headers = {
        "Content-Type": "application/json",
        "ce-specversion": "1.0",
        "ce-id": "e1",
        "ce-source": "crm",
        "ce-type": "rumbo.record.upsert",
    }
    answer = crm.call("POST", EVENTS, content=body, headers=headers)
    assert (answer.status_code, answer.json()["verdict"]) == (202, "accepted")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "push.json"),
        (b"{", "push.json"),
        (b'{"a": 1, "a": 2}', "push.name-twice"),
        (b'{"a": NaN}', "push.not-a-number"),
        (b'{"a": Infinity}', "push.not-a-number"),
        (b"\xff\xfe{}", "push.encoding"),
        (b"[" * 100_000, "push.too-deep"),
        (b'{"a": 1} {"b": 2}', "push.json"),
    ],
)
def test_what_is_not_json_is_a_bad_request(crm: Caller, body: bytes, code: str) -> None:
    answer = crm.push(body)
    assert (answer.status_code, code_of(answer)) == (400, code)


@pytest.mark.parametrize("body", [b"{}", b'"text"', b"null", b"7"])
def test_a_batch_that_is_no_array_is_a_bad_request(crm: Caller, body: bytes) -> None:
    assert code_of(crm.push_batch(body)) == "api.batch"


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"null", b"7", b"true", b"-1e999"])
def test_an_event_that_is_no_object_is_refused(crm: Caller, body: bytes) -> None:
    answer = crm.push(body)
    assert (answer.status_code, code_of(answer)) == (422, "push.event")


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/json", "text/xml; a=b"])
def test_another_type_of_content_is_named_with_those_that_are_read(
    crm: Caller, media_type: str
) -> None:
    answer = crm.call("POST", EVENTS, content=b"{}", headers={"Content-Type": media_type})
    assert (answer.status_code, code_of(answer)) == (415, "api.media-type")
    assert SINGLE in answer.json()["detail"]


def test_what_happened_to_an_event_can_be_asked(crm: Caller) -> None:
    kept = crm.push(event(1)).json()
    crm.push(event(2, value=1))
    found = crm.get(f"{EVENTS}/crm/e1").json()
    assert {name: found[name] for name in kept} == kept
    assert found["push_key"] == "crm"
    assert crm.get(f"{EVENTS}/crm/e2").json()["verdict"] == "refused"
    assert code_of(crm.get(f"{EVENTS}/crm/e3")) == "api.no-event"


def test_a_key_asks_about_its_own_source_only(crm: Caller) -> None:
    crm.push(event(1))
    other = Caller(new_secret("erp", source="erp"))
    assert code_of(other.get(f"{EVENTS}/crm/e1")) == "api.no-event"


def test_sources_and_ids_may_hold_slashes() -> None:
    caller = Caller(new_secret("web", source="//acme.example/crm"))
    told = {**event(1), "source": "//acme.example/crm", "id": "a/b c%"}
    assert caller.push(told).status_code == 202
    answer = caller.get(f"{EVENTS}///acme.example/crm/a/b%20c%25")
    assert answer.json()["verdict"] == "accepted"


def test_a_key_learns_which_fields_it_may_send(crm: Caller) -> None:
    found = crm.get("/api/datasets/deals").json()
    fields = {each["id"]: each for each in found["fields"]}
    assert (fields["deal"]["is_key"], fields["seller"]["required"]) == (True, True)
    assert fields["stage"]["choices"] == ["Won", "Lost"]
    assert crm.get("/api/datasets").json() == {"datasets": [found]}
    assert code_of(crm.get("/api/datasets/payroll")) == "api.no-dataset"


@pytest.mark.parametrize(
    "secret", ["", "unknown-word", "rumbo_abcdefgh_" + "A" * 43, "\u20ac" * 3]
)
@pytest.mark.parametrize("path", [EVENTS, f"{EVENTS}/crm/e1", "/api/datasets"])
def test_without_a_valid_key_nothing_is_told(secret: str, path: str) -> None:
    method = "POST" if path == EVENTS else "GET"
    headers = {"Authorization": f"Bearer {secret}".encode()} if secret else {}
    answer = Caller().call(method, path, content=b"{}", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert code_of(answer) == ("api.key" if secret else "api.key-missing")
    assert not secret or secret not in answer.text


def test_a_revoked_key_writes_nothing_though_it_was_just_used(crm: Caller) -> None:
    assert crm.push(event(1)).status_code == 202
    keys.revoke("crm", by=BY, at=AT, real_at=AT)
    answer = crm.push(event(2, "D2"))
    assert (answer.status_code, code_of(answer)) == (401, "api.key")
    assert LogEntry.objects.count() == 1


def found() -> None:
    """An organisation around the key: pages answer, each to whom they should."""
    document = read_organisation(ORGANISATION, file="organisation.yaml")
    found_organisation(document, by=BY, at=AT)


def test_a_key_opens_no_page(secret: str) -> None:
    found()
    pages = ("/records", "/imports", "/commissions", "/live-token")
    answers = [
        Client().get(page, headers={"Authorization": f"Bearer {secret}"}) for page in pages
    ]
    assert {each.status_code for each in answers} == {302}


def test_an_unknown_address_and_method_are_problem_documents(crm: Caller) -> None:
    assert code_of(crm.get("/api/nothing")) == "api.unknown"
    answer = crm.get(EVENTS)
    assert (answer.status_code, code_of(answer)) == (405, "api.method")
    assert answer.headers["Allow"] == "POST"


def test_no_answer_is_kept_by_a_cache_or_run_by_a_browser(crm: Caller) -> None:
    headers = crm.push(event(1)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_django_answers_the_same_routes(secret: str) -> None:
    """Without the server's short way: the tests of a plug-in, or another server."""
    found()
    asking = AsyncClient().post(
        EVENTS,
        json.dumps(event(1)),
        content_type=SINGLE,
        headers={"Authorization": f"Bearer {secret}"},
    )
    answer = finished(asking)
    assert (answer.status_code, answer.json()["verdict"]) == (202, "accepted")
