"""Numbers as people type them, with the marks of their language, as a document writes them."""

import re

_NUMBER = re.compile(r"[0-9.,]*[0-9]")
_WORDS = {"puntos porcentuales": "percentage points", "puntos": "points"}
_SPACES = str.maketrans("", "", "\u00a0\u202f ")
_GROUPS = {
    "es": re.compile(r"[0-9]{1,3}(\.[0-9]{3})+"),
    "en": re.compile(r"[0-9]{1,3}(,[0-9]{3})+"),
}


def plain(text: str, language: str) -> str:
    """The text with its first number as digits and a point; the rest is left as it is.

    A mark that stands before groups of three is the language's thousands; the last of two
    different ones, or one alone, is its decimal mark.

    >>> plain("500.000", "es"), plain("85,5 %", "es"), plain("1,250.75", "en")
    ('500000', '85.5%', '1250.75')
    >>> plain("-5 puntos", "es")
    '-5 points'
    >>> plain("-5 %", "en"), plain("+2 percentage points", "en"), plain("0.5", "es")
    ('-5%', '+2 percentage points', '0.5')
    """
    tidy = text.strip().replace("−", "-")
    found = _NUMBER.search(tidy)
    if found is None:
        return tidy
    head = tidy[: found.start()].translate(_SPACES)
    tail = tidy[found.end() :]
    unspaced = tail.translate(_SPACES)
    if tail.strip() in _WORDS:
        tail = f" {_WORDS[tail.strip()]}"
    return head + _digits(found[0], language) + ("%" if unspaced == "%" else tail)


def _digits(number: str, language: str) -> str:
    if _GROUPS[language].fullmatch(number):
        return re.sub(r"[.,]", "", number)
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number
    whole = re.sub(r"[.,]", "", number[:last])
    return f"{whole}.{number[last + 1 :]}"
