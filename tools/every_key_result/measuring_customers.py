"""What customers, and those who may become some, did and said."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from tools.every_key_result.books import Books, Span, instant, standing
from tools.every_key_result.measuring_sales import quotient

CONVERSION_DAYS = 60


def loyal_members(books: Books, span: Span) -> Fraction:
    """Different holders of a card that was active on the last day."""
    cards = books.lines("loyalty-members")
    active = (each for each in cards if standing(each, "joined-on", "left-on", on=span.last))
    return Fraction(len({each["contact"] for each in active}))


def campaigns(kind: str, column: str) -> Callable[[Books, Span], Fraction]:
    """Campaigns of a kind, by the day they started or were completed."""

    def measured(books: Books, span: Span) -> Fraction:
        lines = books.dated("campaigns", column, span=span)
        kept = (e for e in lines if e["kind"] == kind and e["status"] != "cancelled")
        return Fraction(sum(1 for _ in kept))

    return measured


def full_webinars(books: Books, span: Span) -> Fraction:
    lines = books.dated("events", "held-on", span=span)
    held = (e for e in lines if e["kind"] == "webinar" and e["status"] == "held")
    return Fraction(sum(int(each["attendance"]) >= 200 for each in held))


def leads_created(books: Books, span: Span) -> Fraction:
    lines = books.dated("leads", "created-on", span=span)
    return Fraction(sum(each["status"] != "duplicate" for each in lines))


def lead_conversion(books: Books, span: Span) -> Fraction | None:
    """Of the leads created in the span, those converted within 60 days of their creation."""
    lines = books.dated("leads", "created-on", span=span)
    cohort = [each for each in lines if each["status"] != "duplicate"]
    limit = timedelta(days=CONVERSION_DAYS)
    converted = (
        date.fromisoformat(e["converted-on"]) - date.fromisoformat(e["created-on"]) <= limit
        for e in cohort
        if e["converted-on"]
    )
    return quotient(sum(converted), len(cohort))


def satisfaction(books: Books, span: Span) -> Fraction | None:
    lines = books.dated("surveys", "answered-on", span=span)
    scores = [int(each["score"]) for each in lines if each["kind"] == "satisfaction"]
    return quotient(sum(each >= 4 for each in scores), len(scores))


def complaints_in_a_day(books: Books, span: Span) -> Fraction | None:
    """Complaints opened in the span that were resolved within 24 hours on the clock."""
    opened = books.opened_within(
        "tickets", "opened-at", span=span, where=lambda each: each["kind"] == "complaint"
    )
    quick = (
        instant(each["resolved-at"]) - instant(each["opened-at"]) <= timedelta(hours=24)
        for each in opened
        if each["resolved-at"]
    )
    return quotient(sum(quick), len(opened))


def referring_customers(books: Books, span: Span) -> Fraction:
    return Fraction(
        len({e["participant"] for e in books.dated("referrals", "made-on", span=span)})
    )
