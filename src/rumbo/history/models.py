"""Positions, the moments at which they were handed out, and the chained entries."""

from django.db import models
from django.db.models.functions import Now

from rumbo.history.positions import PositionField


class Head(models.Model):
    """The one row whose lock orders everything that can be asked as of a moment."""

    position = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)
    tip = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="history_one_head"),
        ]

    def __str__(self) -> str:
        return f"position {self.position}"


class Moment(models.Model):
    """When positions became known: on the organisation's clock, and in real time."""

    last_position = PositionField(primary_key=True)
    first_position = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    real_at = models.DateTimeField(db_default=Now())
    by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.first_position}..{self.last_position} at {self.at}"


class Entry(models.Model):
    """Who did what, when, what was, what is, and why; never updated, never deleted."""

    position = PositionField(primary_key=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=300, db_index=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.verb} {self.thing}"
