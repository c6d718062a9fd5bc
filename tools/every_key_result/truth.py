"""Where each of the 45 key results stands, reckoned from the files without the metric layer."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from tools.every_key_result import measuring_customers as customers
from tools.every_key_result import measuring_people as people
from tools.every_key_result import measuring_sales as sales
from tools.every_key_result.books import Books, Line, Span

Measure = Callable[[Books, Span], Fraction | None]
PLACES = 6
MEASURES: Mapping[str, Measure] = {
    "1.1": sales.revenue,
    "1.2": sales.count_won,
    "1.3": sales.average_deal,
    "2.1": sales.renewal_rate,
    "2.2": sales.churn,
    "2.3": customers.loyal_members,
    "3.1": sales.new_in_target_market,
    "3.2": sales.market_share,
    "3.3": customers.campaigns("market-penetration", "completed-on"),
    "4.1": people.calls,
    "4.2": sales.sales_cycle,
    "4.3": people.adoption("crm"),
    "5.1": sales.focus_revenue,
    "5.2": customers.full_webinars,
    "5.3": sales.focus_share,
    "6.1": customers.leads_created,
    "6.2": customers.lead_conversion,
    "7.1": customers.satisfaction,
    "7.2": people.interviews,
    "7.3": customers.complaints_in_a_day,
    "8.1": people.sessions_held,
    "8.2": people.certified,
    "8.3": people.revenue_per_full_time_member,
    "9.1": sales.cross_sell_opened,
    "9.2": sales.upsell_revenue,
    "9.3": people.trained("venta cruzada y ampliación"),
    "10.1": people.admin_hours_per_member,
    "10.2": people.adoption("automatización"),
    "10.3": people.deals_per_selling_hour,
    "11.1": sales.regions_entered,
    "11.2": sales.new_in_new_regions,
    "11.3": sales.revenue_of_new_regions,
    "12.1": sales.forecast_accuracy,
    "12.3": people.trained("previsión de ventas"),
    "13.1": sales.online_revenue,
    "13.2": people.website_conversion,
    "13.3": customers.campaigns("digital", "started-on"),
    "14.2": people.weekly_meeting,
    "14.3": people.cross_team_completion,
    "15.1": sales.acquisition_cost,
    "15.2": customers.referring_customers,
}


def truth_text(records: Mapping[str, str], plan: str) -> str:
    """truth.json: a line for each key result of the plan, figures as text."""
    books = Books(records)
    lines = csv.DictReader(io.StringIO(plan))
    told = ",\n".join(f"  {json.dumps(_told(each, books))}" for each in lines)
    return f"[\n{told}\n]\n"


def _told(line: Line, books: Books) -> dict[str, str | None]:
    value, baseline = _figures(line, books)
    target = Fraction(line["target"])
    start, end = _course(line, baseline, target)
    return {
        "id": line["id"],
        "metric": line["metric"] or None,
        "value": as_text(value),
        "baseline": as_text(baseline),
        "target": as_text(target),
        "progress": as_text(progress(value, start, end)),
    }


def _figures(line: Line, books: Books) -> tuple[Fraction | None, Fraction | None]:
    """Where the key result stands, and what it is compared with or starts from."""
    if line["aim"] == "done":
        return Fraction(line["milestones"]), None
    measure, span = MEASURES[line["id"]], span_of(line["period"])
    value = measure(books, span)
    match line["against"]:
        case "":
            return value, None
        case "previous period":
            return value, measure(books, previous(span))
        case "same period of the year before":
            return value, measure(books, year_before(span))
        case fixed:
            return value, Fraction(fixed)


def _course(
    line: Line, baseline: Fraction | None, target: Fraction
) -> tuple[Fraction | None, Fraction | None]:
    """From where to where: sums begin at nothing, levels where the baseline left them."""
    start = baseline if line["starts-at"] == "baseline" else Fraction(0)
    if line["aim"] != "change":
        return start, target
    return start, None if baseline is None else baseline * (1 + target)


def progress(
    value: Fraction | None, start: Fraction | None, end: Fraction | None
) -> Fraction | None:
    """How much of the way is done, raw; None where there is no way or no value.

    >>> progress(Fraction(45), Fraction(50), Fraction(40))
    Fraction(1, 2)
    """
    if value is None or start is None or end is None or start == end:
        return None
    return (value - start) / (end - start)


def as_text(value: Fraction | None) -> str | None:
    """A figure with six places at most, half up, without trailing zeros.

    >>> as_text(Fraction(2, 3)), as_text(Fraction(-1, 2)), as_text(Fraction(85))
    ('0.666667', '-0.5', '85')
    """
    if value is None:
        return None
    whole = abs(value) * 10**PLACES
    rounded = (whole.numerator * 2 + whole.denominator) // (whole.denominator * 2)
    digits = f"{rounded // 10**PLACES}.{rounded % 10**PLACES:0{PLACES}d}".rstrip("0").rstrip(
        "."
    )
    return f"-{digits}" if value < 0 and rounded else digits


def span_of(name: str) -> Span:
    """A year or a quarter by name.

    >>> span_of("2026-Q3").before
    datetime.date(2026, 10, 1)
    """
    year, _, quarter = name.partition("-Q")
    if not quarter:
        return Span(date(int(year), 1, 1), date(int(year) + 1, 1, 1))
    month = int(quarter) * 3 - 2
    return Span(date(int(year), month, 1), _months_later(date(int(year), month, 1), 3))


def previous(span: Span) -> Span:
    """The period of the same number of months just before."""
    months = (span.before.year - span.start.year) * 12 + span.before.month - span.start.month
    return Span(_months_later(span.start, -months), span.start)


def year_before(span: Span) -> Span:
    """The same days of the year before."""
    return Span(_months_later(span.start, -12), _months_later(span.before, -12))


def _months_later(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
