"""Who is credited with which record at a position: payee, record, version, day, seat, value."""

from collections.abc import Callable

from sqlglot import exp, parse_one

from rumbo.incentives.rules.plan import Credit, Route
from rumbo.incentives.settlement.source import Gathering, Source, Stretch

# `$position` is bound by the reader; every table says between which positions a row was known.
_RECORDS = """
SELECT r._key AS record, r._position_from AS version, r._dated AS dated,
       r._person AS identity, r._value AS value
FROM records AS r
WHERE r._position_from <= $position
  AND (r._position_to IS NULL OR r._position_to > $position)
  AND r._dated >= :start AND r._dated < :before
  AND r._value IS NOT NULL
"""
_KNOWN = (
    "{0}.known_from <= $position AND ({0}.known_before IS NULL OR {0}.known_before > $position)"
)
_HOLDS = (
    "{0}.valid_from <= c.dated AND ({0}.valid_before IS NULL OR {0}.valid_before > c.dated)"
)
_CREDITED = "c.record, c.version, c.dated, :seat AS seat, c.value"


def _person() -> exp.Select:
    return (
        _parsed(f"SELECT i.person AS payee, {_CREDITED}")
        .from_("counted AS c")
        .join(
            "roster_identity AS i", on=_known("i", "i.identity = c.identity"), join_type="left"
        )
    )


def _manager() -> exp.Select:
    """One leads two teams of the same seller once; nobody is their own manager."""
    member = _known("m", "m.person = i.person", _HOLDS.format("m"))
    leader = _known("l", "l.team = m.team", "l.person <> i.person", _HOLDS.format("l"))
    return (
        _parsed(f"SELECT DISTINCT l.person AS payee, {_CREDITED}")
        .from_("counted AS c")
        .join(
            "roster_identity AS i", on=_known("i", "i.identity = c.identity"), join_type="left"
        )
        .join("roster_membership AS m", on=member, join_type="left")
        .join("roster_leadership AS l", on=leader, join_type="left")
    )


def _known(alias: str, *conditions: str) -> str:
    return " AND ".join([*conditions, _KNOWN.format(alias)])


_ROUTES = {Route.PERSON: _person, Route.MANAGER: _manager}
_PAYEE = {Route.PERSON: "i.person", Route.MANAGER: "l.person"}


def credited(gathering: Gathering) -> exp.Query:
    """The credited records; `payee` is NULL where nobody is known for a record yet.

    With a payee given, only that person's.
    """
    parts = [_credited(gathering, seat, credit) for seat, credit in gathering.credits]
    if len(parts) == 1:
        return parts[0]
    return exp.union(*parts, distinct=False)


def _credited(gathering: Gathering, seat: int, credit: Credit) -> exp.Select:
    select = _ROUTES[credit.route]()
    select = exp.replace_placeholders(select, seat=exp.Literal.number(seat))
    if gathering.payee is not None:
        payee = exp.Literal.string(gathering.payee)
        select = select.where(
            exp.EQ(this=exp.maybe_parse(_PAYEE[credit.route]), expression=payee)
        )
    counted = _records(gathering.source, credit, gathering.stretch)
    return _inlined(select, "counted", counted)


def _records(source: Source, credit: Credit, stretch: Stretch) -> exp.Select:
    days = {
        "start": _day(stretch.start.isoformat()),
        "before": _day(stretch.before.isoformat()),
    }
    columns: dict[str, Callable[[], exp.Expression]] = {
        "_dated": lambda: _column(source.dated_by),
        "_person": lambda: _column(credit.field),
        "_value": lambda: exp.paren(source.value.copy()),
    }
    select = _parsed(_RECORDS, **days).transform(_fill(columns))
    if source.where is not None:
        select = select.where(source.where.copy())
    return _renamed(select, "records", source.table)


def _fill(
    columns: dict[str, Callable[[], exp.Expression]],
) -> Callable[[exp.Expression], exp.Expression]:
    def fill(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Column) and node.name in columns:
            return columns[node.name]()
        return node

    return fill


def _column(field: str) -> exp.Column:
    return exp.column(field.replace("-", "_"), table="r", quoted=True)


def _day(text: str) -> exp.Expression:
    return exp.cast(exp.Literal.string(text), "DATE")


def _parsed(sql: str, **values: exp.Expression) -> exp.Select:
    tree = exp.replace_placeholders(parse_one(sql, read="duckdb"), **values)
    if not isinstance(tree, exp.Select):
        raise TypeError("the text of a select")
    return tree


def _inlined(select: exp.Select, name: str, inner: exp.Select) -> exp.Select:
    table = next(each for each in select.find_all(exp.Table) if each.name == name)
    table.replace(inner.subquery(table.alias))
    return select


def _renamed(select: exp.Select, name: str, to: str) -> exp.Select:
    table = next(each for each in select.find_all(exp.Table) if each.name == name)
    table.set("this", exp.to_identifier(to, quoted=True))
    return select
