"""Sources as declared, where they are, how far they were read, and every reading of them."""

from django.db import models


class SourceRow(models.Model):
    """A declared source.

    `address` is encrypted and empty when the environment holds it; `cursor` and `families` are
    what the last good reading left, and are forgotten when the document changes.
    """

    key = models.CharField(max_length=60, unique=True)
    dataset = models.CharField(max_length=60)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    known_from = models.BigIntegerField()
    address = models.TextField(blank=True)
    address_set_at = models.DateTimeField(null=True)
    cursor = models.CharField(max_length=300, blank=True)
    families = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.key


class SourceRun(models.Model):
    """One reading of a source; times are real, `at` is the organisation's."""

    source = models.ForeignKey(SourceRow, on_delete=models.CASCADE, related_name="runs")
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=12,
        choices=[(each, each) for each in ("running", "done", "failed", "interrupted")],
    )
    scheduled = models.CharField(max_length=60, blank=True)
    is_full = models.BooleanField(default=False)
    reconciled = models.BooleanField(default=False)
    cursor_from = models.CharField(max_length=300, blank=True)
    cursor_to = models.CharField(max_length=300, blank=True)
    new = models.BigIntegerField(default=0)
    changed = models.BigIntegerField(default=0)
    same = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    deleted = models.BigIntegerField(default=0)
    brought = models.BigIntegerField(null=True)
    rejected_digest = models.CharField(max_length=64, blank=True)
    problems = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(state="running"),
                name="connectors_one_reading_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} at {self.began_at}"
