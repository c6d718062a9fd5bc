"""Read what a component measures and how it pays."""

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from rumbo.incentives.reading import numbers
from rumbo.incentives.reading.cursor import Cursor
from rumbo.incentives.rules.plan import (
    Band,
    Bounds,
    By,
    Component,
    Dated,
    Kind,
    Measure,
    Scale,
    Shape,
    Window,
)
from rumbo.kernel.calendar import Grain
from rumbo.kernel.texts import Text

Word = TypeVar("Word", bound=StrEnum)
_LENGTH = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


def component_of(node: Cursor, *, currency: str, from_day: date | None) -> Component | None:
    """A component, or None when anything in it is missing or wrong."""
    measure = _measure(node.get("measure"))
    scale = _scale(node.get("pays"), currency=currency, from_day=from_day)
    kind = word(node.get("kind"), Kind)
    if measure is None or scale is None or kind is None:
        return None
    if scale.by is By.ATTAINMENT and not measure.against_target:
        node.get("measure").wrong("plan.target.missing", component=node.get("id").text)
    return Component(node.get("id").text, kind, text_of(node.get("name")), measure, scale)


def text_of(node: Cursor) -> Text:
    """A text in both languages."""
    return Text(en=node.get("en").text, es=node.get("es").text)


def word(node: Cursor, words: type[Word]) -> Word | None:
    """One of a fixed list of words; the shape reports any other."""
    return words(node.text) if node.text in set(words) else None


def check_window(node: Cursor, component: Component, pays_every: Grain) -> None:
    """A window is the payout period, or a longer one to date (not for whole tables)."""
    window, place = component.measure.window, node.get("measure").get("window")
    longer = _LENGTH[window.grain] > _LENGTH[pays_every]
    if not window.to_date and window.grain is not pays_every:
        place.wrong("plan.window.other", window=str(window), period=str(pays_every))
    elif _LENGTH[window.grain] < _LENGTH[pays_every]:
        place.wrong("plan.window.shorter", window=str(window), period=str(pays_every))
    elif longer and component.scale.shape is Shape.WHOLE:
        place.wrong("plan.window.whole", window=str(window), period=str(pays_every))


def _measure(node: Cursor) -> Measure | None:
    metric, window = node.get("metric").text, node.get("window").text
    grain = window.removesuffix("-to-date")
    if not metric or grain not in set(_LENGTH):
        return None
    return Measure(
        metric,
        Window(Grain(grain), to_date=window.endswith("-to-date")),
        against_target=bool(node.get("target").text),
        credit=node.get("credit").text,
    )


def _scale(node: Cursor, *, currency: str, from_day: date | None) -> Scale | None:
    table = node.get("table")
    if table.tree is None:
        return _flat(node, from_day)
    if node.get("rate").tree is not None:
        node.get("rate").wrong("plan.pays.two-forms")
    shape, by = word(table, Shape), word(_or(node.get("by"), By.AMOUNT), By)
    bounds = word(_or(node.get("bounds"), Bounds.LOWER), Bounds)
    if shape is None or by is None or bounds is None:
        return None
    start = numbers.share if by is By.ATTAINMENT else numbers.money_reader(currency)
    bands = _bands(node.get("bands"), start, from_day)
    return Scale(shape, by, bands, bounds) if bands else None


def _flat(node: Cursor, from_day: date | None) -> Scale | None:
    if node.get("rate").tree is None:
        if isinstance(node.tree, dict):
            node.wrong("plan.pays.nothing")
        return None
    if node.get("bands").tree is not None:
        node.get("bands").wrong("plan.pays.bands-without-table")
    rate = numbers.dated(node.get("rate"), numbers.share, from_day=from_day)
    if rate is None:
        return None
    return Scale(Shape.FLAT, By.AMOUNT, (Band(Dated.fixed(0), rate),))


def _bands(
    node: Cursor, start: numbers.Reader, from_day: date | None
) -> tuple[Band, ...] | None:
    rows = []
    for each in node.items():
        first = numbers.dated(each.get("from"), start, from_day=from_day)
        rate = numbers.dated(each.get("rate"), numbers.share, from_day=from_day)
        rows.append(None if first is None or rate is None else Band(first, rate))
    good = [(each, row) for each, row in zip(node.items(), rows, strict=True) if row]
    if not rows:
        node.wrong("plan.bands.none")
    _check_rising([each.get("from") for each, _ in good], [row for _, row in good])
    return tuple(row for _, row in good) if len(good) == len(rows) else None


def _check_rising(places: list[Cursor], bands: list[Band]) -> None:
    """Bands go from low to high on every day on which any of their bounds changes."""
    for day in sorted({day for band in bands for day in band.start.days}):
        starts = [band.start.on(day) for band in bands]
        if starts[0] < 0:
            places[0].wrong("plan.bands.negative", band=places[0].text)
        for place, (lower, upper) in enumerate(pairwise(starts), start=1):
            if upper <= lower:
                facts = {"band": places[place].text, "after": places[place - 1].text}
                places[place].wrong("plan.bands.not-rising", **facts)
                return


def _or(node: Cursor, default: str) -> Cursor:
    if node.tree is not None:
        return node
    return Cursor(node.document, node.problems, node.path, default)
