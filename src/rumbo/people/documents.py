"""organisation.yaml and people.yaml: their shapes, and what is checked when they are read."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from rumbo.kernel.document import Document, read_document, validated
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.rules.roles import Role

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _weekday(value: object) -> int:
    return _DAYS.index(str(value))


Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
Day = Annotated[date, BeforeValidator(_day)]
Weekday = Annotated[int, BeforeValidator(_weekday)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class TextShape(_Shape):
    """A text in both languages."""

    en: str
    es: str


class Years(_Shape):
    """The fiscal years whose periods are made: from, up to but not including, before."""

    start: int = Field(alias="from")
    before: int


class OrganisationDocument(_Shape):
    """organisation.yaml."""

    organisation: Key
    name: str
    about: TextShape
    currency: str = Field(pattern="^[A-Z]{3}$")
    time_zone: str = Field(alias="time-zone")
    week_start: Weekday = Field(alias="week-start", default=0)
    fiscal_year_starts: int = Field(alias="fiscal-year-starts", ge=1, le=12, default=1)
    years: Years
    language: Literal["en", "es"] = "en"


class TeamShape(_Shape):
    """One team of people.yaml; a team stands after the one it is part of."""

    team: Key
    name: str
    level: Key
    part_of: Key | None = Field(alias="part-of", default=None)


class PersonShape(_Shape):
    """One person of people.yaml."""

    person: Key
    name: str = Field(min_length=1, max_length=200)
    email: str = ""
    kind: Literal["employee", "partner"] = "employee"
    team: Key | None = None
    since: Day = Field(alias="from")
    roles: tuple[Role, ...] = ()
    leads: tuple[Key, ...] = ()
    language: Literal["en", "es"] = "en"
    invented: Literal["yes", "no"] = "no"


class PeopleDocument(_Shape):
    """people.yaml."""

    teams: tuple[TeamShape, ...]
    people: tuple[PersonShape, ...]


def read_organisation(text: str, *, file: str) -> OrganisationDocument:
    """Read organisation.yaml; raises Refused with place and remedy for each fault."""
    document = read_document(text, file=file)
    shape = validated(document, OrganisationDocument)
    if shape.time_zone not in available_timezones():
        place, facts = document.place("time-zone"), {"value": shape.time_zone}
        raise Refused(Problem("people.unknown-time-zone", place, facts))
    return shape


def read_people(text: str, *, file: str) -> PeopleDocument:
    """Read people.yaml; raises Refused with place and remedy for each fault."""
    document = read_document(text, file=file)
    shape = validated(document, PeopleDocument)
    problems = [*_twice(document, shape), *_unknown_teams(document, shape)]
    if problems:
        raise Refused(*problems)
    return shape


def _twice(document: Document, shape: PeopleDocument) -> Iterator[Problem]:
    keys = {
        ("teams", "team"): [each.team for each in shape.teams],
        ("people", "person"): [each.person for each in shape.people],
    }
    for (listed, word), found in keys.items():
        counts = Counter(found)
        for index, key in enumerate(found):
            if counts[key] > 1 and index != found.index(key):
                place = document.place(listed, index, word)
                yield Problem("people.twice", place, {"key": key})


def _unknown_teams(document: Document, shape: PeopleDocument) -> Iterator[Problem]:
    known: set[str] = set()
    for index, team in enumerate(shape.teams):
        if team.part_of is not None and team.part_of not in known:
            yield _unknown(document, team.part_of, "teams", index, "part-of")
        known.add(team.team)
    for index, person in enumerate(shape.people):
        if person.team is not None and person.team not in known:
            yield _unknown(document, person.team, "people", index, "team")
        for place, team_key in enumerate(person.leads):
            if team_key not in known:
                yield _unknown(document, team_key, "people", index, "leads", place)


def _unknown(document: Document, key: str, *path: str | int) -> Problem:
    return Problem("people.unknown-team", document.place(*path), {"key": key})
