"""The versions of every metric, as their documents said from a position on."""

from django.db import models


class MetricVersion(models.Model):
    """One version of a metric; `known_before` is empty while it is the one believed."""

    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    affects_pay = models.BooleanField()
    known_from = models.BigIntegerField()
    known_before = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="metrics_version_once"),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(known_before=None),
                name="metrics_one_current_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"
