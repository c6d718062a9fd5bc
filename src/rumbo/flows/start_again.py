"""Ask the server of a demo to start over; it is the server, not the page, that does so."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from rumbo.history.operations import record
from rumbo.people import queries
from rumbo.people.access import NotAllowed, require
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer

FILE = "start-again"


def start_again(*, viewer: Viewer, at: datetime) -> None:
    """Ask for it; raises NotAllowed unless this is a demo and the viewer runs it."""
    require(viewer, Right.RUN_DEMO)
    if not queries.organisation().is_demo:
        raise NotAllowed("a demo only")
    with transaction.atomic():
        record(by=viewer.actor, at=at, verb="demo.restarted", thing="organisation")
    (Path(settings.RUMBO_HOME) / FILE).touch()


def asked(home: Path) -> bool:
    """Whether somebody asked for it since the last start."""
    return (home / FILE).exists()
