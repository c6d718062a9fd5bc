"""What just happened: the records that changed last, and what they were before."""

from decimal import Decimal
from pathlib import Path

import pytest

from rumbo.kernel.money import Money
from rumbo.people.identities import identities_for, match_identity
from rumbo.people.models import Person
from rumbo.people.values import Visible
from rumbo.records.recent import recent
from tests.sales_records import AT, BY, bring_lines, declare_deals, row

pytestmark = pytest.mark.django_db
EVERYONE = Visible()


@pytest.fixture(autouse=True)
def deals(tmp_path: Path) -> None:
    declare_deals()
    bring_lines(tmp_path, row(1), row(2, seller="Ben Sosa"))
    bring_lines(tmp_path, row(1).replace("Won", "Lost"))


def test_the_record_that_changed_last_comes_first_with_what_it_was() -> None:
    newest, older = recent("deals", visible=EVERYONE)
    assert (newest.key, newest.was, newest.state, newest.is_new) == ("D1", "Won", "Lost", False)
    assert (older.key, older.was, older.state, older.is_new) == ("D2", None, "Won", True)
    assert newest.amount == Money(Decimal("100.00"), "USD")


def test_whoever_may_see_only_their_own_hears_only_of_their_own() -> None:
    Person.objects.create(key="ana", name="Ana", normalised_name="ana", kind="employee")
    ana = identities_for(source="crm", values=["Ana Ruiz"], by=BY, at=AT)["Ana Ruiz"]
    match_identity(ana, person="ana", by=BY, at=AT)
    found = recent("deals", visible=Visible(frozenset({"ana"})))
    assert [(each.key, each.person) for each in found] == [("D1", "ana")]
    assert recent("deals", visible=Visible(frozenset({"nobody"}))) == ()


def test_no_more_is_told_than_was_asked_for() -> None:
    assert len(recent("deals", visible=EVERYONE, size=1)) == 1
