"""Reads of the outbox; keys only, so every part of the system may read them all."""

from rumbo.outbox.models import Message, Signal
from rumbo.outbox.values import Told, Waiting

AT_MOST = 2000


def last_signal() -> int:
    """The highest id so far, 0 before the first."""
    return Signal.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def signals_after(number: int) -> tuple[Told, ...]:
    """Signals with a higher id, in order, at most AT_MOST; one query."""
    rows = Signal.objects.filter(pk__gt=number).order_by("pk")[:AT_MOST]
    return tuple(Told(each.pk, each.topic, each.key) for each in rows)


def waiting_messages(at_most: int = 100) -> tuple[Waiting, ...]:
    """Messages not yet handed over, oldest first."""
    rows = Message.objects.filter(done_at=None).order_by("pk")[:at_most]
    return tuple(
        Waiting(each.pk, each.workflow, dict(each.arguments), each.workflow_id) for each in rows
    )
