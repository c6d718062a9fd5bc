"""What other packages know of people: small frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rumbo.history.actors import Actor
from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.texts import Text
from rumbo.people.rules.roles import Right


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person to be named on a screen."""

    key: str
    name: str
    language: str = "en"
    theme: str = "auto"


@dataclass(frozen=True, slots=True)
class TeamRef:
    """A team of one level (such as `office` or `team`), and the team it is part of."""

    key: str
    name: str
    level: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Visible:
    """Whose records a reader may see; None is everyone's."""

    people: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is reading, and what they may see; every read names one.

    `pay_of` holds keys of people, None standing for everyone; `leads` holds keys of teams.
    """

    actor: Actor
    rights: frozenset[Right]
    pay_of: frozenset[str] | None
    visible: Visible
    person: PersonRef | None = None
    roles: frozenset[str] = frozenset()
    leads: tuple[str, ...] = ()

    def may(self, right: Right) -> bool:
        return right in self.rights

    def may_see_pay_of(self, person: str) -> bool:
        return self.pay_of is None or person in self.pay_of

    @property
    def key(self) -> str:
        """The key of the person who reads; empty for a part of the system."""
        return self.person.key if self.person else ""


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """The organisation of this installation."""

    key: str
    name: str
    about: Text
    currency: str
    time_zone: str
    week_start: int
    fiscal_start_month: int
    language: str
    clock: str
    replay_at: datetime | None
    replay_before: date | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A fiscal period stored as a row: its name, such as 2017-Q3, and its dates."""

    name: str
    grain: Grain
    period: Period


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as listed: where they are on a day, and what they may do."""

    person: PersonRef
    email: str
    kind: str
    roles: tuple[str, ...]
    team: TeamRef | None
    path: tuple[TeamRef, ...]
    leads: tuple[TeamRef, ...]
    invented: bool
    may_sign_in: bool
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A person in, or at the head of, a team: when it held, and the positions that knew it.

    A member works for a share of the hours, above 0 and up to 1, in a role and a country.
    """

    person: str
    team: str
    valid_from: date
    valid_before: date | None
    known_from: int
    known_before: int | None
    hours: Decimal = Decimal(1)
    role: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """A spelling or external id of a source, the person it means, and who knew since when."""

    identity: str
    person: str
    known_from: int
    known_before: int | None


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything the projection needs to know of people, at one version (a position)."""

    version: int
    identities: tuple[IdentityRow, ...]
    memberships: tuple[Dated, ...]
    leaderships: tuple[Dated, ...]
    people: Mapping[str, str]
    teams: tuple[TeamRef, ...]
