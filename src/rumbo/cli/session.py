"""What a command needs before it can ask anything: Django ready, and an organisation there."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.people.values import OrganisationView, Viewer


@dataclass(frozen=True, slots=True)
class Session:
    """Who asks (the command line itself), of which organisation, and when."""

    organisation: "OrganisationView"
    viewer: "Viewer"
    now: datetime
    today: date

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.organisation.time_zone)


def start_django() -> None:
    """Make the models usable; nothing of Django is imported before a command needs it."""
    import django  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    django.setup()


def home() -> Path:
    """The folder of the data, as settings read it."""
    from django.conf import settings  # noqa: PLC0415

    return Path(settings.RUMBO_HOME)


def migrate() -> None:
    """Bring the application database to the form this version needs."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)


def opened() -> Session:
    """The organisation of RUMBO_HOME; raises Refused when there is none."""
    start_django()
    from rumbo.people import access, clock  # noqa: PLC0415

    organisation = found()
    if organisation is None:
        raise Refused(Problem("cli.not-initialised", facts={"home": str(home())}))
    return Session(organisation, access.system_viewer("cli"), clock.now(), clock.today())


def found() -> "OrganisationView | None":
    """The organisation of RUMBO_HOME, or None when nothing was initialised there.

    Raises Refused when what is there was written by another version.
    """
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415

    from rumbo.people import queries  # noqa: PLC0415

    try:
        return queries.organisation()
    except queries.NoOrganisation:
        return None
    except (OperationalError, ProgrammingError) as error:
        if _is_empty():
            return None
        raise Refused(Problem("cli.other-version", facts={"home": str(home())})) from error


def _is_empty() -> bool:
    from django.db import connection  # noqa: PLC0415

    return not connection.introspection.table_names()


@dataclass(frozen=True, slots=True)
class Asked:
    """When a command asks: the business date, and the position that stands for the moment.

    The position is None for now. At 0 nothing was known yet.
    """

    today: date
    position: int | None


def asked_at(session: Session, as_of: object) -> Asked:
    """The moment that an `--as-of` names, resolved once. Raises Refused."""
    if not isinstance(as_of, str):
        return Asked(session.today, None)
    from rumbo.people import moments  # noqa: PLC0415

    found = moments.as_of(as_of, now=session.now, zone=session.zone)
    return Asked(found.day, found.position) if found else Asked(session.today, None)


def asked_of_something_known(session: Session, as_of: object) -> Asked:
    """The same, and raises Refused for a moment at which nothing was known."""
    asked = asked_at(session, as_of)
    if asked.position == 0:
        from rumbo.people import moments  # noqa: PLC0415

        day = moments.first_day(session.zone)
        facts = {"value": str(as_of), "first": day.isoformat() if day else ""}
        raise Refused(Problem("moment.before-anything", facts=facts))
    return asked
