"""The truth of the example, on files small enough to count on one's fingers."""

from datetime import date
from fractions import Fraction

import pytest

from tools.every_key_result import measuring_customers as customers
from tools.every_key_result import measuring_people as people
from tools.every_key_result import measuring_sales as sales
from tools.every_key_result.books import Books, Span
from tools.every_key_result.truth import as_text, previous, progress, span_of, year_before

Q3 = span_of("2026-Q3")
DEALS = (
    "Oportunidad;Cuenta;Vendedor;Tipo;Etapa;Producto;Región;Canal;Abierta;Cerrada;Importe;Corrige\n"
    "O1;C1;Ana;nueva;ganada;Aurora;Galicia;directo;01/06/2026;01/07/2026;1.000,50;\n"
    "O2;C1;Ana;nueva;ganada;Aurora;Galicia;directo;20/07/2026;20/07/2026;-100,50;O1\n"
    "O3;C2;Luis;nueva;ganada;Vending;Madrid;directo;01/04/2025;11/04/2025;500,00;\n"
    "O4;C2;Luis;ampliación;ganada;Aurora;Galicia;directo;20/08/2026;30/09/2026;300,00;\n"
    "O5;C3;;nueva;ganada;Vending;Madrid;en línea;01/09/2026;05/09/2026;200,00;\n"
    "O6;C4;Ana;nueva;perdida;Aurora;Galicia;directo;01/07/2026;02/07/2026;900,00;\n"
    "O7;C5;Ana;venta cruzada;propuesta;Aurora;Madrid;directo;02/07/2026;;700,00;\n"
)
# Ana leaves sales for marketing on 16 August; Luis works half of the hours from that day on.
MEMBERSHIPS = (
    "person,team,from,before,hours-share\n"
    "Ana,madrid,2024-01-01,2026-08-16,1\n"
    "Ana,marketing,2026-08-16,,1\n"
    "Luis,cdmx,2024-01-01,2026-08-16,1\n"
    "Luis,cdmx,2026-08-16,,0.5\n"
)


def books(**files: str) -> Books:
    texts = {f"data/{name.replace('_', '-')}.csv": text for name, text in files.items()}
    return Books({"data/deals.csv": DEALS, "data/memberships.csv": MEMBERSHIPS, **texts})


def test_a_credit_note_lowers_revenue_and_is_no_deal() -> None:
    assert sales.revenue(books(), Q3) == Fraction("1400")
    assert sales.count_won(books(), Q3) == 3
    assert sales.average_deal(books(), Q3) == Fraction("1500.50") / 3


def test_days_from_opening_to_winning() -> None:
    assert sales.sales_cycle(books(), Q3) == Fraction(30 + 41 + 4, 3)


def test_a_customer_is_new_once_wherever_the_second_house_stands() -> None:
    ledger = books(regions="region,is-new\nGalicia,yes\nMadrid,no\n")
    assert sales.new_customers(ledger, Q3) == 2
    assert sales.new_in_new_regions(ledger, Q3) == 1
    assert sales.regions_entered(ledger, Q3) == 1
    assert sales.revenue_of_new_regions(ledger, Q3) == 1200


def test_new_in_the_target_market_goes_by_the_account() -> None:
    ledger = books(accounts="account,target-market\nC1,no\nC2,yes\nC3,yes\n")
    assert sales.new_in_target_market(ledger, Q3) == 1


def test_churn_is_lost_customers_for_each_customer_on_the_eve() -> None:
    ledger = books(
        accounts="account,customer-since,lost-on\n"
        "C1,2025-01-01,2026-07-01\n"  # a customer on the eve, lost on the first day
        "C2,2025-01-01,\n"
        "C3,2026-07-01,\n"  # won on the first day
        "C4,2025-01-01,2026-06-30\n"  # no longer one on the eve
    )
    assert sales.churn(ledger, Q3) == Fraction(1, 2)


def test_full_time_members_are_averaged_over_the_days() -> None:
    # 46 days of two, then 46 days of half a one.
    assert people.full_time_members(books(), Q3) == Fraction(46 * 2 + 23, 92)
    assert people.average_members(books(), Q3) == Fraction(46 * 2 + 46, 92)


def test_what_somebody_won_after_leaving_sales_is_not_sales() -> None:
    # Ana's 900 in July and Luis's 300 in September; nobody's 200 belongs to no team.
    won = people.revenue_per_full_time_member(books(), Q3)
    assert won == 1200 / Fraction(115, 92)


def test_administrative_hours_are_those_of_members_of_the_time() -> None:
    ledger = books(
        activities="kind,member,status,done-on,hours\n"
        "admin,Ana,done,2026-08-15,6\n"
        "admin,Ana,done,2026-08-16,5\n"  # in marketing by then
        "admin,Luis,done,2026-09-01,3\n"
        "call,Luis,done,2026-09-01,1\n"
        "admin,Luis,cancelled,,\n"
    )
    assert people.admin_hours_per_member(ledger, Q3) == Fraction(9) / Fraction(138, 92)
    assert people.deals_per_selling_hour(ledger, Q3) == 3


def test_a_seat_counts_once_it_is_used_within_thirty_days() -> None:
    ledger = books(
        seats="tool,member,given-on,ended-on\ncrm,Ana,2025-01-01,\ncrm,Luis,2025-01-01,\n"
        "crm,Eva,2025-01-01,2026-09-30\n",  # taken back on the last day
        logins="tool,member,signed-in-at\n"
        "crm,Ana,2026-08-31T22:00:00Z\n"  # midnight of 1 September in Madrid: 30 days
        "crm,Luis,2026-08-31T21:59:00Z\n"
        "crm,Eva,2026-09-20T10:00:00Z\n",
    )
    assert people.adoption("crm")(ledger, Q3) == Fraction(1, 2)


def test_a_certificate_counts_before_the_day_it_expires() -> None:
    header = "member,issued-on,valid-before\n"
    in_time = books(
        certificates=header + "Luis,2025-10-01,2026-10-01\nLuis,2026-01-01,2027-01-01\n"
    )
    too_late = books(
        certificates=header + "Luis,2025-09-30,2026-09-30\nAna,2026-01-01,2027-01-01\n"
    )
    assert people.certified(in_time, Q3) == 1
    assert people.certified(too_late, Q3) == 0


def test_the_weekly_meeting_misses_a_week_or_a_person() -> None:
    lines = [f"weekly,held,{day},Luis,yes" for day in _mondays() if day != date(2026, 8, 10)]
    ledger = books(meetings="\n".join(["kind,status,held-on,member,attended", *lines]))
    assert people.weekly_meeting(ledger, Q3) == Fraction(12, 13)


def _mondays() -> list[date]:
    return [each for each in Q3.days if each.weekday() == 0]


def test_complaints_have_24_hours_on_the_clock_and_days_of_madrid() -> None:
    ledger = books(
        tickets="kind,opened-at,resolved-at\n"
        "complaint,2026-06-30T22:00:00Z,2026-07-01T22:00:00Z\n"  # 1 July; exactly 24 hours
        "complaint,2026-07-09T09:15:00Z,2026-07-10T09:16:00Z\n"  # a minute too long
        "complaint,2026-09-30T21:59:00Z,\n"  # still open
        "complaint,2026-09-30T22:00:00Z,\n"  # October already
        "question,2026-07-09T09:15:00Z,2026-07-09T09:16:00Z\n"
    )
    assert customers.complaints_in_a_day(ledger, Q3) == Fraction(1, 3)


def test_leads_convert_within_sixty_days_of_their_creation() -> None:
    ledger = books(
        leads="status,created-on,converted-on\n"
        "converted,2026-07-01,2026-08-30\n"  # day 60
        "converted,2026-07-01,2026-08-31\n"  # day 61
        "converted,2026-06-30,2026-07-01\n"  # of another cohort
        "working,2026-09-30,\n"
        "duplicate,2026-07-02,\n"
    )
    assert customers.leads_created(ledger, Q3) == 3
    assert customers.lead_conversion(ledger, Q3) == Fraction(1, 3)


def test_two_cards_of_one_holder_are_one_member() -> None:
    cards = (
        "contact,joined-on,left-on\nT1,2025-01-01,\nT1,2026-01-01,\nT2,2025-01-01,2026-09-30\n"
    )
    assert customers.loyal_members(books(loyalty_members=cards), Q3) == 1


def test_a_forecast_is_the_last_word_before_its_month() -> None:
    ledger = books(
        forecasts="unit,period-starts-on,issued-on,amount\n"
        "madrid,2026-07-01,2026-06-20,5000\n"
        "madrid,2026-07-01,2026-06-28,800\n"
        "madrid,2026-07-01,2026-07-10,900\n"  # too late
        "cdmx,2026-09-01,2026-08-28,540\n"
    )
    # July 900 sold and 800 foreseen, August neither, September 500 sold and 540 foreseen.
    assert sales.forecast_accuracy(ledger, Q3) == 1 - Fraction(100 + 40, 1400)


def test_an_absurd_forecast_is_worth_nothing_and_not_less() -> None:
    ledger = books(
        forecasts="unit,period-starts-on,issued-on,amount\ncdmx,2026-09-01,2026-08-28,9999\n"
    )
    assert sales.forecast_accuracy(ledger, Q3) == 0


def test_cost_of_sales_and_marketing_for_each_new_customer() -> None:
    ledger = books(
        costs="kind,spent-on,amount\nsales,2026-07-01,100.50\nmarketing,2026-09-30,49.50\n"
        "service,2026-09-30,70\nsales,2026-10-01,900\n"
    )
    assert sales.acquisition_cost(ledger, Q3) == 75


def test_nothing_of_nothing_is_no_value() -> None:
    empty = Span(date(2020, 1, 1), date(2020, 4, 1))
    assert sales.average_deal(books(), empty) is None


@pytest.mark.parametrize(
    ("value", "way", "expected"),
    [(250, (0, 1000), "0.25"), (45, (50, 40), "0.5"), (60, (50, 40), "-1")],
)
def test_progress_is_how_much_of_the_way_is_done(
    value: int, way: tuple[int, int], expected: str
) -> None:
    start, end = map(Fraction, way)
    assert as_text(progress(Fraction(value), start, end)) == expected


def test_periods_to_compare_with() -> None:
    assert previous(Q3) == span_of("2026-Q2")
    assert year_before(Q3) == span_of("2025-Q3")
    assert previous(span_of("2026")) == span_of("2025")
