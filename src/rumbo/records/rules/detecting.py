"""How a file seems to be written, and which of its values say so: offered, never assumed.

What fits more than one way is a question (`others`), and is asked; no cell is read by a guess.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from rumbo.kernel.problems import Problem
from rumbo.records.rules.formats import pattern

DATES = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y%m%d")
INSTANTS = (
    "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%dT%H:%M:%S.%f%z",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%Y-%m-%d %H:%M:%S%z",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
)
YES = ("yes", "y", "true", "1", "sí", "si", "s", "verdadero", "x")
NO = ("no", "n", "false", "0", "falso", "-")
_DIGITS = re.compile(r"-?[0-9]+([.,' ][0-9]+)*")
_GROUP = re.compile(r"[0-9]{3}")


class Aspect(StrEnum):
    """What of a file's spelling was looked for."""

    ENCODING = "encoding"
    DELIMITER = "delimiter"
    DECIMAL = "decimal"
    THOUSANDS = "thousands"
    DATES = "dates"
    INSTANTS = "instants"


@dataclass(frozen=True, slots=True)
class Finding:
    """What fits, and a value with its column that only it can read.

    `others` fit every value as well: then it is a question. `against` is a value that the
    finding cannot read; its row would be refused.
    """

    aspect: Aspect
    value: str
    others: tuple[str, ...] = ()
    column: str = ""
    evidence: str = ""
    against: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.others)

    @property
    def is_sure(self) -> bool:
        """Whether a value of the file decides."""
        return bool(self.evidence) and not self.others


Columns = Mapping[str, Sequence[str]]


def told(finding: Finding, *, declared: str | None = None) -> Problem | None:
    """What a finding says to a person, None when nothing of the file tells.

    `declared` is what a mapping says instead, if it does: then it holds, right or not.
    """
    facts = {
        "evidence": finding.evidence,
        "column": finding.column,
        "against": finding.against,
    }
    is_other = declared is not None and declared != finding.value
    if is_other and declared not in finding.others and finding.is_sure:
        return Problem("detect.declared", facts=facts)
    if finding.is_open and declared is None:
        return Problem("detect.open", facts=facts)
    if finding.against and not is_other:
        return Problem("detect.against", facts=facts)
    if not finding.evidence or is_other:
        return None
    return Problem(_CODES.get(finding.aspect, "detect.sure"), facts=facts)


_CODES = {
    Aspect.ENCODING: "detect.encoding",
    Aspect.DELIMITER: "detect.delimiter",
    Aspect.THOUSANDS: "detect.seen",
}


def dates_in(columns: Columns, *, among: Sequence[str] = DATES) -> Finding | None:
    """The format that reads most values of some columns; None when none reads half of them.

    >>> found = dates_in({"closed": ["03/04/2025", "31/12/2025"]})
    >>> found.value, found.evidence, found.others
    ('%d/%m/%Y', '31/12/2025', ())
    >>> dates_in({"closed": ["03/04/2025"]}).others
    ('%m/%d/%Y',)
    """
    values = _values(columns)
    fits = {form: [each for each in values if _reads(each[1], form)] for form in among}
    best = max(fits, key=lambda form: len(fits[form]), default="")
    if not best or 2 * len(fits[best]) <= len(values):
        return None
    rivals = [form for form in among if form != best and fits[form]]
    others = tuple(form for form in rivals if len(fits[form]) == len(fits[best]))
    decides = _first(each for each in fits[best] if not _any_reads(each[1], rivals))
    column, evidence = decides or fits[best][0]
    aspect = Aspect.INSTANTS if among is INSTANTS else Aspect.DATES
    unread = _first(each for each in values if not _reads(each[1], best))
    against = unread[1] if unread else ""
    shown = evidence if not others else fits[best][0][1]
    return Finding(aspect, best, others, column, shown, against)


def _any_reads(text: str, forms: Iterable[str]) -> bool:
    return any(_reads(text, each) for each in forms)


def numbers_in(columns: Columns) -> tuple[Finding, Finding]:
    """The decimal mark and the mark of thousands of some columns.

    >>> decimal, thousands = numbers_in({"value": ["1.234,56", "7"]})
    >>> decimal.value, decimal.evidence, thousands.value
    (',', '1.234,56', '.')
    >>> decimal, _ = numbers_in({"value": ["1.234", "7"]})
    >>> decimal.value, decimal.others
    ('.', (',',))
    """
    values = [each for each in _values(columns) if _DIGITS.fullmatch(each[1])]
    said = [(each, mark) for each in values if (mark := _decimal_of(each[1]))]
    counts = Counter(mark for _, mark in said)
    doubtful = [each for each in values if _is_doubtful(each[1])]
    if counts:
        mark = counts.most_common(1)[0][0]
        column, evidence = next(each for each, found in said if found == mark)
        against = next((each[1] for each, found in said if found != mark), "")
        decimal = Finding(Aspect.DECIMAL, mark, (), column, evidence, against)
    elif doubtful:
        column, evidence = doubtful[0]
        decimal = Finding(Aspect.DECIMAL, ".", (",",), column, evidence)
    else:
        decimal = Finding(Aspect.DECIMAL, ".")
    return decimal, _thousands_in(values, decimal)


def _thousands_in(values: Iterable[tuple[str, str]], decimal: Finding) -> Finding:
    for column, text in values:
        marks = [each for each in text if each in ".,' " and each != decimal.value]
        if marks and not decimal.is_open:
            return Finding(Aspect.THOUSANDS, marks[0], (), column, text)
    return Finding(Aspect.THOUSANDS, "")


def _decimal_of(text: str) -> str:
    """The decimal mark that a number can only have, empty when it does not tell."""
    marks = re.findall(r"[.,' ]", text)
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) > 1:
        return last if last in ".," else _other(marks)
    parts = re.split(r"[.,' ]", text.lstrip("-"))
    if last not in ".,":
        return ""
    if len(marks) > 1:
        return _swapped(last)
    whole, rest = parts
    grouped = _GROUP.fullmatch(rest) and len(whole) <= 3 and whole.lstrip("0")
    return "" if grouped else last


def _other(marks: Sequence[str]) -> str:
    return next((_swapped(each) for each in marks if each in ".,"), "")


def _swapped(mark: str) -> str:
    return "," if mark == "." else "."


def _is_doubtful(text: str) -> bool:
    """One mark before three digits: a group, or decimals."""
    return sum(text.count(each) for each in ".,") == 1 and not _decimal_of(text)


def words_in(columns: Columns) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The words for yes and no of some columns, as they are spelled; None when one is unknown.

    >>> words_in({"new": ["Sí", "NO", "Sí"]})
    (('Sí',), ('NO',))
    """
    words = tuple(dict.fromkeys(text for _, text in _values(columns)))
    yes = tuple(each for each in words if each.casefold() in YES)
    no = tuple(each for each in words if each.casefold() in NO)
    return (yes, no) if words and len(yes) + len(no) == len(words) else None


def delimiter_in(lines: Sequence[str], *, among: Sequence[str]) -> Finding:
    """The mark that cuts most lines in as many pieces as the first.

    >>> delimiter_in(["id;name", "1;Ruiz, Ana"], among=",;").value
    ';'
    """
    header, rest = (lines[0], lines[1:]) if lines else ("", ())
    pieces = {mark: header.count(mark) for mark in among if mark in header}
    if not pieces:
        return Finding(Aspect.DELIMITER, among[0])
    even = {mark: sum(each.count(mark) == pieces[mark] for each in rest) for mark in pieces}
    best = max(pieces, key=lambda mark: (even[mark], pieces[mark]))
    rivals = tuple(
        mark for mark in pieces if mark != best and even[mark] == even[best] and rest
    )
    return Finding(Aspect.DELIMITER, best, rivals, "", str(pieces[best] + 1))


def _values(columns: Columns) -> list[tuple[str, str]]:
    return [
        (column, text)
        for column, values in columns.items()
        for each in values
        if (text := each.strip(" "))
    ]


def _first(found: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    return next(iter(found), None)


@cache
def _reads(text: str, wanted: str) -> bool:
    if not re.fullmatch(pattern(wanted), text):
        return False
    try:
        datetime.strptime(text, wanted)  # noqa: DTZ007 - only whether it is a date
    except ValueError:
        return False
    return True
