"""A private PostgreSQL server for the tests: the system's programs, gone afterwards."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Where Debian keeps them: outside PATH, one folder per major version.
DEBIAN_FOLDER = Path("/usr/lib/postgresql")
MISSING = """PostgreSQL's programs (initdb, pg_ctl, createdb) were not found.
On Debian or Ubuntu: sudo apt install postgresql
Or name a server of your own: RUMBO_DATABASE_URL=postgresql://USER:PASSWORD@HOST:PORT/NAME"""


@contextmanager
def private_cluster() -> Iterator[str]:
    """The URL of an empty database `rumbo`; its server ends with the block."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="rumbo-postgresql-"))
    try:
        with _server(programs, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(programs: Path, folder: Path) -> Iterator[str]:
    # The server refuses to run as root, so root lends the folder to the user `postgres`.
    owner = _owner()
    password, port = secrets.token_hex(16), _free_port()
    (folder / "password").write_text(password)
    if owner:
        for path in (folder, folder / "password"):
            shutil.chown(path, owner)
    data = str(folder / "data")
    control = [str(programs / "pg_ctl"), "--pgdata", data, "--wait", "--silent"]
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    log = str(folder / "log")
    _run([str(programs / "initdb"), *_new_cluster(folder)], owner=owner, folder=folder)
    _run([*control, "--log", log, "--options", settings, "start"], owner=owner, folder=folder)
    try:
        connection = ["--host=127.0.0.1", f"--port={port}", "--username=rumbo", "rumbo"]
        _run(
            [str(programs / "createdb"), *connection],
            owner=owner,
            folder=folder,
            password=password,
        )
        yield f"postgresql://rumbo:{password}@127.0.0.1:{port}/rumbo"
    finally:
        _run([*control, "--mode", "immediate", "stop"], owner=owner, folder=folder)


def _new_cluster(folder: Path) -> list[str]:
    return [
        f"--pgdata={folder / 'data'}",
        "--username=rumbo",
        "--auth=scram-sha-256",
        f"--pwfile={folder / 'password'}",
        "--encoding=UTF8",
        "--locale=C",
    ]


def _programs() -> Path:
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve()] if on_path else []
    found += sorted(DEBIAN_FOLDER.glob("*/bin/initdb"), key=_major)
    return found[-1].parent if found else sys.exit(MISSING)


def _major(program: Path) -> int:
    version = program.parent.parent.name
    return int(version) if version.isdigit() else 0


def _owner() -> str | None:
    """The user that the server runs as; None is the one who asks."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        sys.exit(
            "PostgreSQL does not run as root, and there is no user `postgres` to run it as."
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[str], *, owner: str | None, folder: Path, password: str = "") -> None:
    # Output goes to a file: a pipe would stay open as long as the server that inherits it.
    output = folder / "output"
    with output.open("w") as out:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "PGPASSWORD": password, "LC_ALL": "C"},
            stdout=out,
            stderr=subprocess.STDOUT,
            user=owner,
            group=owner,
            extra_groups=[] if owner else None,
            check=False,
        )
    if done.returncode:
        log = folder / "log"
        said = output.read_text() + (log.read_text() if log.exists() else "")
        sys.exit(f"«{' '.join(command[:2])} …» ended with {done.returncode}:\n{said}")
