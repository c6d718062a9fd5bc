"""How a figure came to be, in words: codes and facts become sentences here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rumbo.kernel.texts import Text
from rumbo.wording.figures import date_medium, percent
from rumbo.wording.metric_phrases import PHRASES

Fact = str | Text | date | Decimal
_TOKENS = re.compile(r"'(?:[^']|'')*'|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?")
_BETWEEN = re.compile(r"(days|hours)_between\(([^(),]+), *([^(),]+)\)")
_FROM_TO = {
    "en": {"days": "the days from {} to {}", "hours": "the hours from {} to {}"},
    "es": {"days": "los días desde {} hasta {}", "hours": "las horas desde {} hasta {}"},
}
# The words of the grammar that a sentence may hold; the rest is arithmetic, which needs none.
_SPOKEN = {
    "and": "y",
    "or": "o",
    "not": "no",
    "in": "en",
    "between": "entre",
    "is": "es",
    "null": "nada",
    "true": "sí",
    "false": "no",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One part of an explanation: its code, and the facts that its sentence needs."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def spoken(expression: str, names: Mapping[str, Text]) -> Text:
    """An expression as people read it: fields and metrics by their names.

    >>> spoken("stage = 'Won' and amount > 0", {"stage": Text("Stage", "Etapa")}).es
    "Etapa = 'Won' y amount > 0"
    >>> spoken("days_between(opened, closed)", {"opened": Text("Opened", "Apertura")}).en
    'the days from Opened to closed'
    """
    return Text(en=_said(expression, names, "en"), es=_said(expression, names, "es"))


def _said(expression: str, names: Mapping[str, Text], language: str) -> str:
    def word(found: re.Match[str]) -> str:
        written = found.group()
        if written in names:
            return names[written].in_language(language)
        return _SPOKEN.get(written.lower(), written) if language == "es" else written

    def between(found: re.Match[str]) -> str:
        return _FROM_TO[language][found[1]].format(found[2], found[3])

    return _BETWEEN.sub(between, _TOKENS.sub(word, expression))


def phrase(part: Phrase, language: str) -> str:
    """One part of an explanation in a language tag such as `es` or `es-MX`."""
    texts = PHRASES[part.code]
    shown = {name: _shown(fact, language) for name, fact in part.facts.items()}
    return texts["es" if language.startswith("es") else "en"].format_map(shown)


def explained(parts: Iterable[Phrase], language: str) -> str:
    """All parts as one paragraph."""
    return " ".join(phrase(each, language) for each in parts)


def _shown(fact: Fact, language: str) -> str:
    match fact:
        case Text():
            return fact.in_language(language)
        case date():
            return date_medium(fact, language)
        case Decimal():
            return percent(fact, language)
        case str():
            return fact
