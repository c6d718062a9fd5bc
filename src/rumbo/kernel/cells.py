"""Cells of a CSV file that no spreadsheet takes for a formula, and the way back."""

import csv
import io
import re
from collections.abc import Iterable

# A spreadsheet runs what begins so; CR and LF hide a second beginning.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
# How the names of our own columns begin in a file that is to be brought back.
OURS = "Rumbo:"
# At which position of the log an exported record stood.
EXPORTED_AT = f"{OURS} position"


def harmless(text: str) -> str:
    """A text that a spreadsheet shows and does not run; `bare` takes the guard off again.

    >>> harmless("=1+1"), harmless("Anna"), harmless("-5 %"), harmless("-12.50")
    ("'=1+1", 'Anna', "'-5 %", '-12.50')
    """
    runs = text.startswith(DANGEROUS) and not NUMBER.fullmatch(text)
    return f"'{text}" if runs or GUARDED.match(text) else text


def bare(text: str) -> str:
    """The text that `harmless` was given.

    >>> bare("'=1+1"), bare("'tis"), bare("''=1")
    ('=1+1', "'tis", "'=1")
    """
    return text[1:] if GUARDED.match(text) else text


def csv_line(texts: Iterable[str], *, delimiter: str = ",") -> str:
    """One line of CSV in which nothing runs."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter).writerow([harmless(each) for each in texts])
    return line.getvalue()
