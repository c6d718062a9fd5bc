"""What deals, accounts and contracts say: one function per figure, written out at length."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from tools.every_key_result.books import Books, Sale, Span, day, standing

NEW_FOR_US = "yes"


def quotient(of: Fraction | int, to: Fraction | int) -> Fraction | None:
    """Nothing divided by nothing is no value."""
    return Fraction(of) / to if to else None


def total(sales: Iterable[Sale]) -> Fraction:
    return sum((each.amount for each in sales), Fraction(0))


def deals_won(books: Books, span: Span) -> list[Sale]:
    """Won deals of the span; credit notes are no deals."""
    return [each for each in books.sales if each.is_deal_won(span)]


def revenue(books: Books, span: Span) -> Fraction:
    """Amounts won, less credit notes on their own day."""
    return total(each for each in books.sales if each.is_won(span))


def count_won(books: Books, span: Span) -> Fraction:
    return Fraction(len(deals_won(books, span)))


def average_deal(books: Books, span: Span) -> Fraction | None:
    won = deals_won(books, span)
    return quotient(total(won), len(won))


def sales_cycle(books: Books, span: Span) -> Fraction | None:
    won = deals_won(books, span)
    days = sum((each.closed - each.opened).days for each in won if each.closed)
    return quotient(days, len(won))


def renewal_rate(books: Books, span: Span) -> Fraction | None:
    due = books.dated("contracts", "ends-on", span=span)
    return quotient(sum(each["outcome"] == "renewed" for each in due), len(due))


def churn(books: Books, span: Span) -> Fraction | None:
    """Customers lost in the span, for each who was a customer on the eve of it."""
    lost = books.dated("accounts", "lost-on", span=span)
    accounts = books.lines("accounts")
    eve = span.start - timedelta(days=1)
    active = [a for a in accounts if standing(a, "customer-since", "lost-on", on=eve)]
    return quotient(len(lost), len(active))


def first_purchases(books: Books, span: Span) -> dict[str, Sale]:
    """Accounts whose first won deal of all time falls in the span, with that deal."""
    first: dict[str, Sale] = {}
    for sale in sorted(deals_won(books, Span(date.min, date.max)), key=_by_closing):
        first.setdefault(sale.account, sale)
    return {account: sale for account, sale in first.items() if sale.closed in span}


def _by_closing(sale: Sale) -> tuple[date, str]:
    """Of two deals that close on one day, the lower key stands first."""
    return _closing(sale), sale.key


def _closing(sale: Sale) -> date:
    return sale.closed or date.max


def new_customers(books: Books, span: Span) -> Fraction:
    return Fraction(len(first_purchases(books, span)))


def new_in_target_market(books: Books, span: Span) -> Fraction:
    wanted = {a["account"] for a in books.lines("accounts") if a["target-market"] == "yes"}
    return Fraction(len(wanted & first_purchases(books, span).keys()))


def new_in_new_regions(books: Books, span: Span) -> Fraction:
    """The first deal ever was delivered in a new region; a second house there counts not."""
    new = new_regions(books)
    return Fraction(sum(s.region in new for s in first_purchases(books, span).values()))


def new_regions(books: Books) -> set[str]:
    return {each["region"] for each in books.lines("regions") if each["is-new"] == NEW_FOR_US}


def regions_entered(books: Books, span: Span) -> Fraction:
    """Regions in which the first deal ever was won in the span."""
    first: dict[str, date] = {}
    for sale in deals_won(books, Span(date.min, date.max)):
        closed = _closing(sale)
        first[sale.region] = min(first.get(sale.region, closed), closed)
    return Fraction(sum(each in span for each in first.values()))


def revenue_of_new_regions(books: Books, span: Span) -> Fraction:
    new = new_regions(books)
    return total(each for each in books.sales if each.is_won(span) and each.region in new)


def market_share(books: Books, span: Span) -> Fraction | None:
    sizes = books.dated("market-sizes", "starts-on", span=span)
    return quotient(
        revenue(books, span), sum((Fraction(e["amount"]) for e in sizes), Fraction(0))
    )


def focus_revenue(books: Books, span: Span) -> Fraction:
    return total(s for s in books.sales if s.is_won(span) and s.product == "Aurora")


def focus_share(books: Books, span: Span) -> Fraction | None:
    won = deals_won(books, span)
    return quotient(sum(each.product == "Aurora" for each in won), len(won))


def cross_sell_opened(books: Books, span: Span) -> Fraction:
    """Opened in the span, whatever became of them; credit notes open nothing."""
    opened = (s for s in books.sales if s.opened in span and s.kind == "cross-sell")
    return Fraction(sum(not each.corrects for each in opened))


def upsell_revenue(books: Books, span: Span) -> Fraction:
    return total(s for s in books.sales if s.is_won(span) and s.kind == "upsell")


def online_revenue(books: Books, span: Span) -> Fraction:
    return total(s for s in books.sales if s.is_won(span) and s.channel == "online")


def acquisition_cost(books: Books, span: Span) -> Fraction | None:
    """Sales and marketing cost of the span for each customer won for the first time in it."""
    spent = books.dated("costs", "spent-on", span=span)
    counted = (each for each in spent if each["kind"] in {"sales", "marketing"})
    cost = sum((Fraction(each["amount"]) for each in counted), Fraction(0))
    return quotient(cost, new_customers(books, span))


def forecast_accuracy(books: Books, span: Span) -> Fraction | None:
    """1 - sum of |forecast - actual| by month / sum of actual; never below 0."""
    months = [each for each in span.days if each.day == 1]
    actual = {month: revenue(books, _month(month)) for month in months}
    missed = sum((abs(_forecast(books, m) - actual[m]) for m in months), Fraction(0))
    share = quotient(missed, sum(actual.values(), Fraction(0)))
    return None if share is None else max(Fraction(0), 1 - share)


def _month(first: date) -> Span:
    return Span(first, (first + timedelta(days=31)).replace(day=1))


def _forecast(books: Books, month: date) -> Fraction:
    """The last word of each unit before the month began, added up."""
    last: dict[str, tuple[date, Fraction]] = {}
    for line in books.lines("forecasts"):
        issued = day(line["issued-on"])
        if day(line["period-starts-on"]) != month or issued is None or issued >= month:
            continue
        if line["unit"] not in last or last[line["unit"]][0] < issued:
            last[line["unit"]] = issued, Fraction(line["amount"])
    return sum((amount for _, amount in last.values()), Fraction(0))
