"""The keys with which programs push, and every event they delivered."""

from django.db import models


class PushKey(models.Model):
    """What one program may write; its secrets stand apart, because they are replaced."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=60)
    datasets = models.JSONField()
    per_minute = models.PositiveIntegerField()
    by = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class PushSecret(models.Model):
    """One secret of a key: only its digest, and the first letters to recognise it by."""

    of = models.ForeignKey(PushKey, on_delete=models.PROTECT, related_name="secrets")
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.of_id} {self.prefix}"


class Delivery(models.Model):
    """An event and the answer it got: the same id is never judged in two ways.

    Only what was refused is judged again when the same event comes back, since nothing of it
    was written.
    """

    source = models.CharField(max_length=60)
    event = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    brought_by = models.ForeignKey(PushKey, on_delete=models.PROTECT, related_name="deliveries")
    at = models.DateTimeField()
    verdict = models.CharField(
        max_length=9,
        choices=[(each, each) for each in ("accepted", "duplicate", "stale", "refused")],
    )
    dataset = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=200, blank=True)
    version = models.BigIntegerField(null=True)
    position = models.BigIntegerField(null=True)
    problems = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "event"], name="pushes_event_once")
        ]
        indexes = [
            models.Index(fields=["verdict", "-id"], name="pushes_by_verdict"),
            models.Index(fields=["source", "-id"], name="pushes_by_source"),
            models.Index(fields=["key"], name="pushes_by_record"),
        ]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.source}/{self.event}: {self.verdict}"
