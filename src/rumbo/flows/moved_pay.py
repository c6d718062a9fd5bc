"""What one version of a record moved in statements: its own lines, and what each comes to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rumbo.incentives import queries as incentives
from rumbo.incentives.values import LineView, Statement
from rumbo.kernel.calendar import Period
from rumbo.people.values import Viewer

MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement at a position, and its first lines on a record."""

    statement: Statement
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class MovedPay:
    """A statement just before a version and at it; None where there was nothing to pay.

    The other lines of a statement may move too: an amount more lifts later deals into another
    band. So its total is told beside the lines.
    """

    before: Standing | None
    after: Standing | None

    @property
    def statement(self) -> Statement:
        """The statement, as it stands last."""
        standing = self.after or self.before
        if standing is None:
            raise ValueError("there was none before and is none after")
        return standing.statement

    @property
    def on_record(self) -> tuple[Decimal | None, Decimal | None]:
        """What the record itself pays, before and after."""
        return _of(self.before, _paid), _of(self.after, _paid)

    @property
    def totals(self) -> tuple[Decimal | None, Decimal | None]:
        """What the statement comes to, before and after."""
        return _of(self.before, _total), _of(self.after, _total)

    @property
    def moves(self) -> bool:
        return self._said(self.before) != self._said(self.after)

    @staticmethod
    def _said(standing: Standing | None) -> tuple[object, ...] | None:
        """What is compared: the total, and how the record pays."""
        if standing is None:
            return None
        told = [(each.component, each.band, each.amount) for each in standing.lines]
        return (standing.statement.total, *told)


def _of(standing: Standing | None, what: Callable[[Standing], Decimal]) -> Decimal | None:
    return what(standing) if standing else None


def _paid(standing: Standing) -> Decimal:
    return sum((each.amount for each in standing.lines), Decimal(0))


def _total(standing: Standing) -> Decimal:
    return standing.statement.total


@dataclass(frozen=True, slots=True)
class Paying:
    """A record, who may be paid on it and on which days, and who asks.

    Those of whose pay the viewer may see nothing are left out.
    """

    dataset: str
    key: str
    payees: tuple[str, ...]
    days: tuple[date, ...]
    viewer: Viewer

    def moved_at(self, position: int) -> Iterator[MovedPay]:
        """Each statement that the version at a position moved."""
        for payee in self.payees:
            if self.viewer.may_see_pay_of(payee):
                was = dict(self._standing(payee, position - 1))
                now = dict(self._standing(payee, position))
                found = (MovedPay(was.get(each), now.get(each)) for each in {**was, **now})
                yield from (each for each in found if each.moves)

    def _standing(
        self, payee: str, position: int
    ) -> Iterable[tuple[tuple[str, Period], Standing]]:
        for day in self.days:
            for each in incentives.statements_on(
                day, payee=payee, viewer=self.viewer, position=position
            ):
                yield (each.plan, each.period), Standing(each, self._lines(each, position))

    def _lines(self, statement: Statement, position: int) -> tuple[LineView, ...]:
        page = incentives.statement_lines(
            statement.plan,
            payee=statement.payee.key,
            period=statement.period,
            viewer=self.viewer,
            size=MOST_LINES,
            find=self.key,
            position=position,
        )
        return tuple(
            each
            for each in page.lines
            if (each.dataset, each.record) == (self.dataset, self.key)
        )
