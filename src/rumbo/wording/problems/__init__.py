"""The sentence of every problem code: what happened, and what mends it, in both languages.

Each module here holds the `MESSAGES` of one package. Texts name facts in braces. When a code
has a variant `code+fact` and that fact is not empty, the variant is used instead.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rumbo.kernel.problems import Problem

Messages = Mapping[str, Mapping[str, tuple[str, str]]]


class NoMessage(LookupError):
    """A problem code has no sentence: add it to the module of its package."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, and what mends it."""

    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def messages() -> Messages:
    """Every code with its texts: {code: {language: (what, remedy)}}."""
    merged: dict[str, Mapping[str, tuple[str, str]]] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.endswith("_test"):
            found = importlib.import_module(f"{__name__}.{module.name}")
            merged.update(found.MESSAGES)
    return merged


def sentence(problem: Problem, language: str) -> Sentence:
    """Word a problem in a language tag such as `es` or `es-MX`; raises NoMessage."""
    texts = messages().get(_variant(problem))
    if texts is None:
        raise NoMessage(problem.code)
    what, remedy = texts["es" if language.startswith("es") else "en"]
    facts = _Facts(problem.facts)
    return Sentence(what.format_map(facts), remedy.format_map(facts))


def _variant(problem: Problem) -> str:
    named = (f"{problem.code}+{fact}" for fact, value in problem.facts.items() if value)
    return next((code for code in named if code in messages()), problem.code)
