"""A metric asked of real records: whose, when, and as known when."""

from datetime import date
from decimal import Decimal

import pytest

from rumbo.history import queries as history
from rumbo.kernel.calendar import Period, parse_period
from rumbo.metrics import queries
from rumbo.metrics.queries import Scope
from rumbo.people import identities
from rumbo.people import operations as people
from rumbo.people.values import Visible
from tests.cases.metric_acme import (
    APRIL,
    BY,
    JULY,
    bring,
    deal,
    found_acme,
    of,
    rows,
    value,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _acme() -> None:
    found_acme()


def test_a_deal_counts_for_the_team_its_seller_was_in_on_that_day() -> None:
    people.place("ana", team="south", valid_from=date(2017, 2, 1), by=BY, at=APRIL)
    bring(
        deal("D1", "Ana Ruiz", "2017-01-31", amount=100),
        deal("D2", "Ana Ruiz", "2017-02-01", amount=30),
        deal("D3", "Ben Oka", "2017-02-01", amount=7),
    )
    assert rows(of(by=("team",))) == {"north": Decimal("100.00"), "south": Decimal("37.00")}
    assert rows(of(by=("region",))) == {"spain": Decimal("137.00")}
    assert rows(of(by=("manager",))) == {"mar": Decimal("100.00"), None: Decimal("37.00")}
    assert value(of(scope=Scope(team="south"))) == Decimal("37.00")
    assert value(of(scope=Scope(team="spain"))) == Decimal("137.00")
    assert value(of(scope=Scope(manager="mar"))) == Decimal("100.00")
    assert value(of(scope=Scope(manager="eva"))) == Decimal("137.00")


def test_a_past_position_knows_the_teams_and_figures_of_its_time() -> None:
    bring(deal("D1", "Ana Ruiz", "2017-01-31", amount=100))
    then = history.head()
    people.place("ana", team="south", valid_from=date(2017, 1, 15), by=BY, at=JULY)
    bring(deal("D1", "Ana Ruiz", "2017-01-31", amount=150), at=JULY)
    assert rows(of(by=("team",))) == {"south": Decimal("150.00")}
    assert rows(of(by=("team",), position=then)) == {"north": Decimal("100.00")}


def test_what_nobody_is_matched_to_is_shown_and_counts_in_the_total() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-31", amount=100),
        deal("D2", "Zoe", "2017-01-31", amount=11),
    )
    assert rows(of(by=("person",))) == {"ana": Decimal("100.00"), None: Decimal("11.00")}
    assert value(of()) == Decimal("111.00")
    assert value(of(scope=Scope(person=""))) == Decimal("11.00")


def test_matching_somebody_once_moves_all_their_records() -> None:
    bring(
        deal("D1", "A. Ruiz", "2017-01-31", amount=100),
        deal("D2", "A. Ruiz", "2017-03-01", amount=50),
    )
    assert rows(of(by=("person",))) == {None: Decimal("150.00")}
    (identity,) = identities.known_identities(source="crm", values=["A. Ruiz"]).values()
    identities.match_identity(identity, person="ana", by=BY, at=JULY)
    assert rows(of(by=("person",))) == {"ana": Decimal("150.00")}
    assert value(of(scope=Scope(dimensions={"seller": "ana"}))) == Decimal("150.00")


def test_a_partner_sees_only_what_is_credited_to_them() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-31", amount=100),
        deal("D2", "Ben Oka", "2017-01-31", amount=5),
    )
    only_ben = Visible(frozenset({"ben"}))
    assert value(of(), only_ben) == Decimal("5.00")
    assert rows(of(by=("person",)), only_ben) == {"ben": Decimal("5.00")}
    assert queries.explain(of(), visible=only_ben).total_records == 1
    assert value(of(), Visible(frozenset())) == Decimal(0)


def test_time_is_cut_as_the_organisation_cuts_it() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-03-31", amount=1),
        deal("D2", "Ana Ruiz", "2017-04-01", amount=2),
        deal("D3", "Ana Ruiz", "2017-04-02", amount=4),
    )
    spring = Period(date(2017, 3, 1), date(2017, 5, 1))
    assert rows(of(period=spring, by=("year",))) == {
        "2016": Decimal("1.00"),
        "2017": Decimal("6.00"),
    }
    assert rows(of(period=spring, by=("quarter",))) == {
        "2016-Q4": Decimal("1.00"),
        "2017-Q1": Decimal("6.00"),
    }
    assert rows(of(period=spring, by=("week",))) == {
        "2017-03-26": Decimal("3.00"),  # weeks start on Sundays here
        "2017-04-02": Decimal("4.00"),
    }


def test_an_instant_counts_on_the_business_date() -> None:
    """23:30 UTC on 31 March is already 1 April in Madrid."""
    late = deal("D1", "Ana Ruiz", "2017-04-01", amount=1)
    bring({**late, "signed-at": "2017-03-31T23:30:00.000000Z"})
    april, march = parse_period("2017-04"), parse_period("2017-03")
    assert value(of("signed", april)) == 1
    assert value(of("signed", march)) is None
    assert rows(of("signed", april, by=("day",))) == {"2017-04-01": Decimal(1)}
