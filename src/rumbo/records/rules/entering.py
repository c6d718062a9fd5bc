"""Values that a person types: as a form shows what is kept, and back to what will be kept.

What a person left as the form showed it stays exactly as it was kept, to the microsecond.
"""

from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from rumbo.kernel.money import from_minor, places
from rumbo.kernel.problems import Problem
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import Mapping
from rumbo.records.rules.rows import field_value, rejected
from rumbo.records.rules.values import Fault, Value

# Before the key of a person whom somebody picked from a list.
PICKED = "person:"
YES, NO = "yes", "no"
WIDEST = 20
NONE_HELD: Mapped[str, Value] = {}


@dataclass(frozen=True, slots=True)
class Manner:
    """How a reader writes figures, and the zone of the times they write.

    Dates and instants come from the browser's own fields, always as ISO text.
    """

    decimal: str = "."
    thousands: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    @property
    def formats(self) -> Formats:
        return Formats(self.decimal, self.thousands, yes=(YES,), no=(NO,))


@dataclass(frozen=True, slots=True)
class Entered:
    """What a form comes to: values to keep by field id, and what is wrong with the others."""

    values: Mapped[str, Value]
    problems: Mapped[str, Problem]


def written(asked: Field, kept: Mapped[str, Value], manner: Manner) -> str:
    """A kept value as a form shows it; empty when there is none.

    >>> price = Field("price", FieldKind.MONEY, currency="EUR")
    >>> written(price, {"price": 123450}, Manner(decimal=","))
    '1234,50'
    """
    value = kept.get(asked.id)
    if value is None:
        return ""
    match asked.kind:
        case FieldKind.MONEY:
            return _money(int(value), _currency(asked, kept), manner)
        case FieldKind.DECIMAL:
            return f"{Decimal(str(value)).normalize():f}".replace(".", manner.decimal)
        case FieldKind.INSTANT:
            local = datetime.fromisoformat(str(value)).astimezone(manner.zone)
            return f"{local:%Y-%m-%dT%H:%M:%S}"
        case FieldKind.YES_NO:
            return YES if value else NO
        case _:
            return str(value)


def _money(minor: int, currency: str, manner: Manner) -> str:
    if len(currency) != 3:
        return str(minor)
    amount = from_minor(minor, currency)
    return f"{amount:.{places(currency)}f}".replace(".", manner.decimal)


def _currency(asked: Field, kept: Mapped[str, Value]) -> str:
    if asked.has_fixed_currency:
        return asked.currency
    return str(kept.get(asked.currency) or "")


def entered(
    dataset: Dataset,
    texts: Mapped[str, str],
    *,
    manner: Manner,
    kept: Mapped[str, Value] = NONE_HELD,
) -> Entered:
    """Read a whole form over the version that it was made from; every fault at once.

    Values of fields that are not declared stay as they are. A picked person's value is still
    `person:<key>`; the key of a record that exists is never taken from the form.
    """
    form = _Form(dataset, texts, manner, kept)
    values: dict[str, Value] = dict(kept)
    problems: dict[str, Problem] = {}
    for each in dataset.writable:
        found = form.value(each)
        if isinstance(found, Fault):
            shown = rejected(found, line=0, column=each.id, text=form.text(each))
            problems[each.id] = shown.problem
        else:
            values[each.id] = found
    return Entered(values, problems)


def touched(
    dataset: Dataset, texts: Mapped[str, str], *, manner: Manner, kept: Mapped[str, Value]
) -> frozenset[str]:
    """The fields whose text is not what the form showed."""
    form = _Form(dataset, texts, manner, kept)
    return frozenset(each.id for each in dataset.writable if not form.is_untouched(each))


@dataclass(frozen=True, slots=True)
class _Form:
    dataset: Dataset
    texts: Mapped[str, str]
    manner: Manner
    kept: Mapped[str, Value]

    def text(self, asked: Field) -> str:
        """What the form says; a field that it does not have says what is kept."""
        if asked.id not in self.texts or (asked.id == self.dataset.key_field and self.kept):
            return written(asked, self.kept, self.manner)
        # Browsers send every line break of a text as two characters.
        return self.texts[asked.id].replace("\r\n", "\n")

    def is_untouched(self, asked: Field) -> bool:
        same = self.text(asked) == written(asked, self.kept, self.manner)
        if asked.kind is FieldKind.MONEY and not asked.has_fixed_currency:
            # The same digits in another currency are another amount.
            return same and self.is_untouched(self.dataset.field(asked.currency))
        return same

    def value(self, asked: Field) -> Value | Fault:
        if self.is_untouched(asked):
            value = self.kept.get(asked.id)
            needed = asked.required or asked.id == self.dataset.key_field
            return Fault("record.required") if value is None and needed else value
        text = self.text(asked)
        if asked.kind is FieldKind.PERSON and text and not text.startswith(PICKED):
            return Fault("record.person")
        if asked.kind is FieldKind.INSTANT and text:
            return self._instant(asked, text)
        return self._read(asked, text)

    def _instant(self, asked: Field, text: str) -> Value | Fault:
        try:
            local = datetime.fromisoformat(text[:WIDEST]).replace(tzinfo=self.manner.zone)
            in_utc = local.astimezone(UTC)
        except (ValueError, OverflowError):
            return self._read(asked, text)
        return self._read(asked, f"{in_utc:%Y-%m-%dT%H:%M:%SZ}")

    def _read(self, asked: Field, text: str) -> Value | Fault:
        columns = {each.id: (each.id,) for each in self.dataset.writable}
        mapping = Mapping("", self.dataset.key, "", columns, formats=self.manner.formats)
        raw = {each.id: self.text(each) for each in self.dataset.writable}
        return field_value(asked, text, dataset=self.dataset, mapping=mapping, raw=raw)
