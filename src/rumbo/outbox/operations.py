"""Writes of the outbox, made inside the transaction that they speak of."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection

from rumbo.outbox.models import Message, Signal

CHANNEL = "rumbo_signal"
_SIGNAL = "INSERT INTO outbox_signal (topic, key, at) VALUES (%s, %s, CURRENT_TIMESTAMP)"


def signal(topic: str, key: str = "") -> None:
    """Tell open pages, after the commit, that something changed; keys only, never figures."""
    with connection.cursor() as cursor:
        cursor.execute(_SIGNAL, (topic, key))
        if connection.vendor == "postgresql":
            cursor.execute(f"NOTIFY {CHANNEL}")


def enqueue(
    workflow: str, arguments: Mapping[str, object], *, workflow_id: str, at: datetime
) -> None:
    """Ask for a workflow; the same id twice asks once."""
    Message.objects.get_or_create(
        workflow_id=workflow_id,
        defaults={"workflow": workflow, "arguments": dict(arguments), "at": at},
    )


def mark_done(messages: Iterable[int], *, at: datetime) -> None:
    """Remember that these messages were handed over."""
    Message.objects.filter(pk__in=list(messages), done_at=None).update(done_at=at)


def forget(*, before: datetime) -> int:
    """Remove signals and finished messages that nobody can still be waiting for; how many."""
    signals, _ = Signal.objects.filter(at__lt=before).delete()
    messages, _ = Message.objects.filter(done_at__lt=before).delete()
    return signals + messages
