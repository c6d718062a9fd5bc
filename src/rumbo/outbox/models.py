"""Rows that tell, after the commit, that something changed or must be done."""

from django.db import models


class Signal(models.Model):
    """Something changed: a topic and the key of the thing, never a figure."""

    topic = models.CharField(max_length=40)
    key = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.topic}:{self.key}"


class Message(models.Model):
    """A durable workflow to be started once: its name, arguments and id."""

    workflow = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    workflow_id = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(done_at__isnull=True), name="outbox_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.workflow_id
