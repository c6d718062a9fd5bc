"""Empty the home of a demo, and nothing that is not Rumbo's."""

import shutil
from pathlib import Path

FOLDERS = ("projection", "sealed", "staging", "uploads")
FILES = ("rumbo.sqlite3*", "jobs.sqlite3*", "start-again")


def wipe(home: Path) -> None:
    """Remove the databases and working files of a home; the secret key and the lock stay."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "postgresql":
        _empty_schemas()
    connection.close()
    for pattern in FILES:
        for file in home.glob(pattern):
            file.unlink()
    for folder in FOLDERS:
        shutil.rmtree(home / folder, ignore_errors=True)


def _empty_schemas() -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS dbos CASCADE")
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
