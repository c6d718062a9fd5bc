"""Declares boards; a changed one is a new version."""

from datetime import datetime

from django.db import transaction

from rumbo.history import operations as history
from rumbo.history.actors import Actor
from rumbo.metrics import queries as metrics
from rumbo.outbox.operations import signal
from rumbo.recognition.documents import read_board
from rumbo.recognition.models import Board


def declare(text: str, *, file: str, by: Actor, at: datetime) -> bool:
    """Apply a board's document; False when it already stood so. Raises Refused."""
    known = frozenset(each.key for each in metrics.metrics())
    shape = read_board(text, file=file, metrics=known)
    fields = shape.as_fields()
    with transaction.atomic():
        row = (
            Board.objects.select_for_update().filter(key=shape.board, known_before=None).first()
        )
        before = {name: getattr(row, name) for name in fields} if row else None
        if before == fields:
            return False
        signal("boards", shape.board)
        position = history.record(
            by=by,
            at=at,
            verb="board.declared",
            thing=f"board:{shape.board}",
            before=before,
            after=dict(fields),
        )
        Board.objects.filter(key=shape.board, known_before=None).update(known_before=position)
        Board.objects.create(key=shape.board, known_from=position, **fields)
    return True
