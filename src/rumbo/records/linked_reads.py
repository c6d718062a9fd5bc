"""Lists and counts of linked datasets, asked with the same words as those of the projection."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlglot import exp, parse_one

from rumbo.history.queries import head
from rumbo.people.values import Visible
from rumbo.records import engines
from rumbo.records.engines import Unanswered, tick
from rumbo.records.projection import Rows
from rumbo.records.projection.tables import quoted
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.shown import columns_of, row_of, utc
from rumbo.records.values import Freshness, RecordPage

TEXTS = frozenset({FieldKind.TEXT, FieldKind.CHOICE})

NO_PARAMETERS: Mapping[str, str | int] = {}


def read_linked(
    declared: Dataset,
    text: str,
    parameters: Mapping[str, str | int] = NO_PARAMETERS,
    *,
    position: int | None = None,
) -> Rows:
    """The rows of a select of ours over a linked dataset; raises Unanswered."""
    query = parse_one(text, read="duckdb")
    if not isinstance(query, exp.Query):
        raise TypeError("the text of a query")
    literals = {name: exp.convert(value) for name, value in parameters.items()}
    filled = query.transform(lambda node: _filled(node, literals))
    if not isinstance(filled, exp.Query):
        raise TypeError("the text of a query")
    at = head()
    is_past = position is not None and position < at
    asked = at if position is None else position
    return engines.read(engines.said(filled, (declared,)), position=asked, is_past=is_past)


def _filled(node: exp.Expr, literals: Mapping[str, exp.Expr]) -> exp.Expr:
    if not isinstance(node, exp.Placeholder | exp.Parameter):
        return node
    name = node.name
    return literals[name].copy() if name in literals else exp.Placeholder(this=name)


@lru_cache(maxsize=200)
def counted(
    declared: Dataset, people: frozenset[str] | None, moment: tuple[int | None, int | None]
) -> tuple[int, object, int | None]:
    """How many records a reader may see, when one was last observed, and the last position.

    `moment` is the position, and the tick that says for how long the answer is good.
    """
    where = seen_linked(declared, people)
    wanted = "COUNT(*), MAX(_observed_at), MAX(_position_from)"
    text = f"SELECT {wanted} FROM {declared.table} WHERE {where}"  # noqa: S608 - checked names
    ((count, observed, last),) = read_linked(declared, text, position=moment[0])
    return int(str(count)), observed, int(str(last)) if last else None


def seen_linked(declared: Dataset, people: frozenset[str] | None) -> str:
    """The condition that keeps what a reader may see; None sees everything."""
    current = (
        "_position_from <= $position AND (_position_to IS NULL OR _position_to > $position)"
    )
    if people is None:
        return current
    if not declared.credited_to or not people:
        return f"FALSE AND {current}"
    listed = ", ".join(exp.Literal.string(each).sql() for each in sorted(people))
    column = declared.field(declared.credited_to).column
    known = "known_from <= $position AND (known_before IS NULL OR known_before > $position)"
    theirs = f"SELECT identity FROM roster_identity WHERE person IN ({listed}) AND {known}"  # noqa: S608
    return f'{current} AND "{column}" IN ({theirs})'


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of a list: which, of how many, containing what, as of when."""

    page: int
    size: int
    text: str
    position: int | None


def linked_page(declared: Dataset, visible: Visible, wanted: Wanted) -> RecordPage:
    """A page of a linked table; names of people are not searched, since it holds none."""
    where = seen_linked(declared, visible.people)
    if wanted.text:
        names = ["_key", *(quoted(f.column) for f in declared.fields if f.kind in TEXTS)]
        holds = " OR ".join(f"contains(lower({name}), lower($text))" for name in names)
        where = f"{where} AND ({holds})"
    asked = {"text": wanted.text} if wanted.text else {}
    held = f"FROM {declared.table} WHERE {where}"
    skip = (wanted.page - 1) * wanted.size
    part = f"ORDER BY _position_from DESC, _key LIMIT {wanted.size} OFFSET {skip}"
    columns = f"_key, _position_from, _observed_at, {columns_of(declared)}"
    at = wanted.position
    ((total,),) = read_linked(declared, f"SELECT count(*) {held}", asked, position=at)
    rows = read_linked(declared, f"SELECT {columns} {held} {part}", asked, position=at)
    found = tuple(row_of(declared, each) for each in rows)
    return RecordPage(declared, found, int(str(total)), wanted.page, wanted.size)


def linked_freshness(declared: Dataset, visible: Visible, position: int | None) -> Freshness:
    """What a linked table holds, or why nobody can say."""
    try:
        found = counted(declared, visible.people, (position, tick((declared,))))
    except Unanswered as fault:
        return Freshness(declared, 0, None, None, fault.problem)
    count, observed, last = found
    return Freshness(declared, count, utc(observed) if observed else None, last)
