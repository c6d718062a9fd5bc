"""Declares boards; a changed one is a new version."""

from datetime import datetime

import yaml
from django.db import transaction

from rumbo.history import operations as history
from rumbo.history.actors import Actor
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics import queries as metrics
from rumbo.outbox.operations import signal
from rumbo.recognition.documents import read_board
from rumbo.recognition.models import Board

Tree = dict[str, str | dict[str, str]]


def add(tree: Tree, *, by: Actor, at: datetime) -> None:
    """Make a board of a document's tree; raises Refused, also when its key is taken."""
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    shape = read_board(text, file="")
    if Board.objects.filter(key=shape.board, known_before=None).exists():
        raise Refused(Problem("boards.taken", facts={"key": shape.board}))
    declare(text, file="", by=by, at=at)


def declare(text: str, *, file: str, by: Actor, at: datetime) -> bool:
    """Apply a board's document; False when it already stood so. Raises Refused."""
    shape = read_board(text, file=file, metrics=metrics.metrics())
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
