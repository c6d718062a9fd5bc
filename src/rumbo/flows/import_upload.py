"""Import an uploaded file: asked for by a page, done by a worker, survived by a kill."""

import json
import time
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from rumbo.flows import uploads
from rumbo.flows.uploads import Upload
from rumbo.kernel.problems import Problem, Refused
from rumbo.outbox.operations import enqueue, signal
from rumbo.people.values import Viewer
from rumbo.records import importing
from rumbo.records.documents import read_mapping
from rumbo.records.importing.values import Clock
from rumbo.records.operations import remember_mapping

WORKFLOW = "import-file"
TOPIC = "imports"
DELETING = "delete-at-most"
TOLD_EVERY = 0.3  # seconds between two words about progress


def ask(token: str, *, viewer: Viewer, at: datetime, delete_at_most: int = 0) -> Upload:
    """Remember the chosen mapping and ask for the import; asked twice, it is done once.

    After one that failed, asking again tries again: rows that went in are not taken in twice.
    `delete_at_most` says how many records that the file lacks may be deleted.

    Raises NotVisible, NotAllowed, and Refused for a mapping that cannot be.
    """
    upload = uploads.find(token, viewer=viewer)
    attempt = uploads.attempt(upload)
    text = uploads.mapping_text(upload)
    uploads.write(upload, DELETING, str(delete_at_most))
    with transaction.atomic():
        remember_mapping(text, file=upload.name, by=viewer.actor, at=at)
        enqueue(WORKFLOW, {"upload": token}, workflow_id=f"import-{token}-{attempt}", at=at)
    uploads.write(upload, "asked", at.isoformat())
    return upload


def take_in(token: str, *, clock: Clock) -> None:
    """Import an upload and write down what came of it; once it has ended, nothing is done.

    Whatever a kill left half-done is finished by the next call: rows taken in are the same.
    """
    upload = uploads.found(token)
    if uploads.progress(upload).has_ended:
        return
    try:
        outcome = _imported(upload, clock=clock)
    except Refused as refused:
        outcome = {"problems": _plain(refused.problems)}
    except Exception:
        _end(upload, {})
        raise
    _end(upload, outcome)
    upload.path.unlink(missing_ok=True)


def _imported(upload: Upload, *, clock: Clock) -> dict[str, object]:
    mapping = read_mapping(uploads.mapping_text(upload), file=upload.name)
    done = importing.run(
        upload.path,
        mapping,
        by=upload.by,
        at=clock(),
        clock=clock,
        delete_at_most=_allowed(upload),
        progress=_told(upload),
    )
    return {"import": done.id}


def _allowed(upload: Upload) -> int:
    """How many missing records may be deleted, as the person who asked said."""
    file = upload.folder / DELETING
    return int(file.read_text()) if file.exists() else 0


def _end(upload: Upload, outcome: dict[str, object]) -> None:
    uploads.write(upload, "outcome.json", json.dumps(outcome))
    signal(TOPIC, upload.token)


def _told(upload: Upload) -> Callable[[int, int], None]:
    last = 0.0

    def tell(done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last > TOLD_EVERY:
            last = time.monotonic()
            uploads.write(upload, "progress.json", json.dumps({"done": done, "of": of}))

    return tell


def _plain(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [
        {
            "code": each.code,
            "file": each.place.file,
            "line": each.place.line,
            "column": each.place.column,
            "facts": dict(each.facts),
        }
        for each in problems
    ]
