"""The datasets that Rumbo ships: one document for each of the nouns of selling."""

from importlib.resources import files
from importlib.resources.abc import Traversable

_SHIPPED_CURRENCY = "currency: EUR"


def library(currency: str = "EUR") -> tuple[tuple[str, str], ...]:
    """(key, document) of every shipped dataset, in order of key.

    A shipped document keeps its amounts in the currency that its organisation reports in; what
    was signed in another stands beside it with a currency of its own.

    >>> dict(library(currency="MXN"))["costs"].count("currency: MXN")
    1
    """
    listed = sorted(files("rumbo.records").joinpath("library").iterdir(), key=_key)
    return tuple((_key(each), _document(each, currency)) for each in listed)


def _key(file: Traversable) -> str:
    return file.name.removesuffix(".yaml")


def _document(file: Traversable, currency: str) -> str:
    return file.read_text(encoding="utf-8").replace(_SHIPPED_CURRENCY, f"currency: {currency}")
