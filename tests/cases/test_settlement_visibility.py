"""Nobody sees another's pay who should not."""

import pytest

from rumbo.incentives import queries
from rumbo.people.access import NotVisible, viewer_for_person
from rumbo.people.values import Viewer
from tests.cases import settlement_shop as shop
from tests.cases.settlement_shop import Q1

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop() -> None:
    shop.open_shop()
    shop.sell(
        ("d1", "Ana Ruiz", "2026-01-10", "800"),
        ("d3", "Ben Oka", "2026-02-11", "100"),
    )


def viewer(person: str) -> Viewer:
    return viewer_for_person(person, today=Q1.start)


@pytest.mark.parametrize("reader", ["ana", "mar", "cam"])
def test_the_seller_her_manager_and_the_compensation_admin_see_it(reader: str) -> None:
    found = queries.statement("sellers", payee="ana", period=Q1, viewer=viewer(reader))
    assert str(found.total) == "40.00"


@pytest.mark.parametrize("reader", ["ben", "sol", "exe"])
def test_nobody_else_does(reader: str) -> None:
    seen = viewer(reader)
    with pytest.raises(NotVisible):
        queries.statement("sellers", payee="ana", period=Q1, viewer=seen)
    with pytest.raises(NotVisible):
        queries.statement_lines("sellers", payee="ana", period=Q1, viewer=seen)
    with pytest.raises(NotVisible):
        queries.line("sellers", payee="ana", period=Q1, number=1, viewer=seen)
    with pytest.raises(NotVisible):
        queries.statements_on(Q1.start, payee="ana", viewer=seen)


def test_a_closed_statement_is_as_private_as_a_draft() -> None:
    run = shop.close()
    with pytest.raises(NotVisible):
        queries.statement("sellers", payee="ana", period=Q1, viewer=viewer("ben"))
    with pytest.raises(NotVisible):
        queries.statement_of_run(run.key, payee="ana", viewer=viewer("ben"))


def test_each_reader_lists_the_statements_they_may_see() -> None:
    seen = {
        reader: [
            each.payee.key for each in queries.statements(viewer=viewer(reader), period=Q1)
        ]
        for reader in ("ana", "mar", "cam", "exe")
    }
    assert seen == {"ana": ["ana"], "mar": ["ana", "ben"], "cam": ["ana", "ben"], "exe": []}


def test_an_executive_sees_what_a_plan_costs_and_no_more() -> None:
    total = queries.totals(viewer=viewer("exe"), period=Q1)[0]
    assert (str(total.total), total.payees) == ("45.00", 2)
    with pytest.raises(NotVisible):
        queries.runs("sellers", viewer=viewer("exe"))
    with pytest.raises(NotVisible):
        queries.totals(viewer=viewer("mar"), period=Q1)


def test_a_person_a_plan_or_a_line_that_is_not_there_looks_the_same() -> None:
    with pytest.raises(NotVisible):
        queries.statement("sellers", payee="nobody", period=Q1, viewer=viewer("cam"))
    with pytest.raises(NotVisible):
        queries.statement("nothing", payee="ana", period=Q1, viewer=viewer("cam"))
    with pytest.raises(NotVisible):
        queries.line("sellers", payee="ana", period=Q1, number=9, viewer=viewer("cam"))


def test_a_statement_says_what_is_left_to_the_next_band() -> None:
    ahead = queries.statement("sellers", payee="ana", period=Q1, viewer=viewer("ana"))
    found = ahead.components[0].next
    assert found is not None
    assert (str(found.running), str(found.missing)) == ("800.00", "200.00")
    assert (found.per_unit, found.next_rate) == (found.rate, found.steps[1].rate)
    assert [each.current for each in found.steps] == [True, False]


def test_lines_are_paged_and_found_by_their_record() -> None:
    shop.sell(*((f"n{n:02}", "Ana Ruiz", "2026-03-01", "1") for n in range(60)))
    page = queries.statement_lines(
        "sellers", payee="ana", period=Q1, viewer=viewer("ana"), page=2, size=50
    )
    assert (page.total, page.pages, len(page.lines)) == (61, 2, 11)
    found = queries.statement_lines(
        "sellers", payee="ana", period=Q1, viewer=viewer("ana"), find="N07"
    )
    assert [each.record for each in found.lines] == ["n07"]
