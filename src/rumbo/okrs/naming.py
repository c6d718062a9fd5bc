"""Names a key result made of a pattern, with its target and what was filled in."""

from decimal import Decimal

from rumbo.okrs.patterns import TARGET, KeyResultPattern, unit_of
from rumbo.okrs.rules.choices import Choice, bounds
from rumbo.okrs.rules.course import Aim
from rumbo.okrs.rules.filling import filled
from rumbo.okrs.scalars import change, hold, number
from rumbo.wording import aims, figures

LANGUAGES = ("en", "es")


def named(taken: KeyResultPattern, choice: Choice, *, currency: str) -> dict[str, str]:
    """Its name by language; the choice has been read without a problem.

    A figure stands in it as its reader would write it, since a name is text and stays.
    """
    templates = {"en": taken.name.en, "es": taken.name.es}
    return {
        language: filled(
            templates[language],
            {
                **choice.fills,
                TARGET: _target(taken, choice, currency=currency, locale=language),
            },
        )
        for language in LANGUAGES
    }


def _target(taken: KeyResultPattern, choice: Choice, *, currency: str, locale: str) -> str:
    unit = unit_of(taken)

    def text(value: Decimal | None) -> str:
        return figures.figure(value, unit, currency=currency, locale=locale)

    match taken.aim:
        case Aim.REACH:
            return text(number(choice.target))
        case Aim.CHANGE:
            given = change(choice.target)
            reader = aims.Reader(currency, locale)
            return aims.distance(given.amount, given.by.value, unit, reader=reader)
        case Aim.HOLD:
            held = hold(bounds(choice))
            return " – ".join(text(each) for each in (held.low, held.high) if each is not None)
        case Aim.DONE:
            return ""
