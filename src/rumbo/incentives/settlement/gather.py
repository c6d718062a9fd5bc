"""Who is credited with which record at a position: payee, record, version, day, seat, value."""

from sqlglot import exp, select

from rumbo.incentives.rules.plan import Credit, Route
from rumbo.incentives.settlement.source import Gathering

# `$position` is bound by the reader; every table says between which positions a row was known.
_KNOWN = (
    "{0}.known_from <= $position AND ({0}.known_before IS NULL OR {0}.known_before > $position)"
)
_HOLDS = (
    "{0}.valid_from <= c.dated AND ({0}.valid_before IS NULL OR {0}.valid_before > c.dated)"
)
_PAYEE = {Route.PERSON: "i.person", Route.MANAGER: "l.person"}


def credited(gathering: Gathering) -> exp.Query:
    """The credited records; `payee` is NULL where nobody is known for a record yet."""
    parts = [_credited(gathering, seat, credit) for seat, credit in gathering.credits]
    return parts[0] if len(parts) == 1 else exp.union(*parts, distinct=False)


def _credited(gathering: Gathering, seat: int, credit: Credit) -> exp.Select:
    payee = exp.column(*reversed(_PAYEE[credit.route].split(".")))
    counted = gathering.source.counted(credit.field, gathering.period)
    chosen = select(
        payee.as_("payee"),
        "c.record",
        "c.version",
        "c.dated",
        exp.Literal.number(seat).as_("seat"),
        "c.value",
        dialect="duckdb",
    ).from_(counted.subquery("c"))
    chosen = _left(
        chosen, "roster_identity AS i", "i.identity = c.identity", _KNOWN.format("i")
    )
    if credit.route is Route.MANAGER:
        chosen = _led(chosen)
    if gathering.payee is not None:
        one = exp.EQ(this=payee.copy(), expression=exp.Literal.string(gathering.payee))
        chosen = chosen.where(one)
    return chosen


def _led(chosen: exp.Select) -> exp.Select:
    """Who led the seller's team that day: each once, and nobody is their own manager."""
    known, holds = _KNOWN.format, _HOLDS.format
    member = ("m.person = i.person", known("m"), holds("m"))
    leader = ("l.team = m.team", "l.person <> i.person", known("l"), holds("l"))
    chosen = _left(chosen, "roster_membership AS m", *member)
    return _left(chosen, "roster_leadership AS l", *leader).distinct()


def _left(chosen: exp.Select, table: str, *on: str) -> exp.Select:
    condition = " AND ".join(on)
    return chosen.join(table, on=condition, join_type="left", dialect="duckdb")
