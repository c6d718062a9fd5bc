"""The worked example, set up once per run; a test that writes works on its own copy."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.installation import Installation, installation_in

Copy = Callable[[Installation], Installation]


@pytest.fixture(scope="session")
def maventech(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """MavenTech as `rumbo init` leaves it: every record observed today. Only to be read."""
    with installation_in(tmp_path_factory.mktemp("maventech")) as own:
        own.rumbo("init", "--example", "maventech")
        yield own


@pytest.fixture
def copy_of(tmp_path: Path) -> Iterator[Copy]:
    """Makes copies of an installation that a test may write to."""
    with ExitStack() as stack:
        yield lambda source: stack.enter_context(_copied(source, tmp_path / "copy"))


@pytest.fixture
def own_maventech(maventech: Installation, copy_of: Copy) -> Installation:
    """A copy of MavenTech that a test may write to."""
    return copy_of(maventech)


@contextmanager
def _copied(source: Installation, home: Path) -> Iterator[Installation]:
    shutil.copytree(source.home, home)
    with installation_in(home) as own:
        if own.database_url.startswith("postgres"):
            _copy_database(source.database_url, own.database_url)
        yield own


def _copy_database(source: str, target: str) -> None:
    server, _, name = target.rpartition("/")
    template = source.rpartition("/")[2]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}"')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
