"""What the team does and how many it is: members, hours, tools, trainings, meetings, tasks."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from tools.every_key_result.books import Books, Line, Place, Span, business_day, day, standing
from tools.every_key_result.measuring_sales import deals_won, quotient, total

SALES = frozenset({"madrid", "valencia", "cdmx", "guadalajara"})
SELLING = frozenset({"call", "meeting", "demo", "proposal"})


def in_sales(books: Books, on: date) -> dict[str, Place]:
    """Who was a member of the sales teams on a day."""
    return {p.person: p for p in books.places if p.team in SALES and p.holds(on)}


def average_members(books: Books, span: Span) -> Fraction:
    """Heads, counted every day and averaged over the days of the span."""
    return Fraction(sum(len(in_sales(books, each)) for each in span.days), span.length)


def full_time_members(books: Books, span: Span) -> Fraction:
    """Shares of the hours, added up every day and averaged over the days of the span."""
    shares = (p.hours for each in span.days for p in in_sales(books, each).values())
    return sum(shares, Fraction(0)) / span.length


def revenue_per_full_time_member(books: Books, span: Span) -> Fraction | None:
    """What members of sales won while they were members, for each full-time equivalent."""
    won = (
        each
        for each in books.sales
        if each.is_won(span) and each.closed and each.seller in in_sales(books, each.closed)
    )
    return quotient(total(won), full_time_members(books, span))


def done(books: Books, span: Span, *, kinds: frozenset[str]) -> list[Line]:
    lines = books.dated("activities", "done-on", span=span)
    return [each for each in lines if each["kind"] in kinds and each["status"] == "done"]


def hours_of(lines: list[Line]) -> Fraction:
    return sum((Fraction(each["hours"]) for each in lines if each["hours"]), Fraction(0))


def calls(books: Books, span: Span) -> Fraction:
    return Fraction(len(done(books, span, kinds=frozenset({"call"}))))


def interviews(books: Books, span: Span) -> Fraction:
    return Fraction(len(done(books, span, kinds=frozenset({"interview"}))))


def admin_hours_per_member(books: Books, span: Span) -> Fraction | None:
    """Hours of paperwork of the members of sales, for each of them on average."""
    own = [
        each
        for each in done(books, span, kinds=frozenset({"admin"}))
        if each["member"] in in_sales(books, date.fromisoformat(each["done-on"]))
    ]
    return quotient(hours_of(own), average_members(books, span))


def deals_per_selling_hour(books: Books, span: Span) -> Fraction | None:
    return quotient(len(deals_won(books, span)), hours_of(done(books, span, kinds=SELLING)))


def adoption(tool: str) -> Callable[[Books, Span], Fraction | None]:
    """Of the seats held on the last day, those whose holder signed in within 30 days."""

    def measured(books: Books, span: Span) -> Fraction | None:
        recent = Span(span.before - timedelta(days=30), span.before)
        seats = [s for s in books.lines("seats") if s["tool"] == tool]
        holders = {
            s["member"] for s in seats if standing(s, "given-on", "ended-on", on=span.last)
        }
        lines = books.opened_within(
            "logins", "signed-in-at", span=recent, where=lambda each: each["tool"] == tool
        )
        active = {each["member"] for each in lines}
        return quotient(len(holders & active), len(holders))

    return measured


def sessions_held(books: Books, span: Span) -> Fraction:
    lines = books.dated("trainings", "held-on", span=span)
    return Fraction(len({e["session"] for e in lines if e["session-status"] == "held"}))


def certified(books: Books, span: Span) -> Fraction | None:
    """Members of sales on the last day with a certificate that is valid on that day."""
    members = in_sales(books, span.last).keys()
    lines = books.lines("certificates")
    holders = {
        each["member"]
        for each in lines
        if standing(each, "issued-on", "valid-before", on=span.last)
    }
    return quotient(len(members & holders), len(members))


def trained(course: str) -> Callable[[Books, Span], Fraction | None]:
    """Members of sales on the last day who have ever completed the course by then."""

    def measured(books: Books, span: Span) -> Fraction | None:
        members = in_sales(books, span.last).keys()
        lines = [each for each in books.lines("trainings") if each["course"] == course]
        by_then = Span(date.min, span.before)
        completed = {e["member"] for e in lines if day(e["completed-on"]) in by_then}
        return quotient(len(members & completed), len(members))

    return measured


def weekly_meeting(books: Books, span: Span) -> Fraction | None:
    """The smaller of two shares: invitations attended, and weeks with a meeting."""
    lines = [
        each
        for each in books.dated("meetings", "held-on", span=span)
        if each["kind"] == "weekly" and each["status"] == "held"
    ]
    attended = quotient(sum(each["attended"] == "yes" for each in lines), len(lines))
    mondays = {each for each in span.days if each.weekday() == 0}
    met = {_monday(date.fromisoformat(each["held-on"])) for each in lines}
    weeks = quotient(len(met & mondays), len(mondays))
    return None if attended is None or weeks is None else min(attended, weeks)


def _monday(of: date) -> date:
    return of - timedelta(days=of.weekday())


def cross_team_completion(books: Books, span: Span) -> Fraction | None:
    due = books.dated("tasks", "due-on", span=span)
    counted = [e for e in due if e["cross-team"] == "yes" and e["cancelled"] != "yes"]
    return quotient(sum(bool(each["completed-on"]) for each in counted), len(counted))


def website_conversion(books: Books, span: Span) -> Fraction | None:
    visits = [e for e in books.lines("visits") if business_day(e["visited-at"]) in span]
    return quotient(sum(each["ordered"] == "yes" for each in visits), len(visits))
