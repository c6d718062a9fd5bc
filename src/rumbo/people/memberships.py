"""memberships.csv: who was in which team, from which day, before which, and for which hours."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.people.rules.identity import normalised

REQUIRED = ("person", "team", "from")
FULL = Decimal(1)
FINEST = Decimal("0.000001")
Line = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stay:
    """That a person is in a team on half-open dates, for a share of the hours: 1 is all."""

    person: str
    valid_from: date
    team: str
    valid_before: date | None = None
    hours: Decimal = FULL
    role: str = ""
    country: str = ""


def read_memberships(
    text: str, *, file: str, people: Iterable[tuple[str, str]], teams: Iterable[str]
) -> tuple[Stay, ...]:
    """Read every line; raises Refused with place and remedy for each fault.

    `people` are keys and names: a line names a person by either, exactly, and is never guessed.
    """
    rows = csv.DictReader(io.StringIO(text))
    lacking = [each for each in REQUIRED if each not in (rows.fieldnames or ())]
    if lacking:
        facts = {"columns": ", ".join(lacking)}
        raise Refused(Problem("people.memberships.columns", Place(file, 1, 1), facts))
    reader = _Reader(file, people, teams)
    read = [reader.stay(line, rows.line_num) for line in rows]
    stays = [each for each in read if each is not None]
    reader.problems.extend(_overlaps(stays, file))
    if reader.problems:
        raise Refused(*reader.problems)
    return tuple(stays)


class _Reader:
    def __init__(
        self, file: str, people: Iterable[tuple[str, str]], teams: Iterable[str]
    ) -> None:
        self.file = file
        self.people: dict[str, list[str]] = {}
        for key, name in people:
            self.people.setdefault(normalised(name), []).append(key)
            self.people.setdefault(key, []).append(key)
        self.teams = frozenset(teams)
        self.problems: list[Problem] = []

    def stay(self, line: Line, number: int) -> Stay | None:
        before = len(self.problems)
        person, team = self._person(line, number), self._team(line, number)
        start = self._day(line, "from", number)
        ends = self._day(line, "before", number) if line.get("before") else None
        if start and ends and ends <= start:
            self._problem("people.memberships.order", number, value=line["before"])
        hours = self._hours(line, number)
        if start is None or len(self.problems) > before:
            return None
        role, country = (line.get("role") or "").strip(), (line.get("country") or "").strip()
        return Stay(person, start, team, ends, hours, role, country)

    def _person(self, line: Line, number: int) -> str:
        written = line["person"] or ""
        found = self.people.get(normalised(written), self.people.get(written, []))
        if len(set(found)) != 1:
            self._problem("people.memberships.person", number, value=written[:80])
            return ""
        return found[0]

    def _team(self, line: Line, number: int) -> str:
        team = (line["team"] or "").strip()
        if team not in self.teams:
            facts = {"value": team[:80], "known": ", ".join(sorted(self.teams))}
            self._problem("people.memberships.team", number, **facts)
        return team

    def _day(self, line: Line, column: str, number: int) -> date | None:
        written = (line[column] or "").strip()
        try:
            return date.fromisoformat(written)
        except ValueError:
            self._problem("people.memberships.day", number, value=written[:40], column=column)
            return None

    def _hours(self, line: Line, number: int) -> Decimal:
        written = (line.get("hours-share") or "1").strip()
        try:
            share = Decimal(written)
        except InvalidOperation:
            share = Decimal(0)
        if not 0 < share <= 1 or share % FINEST:
            self._problem("people.memberships.hours", number, value=written[:40])
            return FULL
        return share

    def _problem(self, code: str, line: int, **facts: str) -> None:
        self.problems.append(Problem(code, Place(self.file, line, 1), facts))


def _overlaps(stays: Iterable[Stay], file: str) -> Iterator[Problem]:
    """A person is in one team at a time."""
    for earlier, later in pairwise(
        sorted(stays, key=lambda each: (each.person, each.valid_from))
    ):
        if earlier.person == later.person and (
            earlier.valid_before is None or later.valid_from < earlier.valid_before
        ):
            facts = {"person": later.person, "day": later.valid_from.isoformat()}
            yield Problem("people.memberships.overlap", Place(file), facts)
