"""Related records in SQL: which of the counted records, or people, have one, day by day."""

from sqlglot import exp

from rumbo.kernel.expressions import Expression, to_sql
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.joins import identified, with_links
from rumbo.metrics.rules.metric import Simple
from rumbo.metrics.rules.question import Calendar
from rumbo.metrics.rules.reach import links_in
from rumbo.metrics.rules.related import Related, When
from rumbo.records.rules.dataset import Dataset, FieldKind

OTHERS, FOUND = "o", "y"


def has_related(body: Simple, *, at: exp.Expression, calendar: Calendar) -> exp.Expression:
    """Whether a counted record has a related one; `at` is the day on which it counts."""
    related = body.related
    if related is not None and related.is_itself:
        start = sql.business_date(body.dataset, related.start, calendar)
        conditions = [_timely(related, start, None, at=at)]
        if related.where is not None:
            conditions.append(_translated(related.where, body.reach, calendar))
        return exp.Paren(this=sql.both(*conditions))
    nothing = exp.Is(this=sql.column("key", FOUND), expression=exp.Null())
    return exp.Paren(this=exp.Not(this=nothing))


def with_related(
    select: exp.Select,
    counted: exp.Select,
    body: Simple,
    *,
    others: exp.Select,
    at: exp.Expression,
) -> exp.Select:
    """Join which records of `counted` have one of `others` at the right time.

    `at` is the day on which a counted record counts.
    """
    if body.related is None:
        return select
    found = _found(counted, body, body.related, others=others, at=at)
    on = sql.both(*(_same(sql.column(n, FOUND), own) for n, own in _identity(body)))
    return select.join(found.subquery(FOUND), on=on, join_type="left", copy=False)


def _identity(body: Simple) -> list[tuple[str, exp.Expression]]:
    key = sql.column("person") if body.is_of_people else sql.column("_key")
    day = [("day", exp.column("day", "d"))] if body.level else []
    return [("key", key), *day]


def _found(
    counted: exp.Select,
    body: Simple,
    related: Related,
    *,
    others: exp.Select,
    at: exp.Expression,
) -> exp.Select:
    """The counted records that have a related one at the right time, each once."""
    wanted = [sql.named(own, name) for name, own in _identity(body)]
    matched = [
        _same(sql.column(f"m{index}", OTHERS), _alike(body.dataset, here, body=body))
        for index, (_, here) in enumerate(related.match)
    ]
    start, before = (sql.column(name, OTHERS) for name in ("starts", "ends"))
    ends = before if related.when is When.IN_FORCE and related.before else None
    on = sql.both(*matched, _timely(related, start, ends, at=at))
    own_people = [here for _, here in related.match if _is_person(body.dataset, here)]
    if own_people and not body.is_of_people:
        counted = identified(counted, own_people[0])
    select = counted.select(*wanted).distinct()
    return select.join(others.subquery(OTHERS), on=on, copy=False)


def others_of(related: Related, where: Expression | None, calendar: Calendar) -> exp.Select:
    """The related records: what they are matched by (`m0`…), and from and before which day."""
    dataset = related.dataset
    table = exp.alias_(exp.to_table(dataset.table), sql.FACT, table=True)
    matched = [
        sql.named(_alike(dataset, there), f"m{index}")
        for index, (there, _) in enumerate(related.match)
    ]
    start = sql.business_date(dataset, related.start, calendar)
    dates = [sql.named(start, "starts")]
    if related.before:
        dates.append(sql.named(sql.business_date(dataset, related.before, calendar), "ends"))
    select = exp.select(*matched, *dates).from_(table)
    people = [there for there, _ in related.match if _is_person(dataset, there)]
    if people:
        select = identified(select, people[0])
    used = links_in([related.where, where])
    select = with_links(select, related.links, used=used)
    wheres = [each for each in (related.where, where) if each is not None]
    translated = [_translated(each, related.reach, calendar) for each in wheres]
    return select.where(sql.current(), *translated)


def _translated(where: Expression, reach: Dataset, calendar: Calendar) -> exp.Expression:
    return to_sql(where, lambda name: sql.value(reach, name, calendar), instant=sql.column)


def _is_person(dataset: Dataset, name: str) -> bool:
    return dataset.field(name).kind is FieldKind.PERSON


def _alike(dataset: Dataset, name: str, *, body: Simple | None = None) -> exp.Expression:
    """A field to match by: of people, the person behind the identity where one is known."""
    column = sql.column(name)
    counts_people = body is not None and body.is_of_people
    if not _is_person(dataset, name) or counts_people:
        return column
    return exp.Coalesce(this=sql.column("person", "i"), expressions=[column])


def _same(left: exp.Expression, right: exp.Expression) -> exp.Expression:
    return exp.EQ(this=left, expression=right)


def _timely(
    related: Related,
    start: exp.Expression,
    before: exp.Expression | None,
    *,
    at: exp.Expression,
) -> exp.Expression:
    """Whether a related record lies where it should, seen from the day."""
    match related.when:
        case When.WITHIN:
            return _between(_days(at, start), related.days)
        case When.IN_LAST:
            return _between(_days(start, at), related.days - 1)
        case When.BY_THEN | When.IN_FORCE:
            return sql.begun(start, before, at=at)


def _days(start: exp.Expression, end: exp.Expression) -> exp.Expression:
    return exp.DateDiff(this=end.copy(), expression=start.copy(), unit=exp.var("DAY"))


def _between(days: exp.Expression, most: int) -> exp.Expression:
    low, high = exp.Literal.number(0), exp.Literal.number(most)
    return exp.Paren(this=exp.Between(this=days, low=low, high=high))
