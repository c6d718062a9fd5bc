"""The files read back as plain rows, so that the truth knows only what the files say."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

MADRID = ZoneInfo("Europe/Madrid")
Line = Mapping[str, str]
_DEAL_WORDS = {
    "nueva": "new",
    "venta cruzada": "cross-sell",
    "ampliación": "upsell",
    "renovación": "renewal",
    "ganada": "won",
    "perdida": "lost",
    "en línea": "online",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` up to, not including, `before`."""

    start: date
    before: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.start <= day < self.before

    @property
    def days(self) -> Iterator[date]:
        return (self.start + timedelta(days=number) for number in range(self.length))

    @property
    def length(self) -> int:
        return (self.before - self.start).days

    @property
    def last(self) -> date:
        return self.before - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sale:
    """A deal as its file has it; a credit note corrects another."""

    key: str
    account: str
    seller: str
    kind: str
    stage: str
    product: str
    region: str
    channel: str
    opened: date
    closed: date | None
    amount: Fraction
    corrects: str

    def is_won(self, span: Span) -> bool:
        return self.stage == "won" and self.closed in span

    def is_deal_won(self, span: Span) -> bool:
        return self.is_won(span) and not self.corrects


@dataclass(frozen=True, slots=True)
class Place:
    """One line of memberships.csv."""

    person: str
    team: str
    start: date
    before: date | None
    hours: Fraction

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.before is None or day < self.before)


class Books:
    """Every file by name, as lines of text; deals and memberships as values."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._lines = {name: _lines(text) for name, text in texts.items()}
        self.sales = tuple(_sale(each) for each in self.lines("deals"))
        self.places = tuple(_place(each) for each in self.lines("memberships"))

    def lines(self, name: str) -> list[Line]:
        return self._lines[f"data/{name}.csv"]

    def dated(self, name: str, column: str, *, span: Span) -> list[Line]:
        """The lines whose day lies in the span."""
        return [each for each in self.lines(name) if day(each[column]) in span]

    def opened_within(
        self, name: str, column: str, *, span: Span, where: Callable[[Line], bool]
    ) -> list[Line]:
        """The lines whose instant falls on a day of the span in Madrid, if they fit."""
        lines = (each for each in self.lines(name) if where(each))
        return [each for each in lines if business_day(each[column]) in span]


def _lines(text: str) -> list[Line]:
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def _sale(line: Line) -> Sale:
    words = {key: _DEAL_WORDS.get(value, value) for key, value in line.items()}
    return Sale(
        key=line["Oportunidad"],
        account=line["Cuenta"],
        seller=line["Vendedor"],
        kind=words["Tipo"],
        stage=words["Etapa"],
        product=line["Producto"],
        region=line["Región"],
        channel=words["Canal"],
        opened=_spanish_day(line["Abierta"]),
        closed=_spanish_day(line["Cerrada"]) if line["Cerrada"] else None,
        amount=Fraction(line["Importe"].replace(".", "").replace(",", ".")),
        corrects=line["Corrige"],
    )


def _place(line: Line) -> Place:
    return Place(
        line["person"],
        line["team"],
        date.fromisoformat(line["from"]),
        day(line["before"]),
        Fraction(line["hours-share"]),
    )


def _spanish_day(text: str) -> date:
    number, month, year = text.split("/")
    return date(int(year), int(month), int(number))


def day(text: str) -> date | None:
    """A date, or None for an empty cell."""
    return date.fromisoformat(text) if text else None


def instant(text: str) -> datetime:
    """An instant in UTC as the files write it."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def business_day(text: str) -> date:
    """The day of an instant where the company keeps its calendar."""
    return instant(text).astimezone(MADRID).date()


def standing(line: Line, start: str, before: str, *, on: date) -> bool:
    """Whether what a line speaks of had begun by a day and had not ended."""
    began, ended = day(line[start]), day(line[before])
    return began is not None and began <= on and (ended is None or on < ended)
