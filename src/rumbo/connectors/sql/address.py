"""Where a database is: a secret that no text, log or error of ours ever repeats."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus

from django.conf import settings
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from rumbo.kernel.problems import Problem, Refused

HIDDEN = "•••"
SHORTEST_HIDDEN = 3
PLAIN = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def from_environment(name: str, given: Mapping[str, str] = os.environ) -> str:
    """The address in a variable, or in the file that `NAME_FILE` names; raises Refused."""
    if file := given.get(f"{name}_FILE"):
        try:
            return Path(file).read_text().strip()
        except OSError as error:
            facts = {"name": f"{name}_FILE"}
            raise Refused(Problem("source.no-address", facts=facts)) from error
    if address := given.get(name, "").strip():
        return address
    raise Refused(Problem("source.no-address", facts={"name": name}))


def read(address: str) -> URL:
    """An address understood; raises Refused without repeating it."""
    try:
        url = make_url(address.strip())
    except (ArgumentError, ValueError):
        # The parser's message holds the address: it is not passed on.
        raise Refused(Problem("source.address")) from None
    url = url.set(drivername=PLAIN.get(url.drivername, url.drivername))
    return _own_files_apart(url) if url.get_backend_name() == "sqlite" else url


def _own_files_apart(url: URL) -> URL:
    """SQLite files are opened for reading only, and never those of this installation."""
    file = Path(url.database or "").resolve()
    if not url.database or file.is_relative_to(Path(settings.RUMBO_HOME).resolve()):
        raise Refused(Problem("source.own-file"))
    if not file.is_file():
        raise Refused(Problem("source.no-file"))
    uri = f"file:{quote(str(file))}"
    return URL.create("sqlite", database=uri, query={"mode": "ro", "uri": "true"})


def scrubbed(text: str, url: URL) -> str:
    """A driver's words without any part of the address.

    >>> scrubbed("no host db.example for ana", make_url("mysql://ana:pw@db.example/sales"))
    'no host ••• for •••'
    """
    parts = {url.render_as_string(hide_password=False), str(url), *_parts(url)}
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= SHORTEST_HIDDEN:
            text = text.replace(part, HIDDEN)
    return text


def _parts(url: URL) -> set[str]:
    secret = str(url.password) if url.password else ""
    found = {secret, quote(secret), quote_plus(secret), url.username or "", url.host or ""}
    for value in url.query.values():
        found.update(value if isinstance(value, tuple) else (value,))
    return found | ({url.database} if url.database and len(url.database) > 8 else set())
