"""The spellings under which somebody was known, and whether a text repeats one of them."""

from collections.abc import Iterable

from rumbo.people.rules.identity import normalised

# Shorter ones stand in too many words to be told from them.
SHORTEST = 3


def spellings(values: Iterable[str]) -> tuple[str, ...]:
    """The distinct normalised spellings that can be searched for, longest first.

    >>> spellings(["Ana Ruiz", "ANA  RUIZ", "ana@acme.example", "A"])
    ('ana@acme.example', 'ana ruiz')
    """
    found = {normalised(each) for each in values}
    return tuple(sorted((each for each in found if len(each) >= SHORTEST), key=len))[::-1]


def repeats(text: str, known: Iterable[str]) -> bool:
    """Whether a text holds any of the spellings, whatever its case and spacing.

    >>> repeats("paid to ANA   Ruiz", ["ana ruiz"])
    True
    """
    plain = normalised(text)
    return any(each in plain for each in known)
