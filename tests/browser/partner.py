"""A partner for the demo, whose sample has none: a payee who is not an employee."""

import subprocess
import sys

from tests.installation import Served

PARTNER = "outlet-nine"

# The organisation is founded by files; a person who joins later comes by the same operation.
_JOIN = """
import django
django.setup()
from rumbo.history.actors import System
from rumbo.people import clock, operations, queries
from rumbo.people.access import system_viewer
from rumbo.people.documents import read_people
known = queries.people(viewer=system_viewer("cli"), today=clock.today())
if "outlet-nine" not in {row.person.key for row in known}:
    document = read_people('''
teams: []
people:
  - person: outlet-nine
    name: Outlet Nine
    email: outlet.nine@maventech.example
    kind: partner
    from: 2017-01-01
    roles: [partner]
''', file="people.yaml")
    operations.declare_people(document, by=System("cli"), at=clock.now())
    operations.open_sign_in(
        "outlet-nine", password="rumbo-demo", by=System("cli"), at=clock.now()
    )
"""


def with_partner(demo: Served) -> None:
    """Let Outlet Nine join the demo, once, in a process of its own."""
    own = {"DJANGO_SETTINGS_MODULE": "rumbo.config.settings"}
    subprocess.run(
        [sys.executable, "-c", _JOIN], env=demo.installation.environment | own, check=True
    )
