"""What surrounds every page: the policy, the reader's language, and plain refusals."""

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import get_resolver

from rumbo.people.models import Organisation, Person
from tests.office import Office, browser, opened

pytestmark = pytest.mark.django_db
REPORT = '{"csp-report": {"violated-directive": "script-src", "blocked-uri": "inline"}}'


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


def test_before_there_is_an_organisation_the_page_says_what_to_run() -> None:
    answer = Client().get("/")
    assert answer.status_code == 503
    assert "./dev.py demo" in answer.content.decode()


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("path", ["/sign-in", "/nothing-here", "/csp-report"])
def test_every_answer_forbids_what_is_inline_or_from_elsewhere(path: str) -> None:
    headers = Client().get(path).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in headers["Cache-Control"]


@pytest.mark.usefixtures("office")
def test_what_a_browser_refused_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client().post("/csp-report", REPORT, content_type="application/csp-report")
    assert answer.status_code == 204
    assert "script-src" in caplog.text


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("body", ["not json", "[]", '{"csp-report": []}', ""])
def test_a_report_that_is_no_report_breaks_nothing(body: str) -> None:
    answer = Client().post("/csp-report", body, content_type="application/csp-report")
    assert answer.status_code == 204


@pytest.mark.usefixtures("office")
def test_before_anyone_signs_in_the_browser_chooses_the_language() -> None:
    answer = Client().get("/sign-in", headers={"accept-language": "es-MX,es;q=0.9"})
    assert "Entra en Acme" in answer.content.decode()
    assert answer.headers["Content-Language"] == "es"


@pytest.mark.usefixtures("office")
def test_a_chosen_language_wins_over_the_browsers() -> None:
    client = Client()
    client.post("/preferences", {"language": "es"})
    answer = client.get("/sign-in", headers={"accept-language": "en"})
    assert "Entra en Acme" in answer.content.decode()


@pytest.mark.usefixtures("office")
def test_a_person_keeps_their_language_and_theme_on_another_browser() -> None:
    browser("ana").post("/preferences", {"language": "es", "theme": "dark"})
    assert Person.objects.get(key="ana").language == "es"
    page = browser("ana", language="es").get("/search").content.decode()
    assert '<html lang="es" data-theme="dark">' in page


@pytest.mark.usefixtures("office")
def test_a_choice_of_language_leads_nowhere_else() -> None:
    wanted = {"language": "es", "next": "https://elsewhere.example/"}
    assert Client().post("/preferences", wanted).headers["Location"] == "/"


@pytest.mark.usefixtures("office")
def test_the_page_kept_for_a_lost_connection_names_nobody() -> None:
    page = browser("ana").get("/offline").content.decode()
    assert "You are offline" in page
    assert "ana" not in page.casefold()
    assert "csrf" not in page.casefold()
    assert "text/javascript" in Client().get("/worker.js").headers["Content-Type"]


@pytest.mark.usefixtures("office")
def test_nobody_signs_up_by_themselves() -> None:
    answer = Client().get("/sign-up")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in"
    assert Client().post("/sign-up", {"email": "x@y.example"}).status_code == 302
    assert not get_user_model().objects.filter(email="x@y.example").exists()


@pytest.mark.usefixtures("office")
def test_outside_a_demo_nobody_enters_with_one_click() -> None:
    Organisation.objects.update(is_demo=False)
    assert Client().post("/sign-in/as/ana").status_code == 404
    assert "/sign-in/as/" not in Client().get("/sign-in").content.decode()


@pytest.mark.usefixtures("office")
def test_a_click_of_another_site_changes_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/as/ana").status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("office")
def test_a_sign_in_that_belongs_to_nobody_any_more_is_signed_out() -> None:
    client = browser("ana")
    Person.objects.filter(key="ana").update(user=None)
    assert client.get("/").headers["Location"].startswith("/sign-in")


@pytest.mark.usefixtures("office")
def test_a_fragment_of_an_ended_session_sends_the_whole_page_to_sign_in() -> None:
    answer = Client().get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/")


@pytest.mark.usefixtures("office")
def test_a_live_refresh_gets_the_fragment_and_a_person_the_page() -> None:
    client = browser("ana")
    assert "<html" in client.get("/").content.decode()
    assert "<html" not in client.get("/", headers={"HX-Request": "true"}).content.decode()


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("person", ["ana", "mar", "ada", "pia", "out"])
def test_everyone_has_a_home(person: str) -> None:
    assert browser(person).get("/").status_code == 200


@pytest.mark.usefixtures("office")
def test_no_address_but_a_few_answers_without_a_session() -> None:
    open_to_all = {
        "account_login",
        "account_signup",
        "account_inactive",
        "account_logout",
        "demo_sign_in",
        "preferences",
        "policy_report",
        "offline",
        "worker",
    }
    for name in _named() - open_to_all:
        answer = Client().get(_address(name))
        assert answer.status_code in {302, 405}, name
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith("/sign-in"), name


def _named() -> set[str]:
    return {str(each) for each in get_resolver().reverse_dict if isinstance(each, str)}


def _address(name: str) -> str:
    """An address of this name, every part of it made up."""
    path, parts = get_resolver().reverse_dict.getlist(name)[0][0][0]
    return "/" + str(path) % dict.fromkeys(parts, "1")


@pytest.mark.usefixtures("office")
def test_whoever_guesses_passwords_is_told_to_wait() -> None:
    client = Client()
    guess = {"login": "ana@acme.example", "password": "wrong"}
    answers = [client.post("/sign-in", guess) for _ in range(12)]
    last = answers[-1]
    assert last.status_code == 429 or "Too many failed" in last.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("office")
def test_a_text_with_a_nul_reaches_no_page_and_breaks_none() -> None:
    ada = browser("ada")
    assert ada.get("/search?q=an%00a").status_code == 200
    assert ada.get("/records/deals/N%001").status_code == 404
    form = "name-en=a%00b"
    kind = "application/x-www-form-urlencoded"
    assert ada.post("/new-dataset", form, content_type=kind).status_code == 400


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/datasets", "/records"),
        ("/additions/deals", "/records"),
        ("/library", "/objectives"),
        ("/new-metric", "/metrics"),
        ("/data-health", "/data-health"),
        ("/unmatched", "/unmatched"),
        ("/", "/"),
    ],
)
def test_the_menu_shows_where_one_is(path: str, place: str) -> None:
    page = browser("ada").get(path).content.decode()
    marked = re.findall(r'<a class="nav-item"[^>]*href="([^"]*)"[^>]*aria-current="page"', page)
    assert set(marked) == {place}
