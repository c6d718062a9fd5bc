"""Fills the names in braces of a pattern: in a title as text, in a filter as a quoted value."""

import re
from collections.abc import Mapping

_NAMED = re.compile(r"\{([a-z]+)\}")


def names_in(text: str) -> frozenset[str]:
    """The names that a text leaves open.

    >>> sorted(names_in("{target} of sales include {product}"))
    ['product', 'target']
    """
    return frozenset(_NAMED.findall(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its names replaced; one that has no value stays.

    >>> filled("Sales of {product} grow", {"product": "Aurora"})
    'Sales of Aurora grow'
    """
    return _NAMED.sub(lambda found: values.get(found[1], found[0]), text)


def filled_filter(text: str, values: Mapping[str, str]) -> str:
    """A filter with each name replaced by a text value, whatever stands in it.

    >>> filled_filter("product = {product}", {"product": "Rock'n'Roll"})
    "product = 'Rock''n''Roll'"
    """
    return filled(text, {name: _quoted(value) for name, value in values.items()})


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
