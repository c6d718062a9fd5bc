"""The sentence of a statement's line: why it pays what it pays, in the reader's language.

Everything it says is a value of the line; nothing is computed here.
"""

from decimal import Decimal
from typing import Protocol

from rumbo.kernel.calendar import Period
from rumbo.wording.figures import money, percent, whole_money
from rumbo.wording.figures import period_name as named_period

RATE_PLACES = 4


class Corrects(Protocol):
    """What an adjustment corrects."""

    @property
    def period(self) -> Period: ...
    @property
    def line(self) -> int | None: ...
    @property
    def was(self) -> Decimal: ...
    @property
    def now(self) -> Decimal: ...


class Explained(Protocol):
    """A line as a sentence needs it; money in major units, rates and shares as fractions."""

    @property
    def kind(self) -> str: ...
    @property
    def shape(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def record(self) -> str: ...
    @property
    def base(self) -> Decimal: ...
    @property
    def rate(self) -> Decimal: ...
    @property
    def amount(self) -> Decimal: ...
    @property
    def currency(self) -> str: ...
    @property
    def band(self) -> int: ...
    @property
    def band_from(self) -> Decimal | None: ...
    @property
    def band_share(self) -> Decimal | None: ...
    @property
    def start(self) -> Decimal: ...
    @property
    def end(self) -> Decimal: ...
    @property
    def target(self) -> Decimal | None: ...
    @property
    def corrects(self) -> Corrects | None: ...


Texts = dict[str, tuple[str, str]]

# Each code has its English and its Spanish.
_SENTENCES: Texts = {
    "flat": ("{rate} of {base} is {amount}.", "El {rate} de {base} son {amount}."),
    "marginal": (
        "{rate} of {base} is {amount}: from {start} to {end} of the running total, {band}.",
        "El {rate} de {base} son {amount}: de {start} a {end} del acumulado, {band}.",
    ),
    "back": (
        "{rate} of {base} is {amount}: the running total goes back to {end}, {band}.",
        "El {rate} de {base} son {amount}: el acumulado baja a {end}, {band}.",
    ),
    "below": (
        "{base} lies below the first band and pays nothing yet.",
        "{base} queda por debajo de la primera banda y aún no paga nada.",
    ),
    "whole": (
        "{rate} of {base} is {amount}: the period stands {band}, which pays for all of it.",
        "El {rate} de {base} son {amount}: el periodo está {band}, que paga por todo él.",
    ),
    "no-target": (
        "{base} pays nothing yet: without a quota there is no attainment.",
        "{base} aún no paga nada: sin cuota no hay cumplimiento.",
    ),
    "adjustment": (
        "Correction of {what}: {cause}. It was {was} and is now {now}.",
        "Corrección de {what}: {cause}. Eran {was} y ahora son {now}.",
    ),
}
_CAUSES: Texts = {
    "late": (
        "this record arrived after the period was closed",
        "este registro llegó después de cerrarse el periodo",
    ),
    "changed": ("this record changed", "este registro cambió"),
    "gone": (
        "this record no longer counts here",
        "este registro ya no cuenta aquí",
    ),
    "target": ("the quota of that period changed", "cambió la cuota de aquel periodo"),
    "running-total": (
        "another change moved the running total under this record",
        "otro cambio movió el acumulado de este registro",
    ),
}
_WHAT: Texts = {
    "line": ("line {line} of {period}", "la línea {line} de {period}"),
    "period": ("{period}", "{period}"),
    "band": ("in the band from {bound}", "en la banda desde {bound}"),
    "bound": ("{share} of the quota of {target}", "el {share} de la cuota de {target}"),
}


def sentence(line: Explained, *, language: str, locale: str) -> str:
    """Why a line pays what it pays, in a language (`en`, `es`), figures in a locale."""
    facts = {
        "rate": percent(line.rate, locale, at_most=RATE_PLACES),
        "base": money(line.base, line.currency, locale),
        "amount": money(line.amount, line.currency, locale),
        "start": money(line.start, line.currency, locale),
        "end": money(line.end, line.currency, locale),
        "band": _text(_WHAT, "band", language).format(bound=_bound(line, language, locale)),
    }
    if line.corrects is not None:
        facts |= _correction(line, line.corrects, language=language, locale=locale)
    return _text(_SENTENCES, _code(line), language).format_map(facts)


def _code(line: Explained) -> str:
    match line.kind:
        case "adjustment":
            return "adjustment"
        case "forgone":
            return line.reason
        case _ if line.shape == "flat":
            return "flat"
        case _ if line.band == 0:
            return "below"
        case _ if line.shape == "whole":
            return "whole"
        case _:
            return "back" if line.base < 0 else "marginal"


def _bound(line: Explained, language: str, locale: str) -> str:
    if line.band_share is not None and line.target is not None:
        share = percent(line.band_share, locale, at_most=RATE_PLACES)
        target = whole_money(line.target, line.currency, locale)
        return _text(_WHAT, "bound", language).format(share=share, target=target)
    return whole_money(line.band_from or Decimal(0), line.currency, locale)


def _correction(
    line: Explained, corrects: Corrects, *, language: str, locale: str
) -> dict[str, str]:
    what = _text(_WHAT, "period" if corrects.line is None else "line", language)
    period = named_period(corrects.period, locale)
    return {
        "what": what.format(line=corrects.line, period=period),
        "cause": _text(_CAUSES, line.reason, language),
        "was": money(corrects.was, line.currency, locale),
        "now": money(corrects.now, line.currency, locale),
    }


def _text(texts: Texts, code: str, language: str) -> str:
    english, spanish = texts[code]
    return spanish if language.startswith("es") else english
