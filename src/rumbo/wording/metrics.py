"""How a figure came to be, in words: codes and facts become sentences here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rumbo.kernel.texts import Text
from rumbo.wording.figures import date_medium, percent

Fact = str | Text | date | Decimal
_TOKENS = re.compile(r"'(?:[^']|'')*'|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?")
_DAYS = re.compile(r"days_between\(([^(),]+), *([^(),]+)\)")
_FROM_TO = {"en": r"the days from \1 to \2", "es": r"los días desde \1 hasta \2"}
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


PHRASES: Mapping[str, Mapping[str, str]] = {
    "metric.counts": {
        "en": "Counts the records of {dataset}.",
        "es": "Cuenta los registros de {dataset}.",
    },
    "metric.tells-apart": {
        "en": "Counts the different values of “{of}” in {dataset}.",
        "es": "Cuenta los valores distintos de «{of}» en {dataset}.",
    },
    "metric.counts-new": {
        "en": "Counts the values of “{of}” in {dataset} that were never seen before.",
        "es": "Cuenta los valores de «{of}» en {dataset} que no se habían visto nunca.",
    },
    "metric.sums": {
        "en": "Adds up “{of}” of {dataset}.",
        "es": "Suma «{of}» de {dataset}.",
    },
    "metric.averages": {
        "en": "Averages “{of}” over the records of {dataset} that have it.",
        "es": "Promedia «{of}» en los registros de {dataset} que lo tienen.",
    },
    "metric.shares": {
        "en": "The share of the records of {dataset} for which “{of}” holds.",
        "es": "La parte de los registros de {dataset} que cumplen «{of}».",
    },
    "metric.least": {
        "en": "The least “{of}” among the records of {dataset}.",
        "es": "El menor «{of}» de los registros de {dataset}.",
    },
    "metric.most": {
        "en": "The greatest “{of}” among the records of {dataset}.",
        "es": "El mayor «{of}» de los registros de {dataset}.",
    },
    "metric.median": {
        "en": "The median of “{of}”: half of the records of {dataset} that have it lie below.",
        "es": "La mediana de «{of}»: la mitad de los registros de {dataset} quedan por debajo.",
    },
    "metric.percentile": {
        "en": "The least “{of}” with {rank} of the records of {dataset} at or below it.",
        "es": "El menor «{of}» que no superan el {rank} de los registros de {dataset}.",
    },
    "metric.divides": {"en": "Divides “{of}” by “{to}”.", "es": "Divide «{of}» entre «{to}»."},
    "metric.runs-since-week": {
        "en": "“{of}” from the start of the week to the end of the period.",
        "es": "«{of}» desde el comienzo de la semana hasta el final del periodo.",
    },
    "metric.runs-since-month": {
        "en": "“{of}” from the start of the month to the end of the period.",
        "es": "«{of}» desde el comienzo del mes hasta el final del periodo.",
    },
    "metric.runs-since-quarter": {
        "en": "“{of}” from the start of the quarter to the end of the period.",
        "es": "«{of}» desde el comienzo del trimestre hasta el final del periodo.",
    },
    "metric.runs-since-year": {
        "en": "“{of}” from the start of the year to the end of the period.",
        "es": "«{of}» desde el comienzo del año hasta el final del periodo.",
    },
    "metric.runs-since-ever": {
        "en": "“{of}” of all times, to the end of the period.",
        "es": "«{of}» de todos los tiempos, hasta el final del periodo.",
    },
    "metric.derives": {"en": "Computes {formula}.", "es": "Calcula {formula}."},
    "metric.where-part": {"en": "{name}:", "es": "{name}:"},
    "metric.of-nobody": {
        "en": "Only what nobody has been matched to yet.",
        "es": "Solo lo que aún no se ha identificado.",
    },
    "metric.filters": {
        "en": "Only records where {where}.",
        "es": "Solo registros donde {where}.",
    },
    "metric.dates": {
        "en": "A record counts on its “{field}”, from {start} up to, not including, {before}.",
        "es": "Un registro cuenta en su fecha «{field}», desde {start} y antes de {before}.",
    },
    "metric.credits": {
        "en": "It is credited to “{field}”, in the team of that date.",
        "es": "Se acredita a «{field}», en el equipo de esa fecha.",
    },
    "metric.of-person": {
        "en": "Only what is credited to {person}.",
        "es": "Solo lo acreditado a {person}.",
    },
    "metric.of-team": {
        "en": "Only what the people of {team} sold while they were in it.",
        "es": "Solo lo que vendieron las personas de {team} mientras estaban en él.",
    },
    "metric.of-manager": {
        "en": "Only what the teams led by {person} sold.",
        "es": "Solo lo que vendieron los equipos que lidera {person}.",
    },
    "metric.of-field": {
        "en": "Only records whose “{field}” is {value}.",
        "es": "Solo registros cuyo «{field}» es {value}.",
    },
}


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

    return _DAYS.sub(_FROM_TO[language], _TOKENS.sub(word, expression))


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
