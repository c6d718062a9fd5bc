"""What a key result wants of its value, and what it is measured against, as one sentence.

The same words for screens and for the command line, in both languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import rounded
from rumbo.wording import figures

HUNDRED = Decimal(100)
SENTENCES: Mapping[str, tuple[str, str]] = {
    "reach": ("of {target}", "de {target}"),
    "to-reach": ("to reach {target}", "hasta {target}"),
    "at-least": ("at least {low}", "al menos {low}"),
    "at-most": ("at most {high}", "como máximo {high}"),
    "between": ("between {low} and {high}", "entre {low} y {high}"),
    "done": ("{done} of {of} milestones", "{done} de {of} hitos"),
    "done-one": ("{done} of 1 milestone", "{done} de 1 hito"),
    "change": ("{change} = {target}", "{change} = {target}"),
    "more": ("{amount} more", "{amount} más"),
    "less": ("{amount} less", "{amount} menos"),
    "share": ("{amount}", "un {amount}"),
    "points": ("{amount} percentage points", "{amount} puntos porcentuales"),
    "point": ("{amount} percentage point", "{amount} punto porcentual"),
    "against": ("against {period}: {baseline}", "frente a {period}: {baseline}"),
    "against-nothing": (
        "against {period}, which has no figure",
        "frente a {period}, que no tiene dato",
    ),
    "against-value": ("against a fixed {baseline}", "frente a un valor fijo de {baseline}"),
}


class Bounded(Protocol):
    """What is to be held."""

    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...


class Aim(Protocol):
    """An aim as declared; `kind` is reach, change, hold or done."""

    @property
    def kind(self) -> str: ...
    @property
    def reach(self) -> Decimal | None: ...
    @property
    def change(self) -> Decimal | None: ...
    @property
    def change_by(self) -> str | None: ...
    @property
    def bounds(self) -> Bounded: ...
    @property
    def milestones(self) -> int: ...


class Aimed(Protocol):
    """A measured key result, as far as its sentence goes."""

    @property
    def unit(self) -> str: ...
    @property
    def aim(self) -> Aim: ...
    @property
    def against(self) -> str | None: ...
    @property
    def compared(self) -> Period | None: ...
    @property
    def baseline(self) -> Decimal | None: ...
    @property
    def target(self) -> Decimal | None: ...
    @property
    def current(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """In which currency and for which locale figures are written."""

    currency: str
    locale: str

    def figure(self, value: Decimal | None, unit: str) -> str:
        return figures.figure(value, unit, currency=self.currency, locale=self.locale)

    def computed(self, value: Decimal | None, unit: str) -> str:
        """A computed aim as a person would say it: money and counts without places."""
        whole = value is not None and unit in {"money", "count"}
        return self.figure(rounded(value, 0) if whole and value is not None else value, unit)

    def say(self, sentence: str, **facts: str) -> str:
        english, spanish = SENTENCES[sentence]
        return (spanish if self.locale.startswith("es") else english).format(**facts)


def whole(result: Aimed, *, currency: str, locale: str) -> str:
    """What it is compared with and what it wants.

    `against Q3 2025: €7,449.05, 10% more = €8,194`, or `at least 100%`.
    """
    reader = Reader(currency, locale)
    parts = (_against(result, reader), _wanted(result, reader, reach="to-reach"))
    return ", ".join(part for part in parts if part)


def wanted(result: Aimed, *, currency: str, locale: str) -> str:
    """What it wants alone, to stand behind its value: `of €8,194`."""
    reader = Reader(currency, locale)
    if result.aim.kind == "change" and result.target is not None:
        return reader.say("reach", target=reader.computed(result.target, result.unit))
    return _wanted(result, reader)


def compared(result: Aimed, *, currency: str, locale: str) -> str:
    """What it is measured against, and of a change how far it goes from there; empty where
    there is nothing to compare."""
    reader = Reader(currency, locale)
    parts = [_against(result, reader)]
    if parts[0] and result.aim.kind == "change":
        parts.append(_changed(result, reader))
    return ", ".join(part for part in parts if part)


def declared(aim: Aim, unit: str, *, currency: str, locale: str) -> str:
    """An aim as declared, before anything is measured."""
    reader = Reader(currency, locale)
    match aim.kind:
        case "reach":
            return reader.figure(aim.reach, unit)
        case "change":
            return _change(aim, unit, reader)
        case "hold":
            return _held(aim.bounds, unit, reader)
        case _:
            return _milestones(None, aim.milestones, reader)


def distance(amount: Decimal, by: str, unit: str, *, reader: Reader) -> str:
    """How far a change goes, without its direction: `grows by …`.

    >>> distance(Decimal("-0.15"), "relative", "days", reader=Reader("EUR", "en"))
    '15%'
    """
    if by == "relative":
        return reader.say("share", amount=figures.percent(abs(amount), reader.locale))
    if unit != "share":
        return reader.figure(abs(amount), unit)
    points = abs(amount) * HUNDRED
    number = figures.number(points, reader.locale)
    return reader.say("point" if points == 1 else "points", amount=number)


def _against(result: Aimed, reader: Reader) -> str:
    if result.against is None:
        return ""
    baseline = reader.figure(result.baseline, result.unit)
    if result.compared is None:
        return reader.say("against-value", baseline=baseline)
    period = figures.period_name(result.compared, reader.locale)
    sentence = "against" if result.baseline is not None else "against-nothing"
    return reader.say(sentence, period=period, baseline=baseline)


def _wanted(result: Aimed, reader: Reader, *, reach: str = "reach") -> str:
    match result.aim.kind:
        case "hold":
            return _held(result.aim.bounds, result.unit, reader)
        case "done":
            return _milestones(result.current, result.aim.milestones, reader)
        case "change":
            return _changed(result, reader)
        case _:
            return reader.say(reach, target=reader.computed(result.target, result.unit))


def _held(bounds: Bounded, unit: str, reader: Reader) -> str:
    low, high = (reader.figure(each, unit) for each in (bounds.low, bounds.high))
    if bounds.high is None:
        return reader.say("at-least", low=low)
    if bounds.low is None:
        return reader.say("at-most", high=high)
    return reader.say("between", low=low, high=high)


def _milestones(share: Decimal | None, of: int, reader: Reader) -> str:
    done = rounded((share or Decimal(0)) * of, 0)
    return reader.say("done-one" if of == 1 else "done", done=f"{done:f}", of=str(of))


def _changed(result: Aimed, reader: Reader) -> str:
    change = _change(result.aim, result.unit, reader)
    if result.target is None:
        return change
    target = reader.computed(result.target, result.unit)
    return reader.say("change", change=change, target=target)


def _change(aim: Aim, unit: str, reader: Reader) -> str:
    amount, by = aim.change or Decimal(0), aim.change_by or ""
    way = "more" if amount > 0 else "less"
    return reader.say(way, amount=distance(amount, by, unit, reader=reader))
