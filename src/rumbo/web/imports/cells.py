"""Cells of a CSV file that a spreadsheet opens without running anything."""

import re

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula; negative numbers stay numbers.

    >>> neutral("=1+1"), neutral("-12.50"), neutral("Won")
    ("'=1+1", '-12.50', 'Won')
    """
    if text.startswith(_DANGEROUS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
