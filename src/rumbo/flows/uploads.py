"""The waiting room of uploaded files: each in a folder of its own until it is imported.

A folder holds `upload.json`, the file itself in `file/`, the chosen `mapping.yaml`, and, once
an import was asked for, `asked`, `progress.json` and `outcome.json`. Each is written once or
swapped whole, so that a page never reads half of one.
"""

import json
import os
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from rumbo.history.actors import Actor
from rumbo.kernel.problems import Place, Problem
from rumbo.people.access import NotVisible, require
from rumbo.people.rules.roles import Right
from rumbo.people.rules.spellings import repeats
from rumbo.people.values import Viewer

FOLDER = "uploads"
LARGEST = 200_000_000  # bytes; about ten million short rows
LONGEST_NAME = 120
KEPT = timedelta(days=7)


class TooLarge(ValueError):
    """The file is larger than LARGEST; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits: where it lies, whose it is, and since when (real time)."""

    token: str
    name: str
    size: int
    by: Actor
    at: datetime

    @property
    def folder(self) -> Path:
        return _room() / self.token

    @property
    def path(self) -> Path:
        return self.folder / "file" / self.name

    @property
    def is_asked(self) -> bool:
        """Whether its import was asked for."""
        return (self.folder / "asked").exists()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come: `share` is 0 to 1, and 1 when it ended one way or another."""

    share: float
    import_id: int | None = None
    problems: tuple[Problem, ...] = ()
    failed: bool = False

    @property
    def shown(self) -> int:
        """Whole per cent."""
        return int(self.share * 100)

    @property
    def has_ended(self) -> bool:
        return self.import_id is not None or bool(self.problems) or self.failed


def keep(chunks: Iterable[bytes], *, name: str, viewer: Viewer, at: datetime) -> Upload:
    """Keep a file until its import; raises NotAllowed, and TooLarge with nothing kept.

    `at` is real time. Files that nobody imported for a week are removed on the way.
    """
    require(viewer, Right.IMPORT_RECORDS)
    _sweep(at)
    upload = Upload(secrets.token_hex(8), _safe(name), 0, viewer.actor, at)
    upload.path.parent.mkdir(parents=True)
    try:
        size = _write(upload.path, chunks)
    except TooLarge:
        shutil.rmtree(upload.folder)
        raise
    given = {"name": upload.name, "size": size, "by": str(upload.by), "at": at.isoformat()}
    write(upload, "upload.json", json.dumps(given))
    return found(upload.token)


def find(token: str, *, viewer: Viewer) -> Upload:
    """An upload of the viewer's own; raises NotAllowed, and NotVisible for any other."""
    require(viewer, Right.IMPORT_RECORDS)
    upload = found(token)
    if upload.by != viewer.actor:
        raise NotVisible(token)
    return upload


def found(token: str) -> Upload:
    """An upload by its token, whoever's it is; raises NotVisible when there is none."""
    file = _room() / Path(token).name / "upload.json"
    try:
        given = json.loads(file.read_text())
    except FileNotFoundError as error:
        raise NotVisible(token) from error
    at = datetime.fromisoformat(given["at"])
    return Upload(token, given["name"], given["size"], Actor.parse(given["by"]), at)


def mapping_text(upload: Upload) -> str:
    """The mapping document chosen for it, empty before one was."""
    file = upload.folder / "mapping.yaml"
    return file.read_text() if file.exists() else ""


def write(upload: Upload, name: str, text: str) -> None:
    """Put a small file into an upload's folder, whole or not at all."""
    draft = upload.folder / f".{name}.{secrets.token_hex(4)}"
    draft.write_text(text)
    draft.replace(upload.folder / name)


def forget(upload: Upload) -> None:
    """Throw an upload away, with all that was chosen for it."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def repeating(known: Iterable[str]) -> tuple[Upload, ...]:
    """The uploads that may hold one of these spellings: a file that is no text may hold any.

    Of what was imported only its mapping is left, and that is searched too.
    """
    room, spelled = _room(), tuple(known)
    folders = sorted(room.iterdir()) if room.exists() and spelled else []
    every = [found(each.name) for each in folders if (each / "upload.json").exists()]
    return tuple(each for each in every if _may_repeat(each, spelled))


def _may_repeat(upload: Upload, known: tuple[str, ...]) -> bool:
    files = [each for each in upload.folder.rglob("*") if each.is_file()]
    return any(_holds(each, known) for each in files)


def _holds(file: Path, known: tuple[str, ...]) -> bool:
    content = file.read_bytes()
    if b"\0" in content[:10_000] or content.startswith(b"PK"):
        return True
    texts = (content.decode(code, errors="replace") for code in ("utf-8", "windows-1252"))
    return any(repeats(text, known) for text in texts)


def attempt(upload: Upload) -> int:
    """The number of the next attempt to import it; one that failed is put aside."""
    if progress(upload).failed:
        (upload.folder / "outcome.json").rename(
            upload.folder / f"failed-{secrets.token_hex(4)}"
        )
    return 1 + len(list(upload.folder.glob("failed-*")))


def progress(upload: Upload) -> Progress:
    """How far the import of an upload has come."""
    if (outcome := _read(upload, "outcome.json")) is not None:
        return _ended(outcome)
    told = _read(upload, "progress.json") or {}
    done, of = int(str(told.get("done", 0))), int(str(told.get("of", 0)))
    return Progress(min(done / of, 0.99) if of else 0.0)


def _ended(outcome: Mapping[str, object]) -> Progress:
    number = outcome.get("import")
    listed = outcome.get("problems")
    problems = tuple(
        Problem(each["code"], Place(each["file"], each["line"], each["column"]), each["facts"])
        for each in (listed if isinstance(listed, list) else [])
    )
    import_id = number if isinstance(number, int) else None
    return Progress(1.0, import_id, problems, failed=import_id is None and not problems)


def _read(upload: Upload, name: str) -> dict[str, object] | None:
    try:
        found: dict[str, object] = json.loads((upload.folder / name).read_text())
    except FileNotFoundError:
        return None
    return found


def _room() -> Path:
    return Path(settings.RUMBO_HOME) / FOLDER


def _write(path: Path, chunks: Iterable[bytes]) -> int:
    size = 0
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                raise TooLarge(size)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size


def _safe(name: str) -> str:
    """The last part of a name, without what a file system or a page could trip over."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    plain = "".join(each for each in last if each.isprintable()).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    short = f"{(stem or ending)[: LONGEST_NAME - 10]}{dot}{ending[:9]}" if stem else plain
    return short[:LONGEST_NAME] or "file.csv"


def _sweep(now: datetime) -> None:
    room = _room()
    before = (now.astimezone(UTC) - KEPT).timestamp()
    for folder in room.iterdir() if room.exists() else ():
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
