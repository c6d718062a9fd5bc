"""People on their pages: who sees whom, public figures only, and a name resolved once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rumbo.people.values import Visible
from rumbo.records import queries
from tests.office import Office, browser, opened, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


def waiting() -> dict[str, str]:
    return {each.value: each.identity for each in queries.unmatched(visible=Visible())}


def test_a_seller_finds_colleagues_by_team_and_who_leads_them() -> None:
    page = words(browser("pia").get("/people"))
    assert "6 people in 1 team" in page
    assert page.index("North 1") < page.index("Mar Gil") < page.index("Ana Ruiz")
    assert "leads the group" in page
    assert "Invented" in page  # Ada is there so that every role can be tried


def test_a_partner_finds_only_themselves() -> None:
    partner = browser("out")
    assert "Ana Ruiz" not in words(partner.get("/people"))
    assert partner.get("/people/ana").status_code == 404
    assert "€70" in words(partner.get("/people/out"))


def test_a_person_who_does_not_exist_is_not_found() -> None:
    assert browser("ana").get("/people/nobody").status_code == 404


def test_a_colleagues_page_shows_what_they_sold_and_no_pay() -> None:
    page = words(browser("ben").get("/people/ana"))
    assert "€1,000" in page
    assert "/commissions/" not in page


def test_an_unknown_period_is_not_found() -> None:
    assert browser("ana").get("/people/ana?period=next-spring").status_code == 404


def test_a_fragment_is_the_same_page_without_its_frame() -> None:
    fragment = browser("ana").get("/people", headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    assert "Ben Oka" in fragment.content.decode()


def test_resolving_a_name_moves_its_money_to_the_person() -> None:
    matcher = browser("pia")
    inbox = words(matcher.get("/unmatched"))
    assert "€30,937 waits behind 1 name" in inbox
    assert "Tomás Arriaga" in inbox
    assert "€30,937" not in words(matcher.get("/people/ben"))

    identity = waiting()["Tomás Arriaga"]
    done = matcher.post(f"/unmatched/{identity}/match", {"person": "ben"}, follow=True)
    assert "these records now count for Ben Oka" in words(done)
    assert "Every record belongs to someone" in words(done)
    assert "€31,437" in words(matcher.get("/people/ben"))  # 500 of his own and 30 937


@pytest.mark.parametrize("person", ["ana", "mar", "out"])
def test_whoever_may_not_match_is_told_so_and_changes_nothing(person: str) -> None:
    identity = waiting()["Tomás Arriaga"]
    someone = browser(person)
    assert someone.get("/unmatched").status_code == 403
    answer = someone.post(f"/unmatched/{identity}/match", {"person": person})
    assert answer.status_code == 403
    assert "Tomás Arriaga" in waiting()


def test_a_name_or_person_that_does_not_exist_is_not_found() -> None:
    identity = waiting()["Tomás Arriaga"]
    matcher = browser("pia")
    for address in ("i99999", "x1", "i"):
        assert matcher.post(f"/unmatched/{address}/match", {"person": "ben"}).status_code == 404
    assert matcher.post(f"/unmatched/{identity}/match", {"person": "no"}).status_code == 404
    assert "Tomás Arriaga" in waiting()


def test_choosing_nobody_changes_nothing_and_says_so() -> None:
    identity = waiting()["Tomás Arriaga"]
    answer = browser("pia").post(f"/unmatched/{identity}/match", follow=True)
    assert "Choose a person first" in words(answer)
    assert "What will move" in words(answer)
    assert "Tomás Arriaga" in waiting()


def test_what_will_move_is_shown_before_anybody_is_chosen() -> None:
    identity = waiting()["Tomás Arriaga"]
    page = words(browser("pia").get(f"/unmatched/{identity}"))
    moves = page[page.index("What will move") : page.index("It is one of us")]
    assert "November 2017" in moves
    assert "€30,937" in moves


def test_somebody_who_is_not_here_yet_is_added_and_matched_in_one_step() -> None:
    matcher, identity = browser("pia"), waiting()["Tomás Arriaga"]
    given = {
        "who": "new",
        "name": "Tomás Arriaga",
        "kind": "employee",
        "team": "north-1",
        "since": "2017-11-01",
    }
    done = words(matcher.post(f"/unmatched/{identity}/match", given, follow=True))
    assert "these records now count for Tomás Arriaga" in done
    assert "€30,937" in words(matcher.get("/people/tomas-arriaga"))
    assert "North 1" in words(matcher.get("/people/tomas-arriaga"))


def test_a_person_who_cannot_be_is_refused_with_everything_that_is_wrong() -> None:
    identity = waiting()["Tomás Arriaga"]
    given = {"who": "new", "name": " ", "kind": "robot", "team": "south", "since": "2017-11-01"}
    refused = browser("pia").post(f"/unmatched/{identity}/match", given)
    assert refused.status_code == 422
    page = words(refused)
    for told in ("The person has no name", "«robot» is no kind", "There is no team «south»"):
        assert told in page
    assert "Tomás Arriaga" in waiting()


def test_a_wrong_match_is_taken_back_with_all_that_it_moved() -> None:
    matcher, identity = browser("pia"), waiting()["Tomás Arriaga"]
    matcher.post(f"/unmatched/{identity}/match", {"person": "ben", "reason": "same desk"})
    page = words(matcher.get(f"/unmatched/{identity}"))
    assert "Means Ben Oka." in page
    assert "“same desk”" in page
    assert "said by Pia Sol" in page
    matched = words(matcher.get("/unmatched?show=matched&q=tom"))
    assert "Tomás Arriaga" in matched
    assert "said by hand" in matched

    undone = matcher.post(f"/unmatched/{identity}/undoing", {"person": "ben"}, follow=True)
    assert "Taken back" in words(undone)
    assert "Tomás Arriaga" in waiting()
    assert "€31,437" not in words(matcher.get("/people/ben"))
    again = matcher.post(f"/unmatched/{identity}/undoing", {"person": "ben"}, follow=True)
    assert "Somebody else has changed this match" in words(again)


def test_the_inbox_is_searched_and_read_by_source() -> None:
    matcher = browser("pia")
    assert "Tomás Arriaga" in words(matcher.get("/unmatched?q=ARRIAGA&source=crm"))
    assert "No name contains that" in words(matcher.get("/unmatched?q=nobody"))
    assert "No name contains that" in words(matcher.get("/unmatched?source=erp"))
    assert matcher.get("/unmatched?page=99").status_code == 200


@pytest.mark.parametrize("address", ["/unmatched/i99999", "/unmatched/x", "/unmatched/i"])
def test_a_name_that_no_source_wrote_is_not_found(address: str) -> None:
    matcher = browser("pia")
    assert matcher.get(address).status_code == 404
    assert matcher.post(f"{address}/undoing", {"person": "ben"}).status_code == 404


@pytest.mark.parametrize("address", ["/people", "/people/ana", "/unmatched"])
def test_a_page_asks_the_database_a_bounded_number_of_times(
    address: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = browser("pia")
    client.get(address)
    with django_assert_max_num_queries(45):
        client.get(address)


def test_everything_is_said_in_spanish_too() -> None:
    page = words(browser("pia", language="es").get("/unmatched"))
    assert "30.937 €" in page
    assert "esperan tras 1 nombre" in page
