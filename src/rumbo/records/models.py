"""The record log, what its datasets are, and what was brought in by imports."""

from django.db import models

from rumbo.history.positions import PositionField


class DatasetVersion(models.Model):
    """A declared dataset, as its document said from a position on."""

    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    known_from = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "version"], name="records_dataset_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class LogIdentity(models.Model):
    """Which log this is: a projection of another one is thrown away.

    So is one that was made before the last erasure, file and all.
    """

    identity = models.UUIDField(unique=True)
    erasures = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="records_one_log"),
        ]
        verbose_name_plural = "log identities"

    def __str__(self) -> str:
        return str(self.identity)


class LogEntry(models.Model):
    """One version of one record; written by `records.log` only, never updated or deleted.

    `supersedes_position` is the position that this entry closes; its own when it arrived late
    and was never current; empty for the first version of a record. `correction` counts what
    was entered by hand over a source version: 0 is what the source itself said.
    """

    position = PositionField(primary_key=True)
    supersedes_position = models.BigIntegerField(null=True)
    dataset = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    source_version = models.BigIntegerField()
    source = models.CharField(max_length=60)
    observed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    kind = models.CharField(max_length=6, choices=[("upsert", "upsert"), ("delete", "delete")])
    payload = models.TextField()
    digest = models.CharField(max_length=64)
    correction = models.IntegerField(db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "key", "source_version", "correction"],
                name="records_version_once",
            )
        ]
        verbose_name_plural = "log entries"

    def __str__(self) -> str:
        return f"{self.dataset}/{self.key} v{self.source_version}"


class Mapping(models.Model):
    """A named mapping, remembered for the next file of the same source."""

    key = models.CharField(max_length=60, unique=True)
    dataset = models.CharField(max_length=60)
    document = models.TextField()
    known_from = models.BigIntegerField()

    def __str__(self) -> str:
        return self.key


class Import(models.Model):
    """One run of one file: who brought what, and what came of it."""

    dataset = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    mapping = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    file_digest = models.CharField(max_length=64)
    file_size = models.BigIntegerField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    state = models.CharField(
        max_length=12,
        choices=[(each, each) for each in ("running", "done", "interrupted")],
    )
    rows = models.BigIntegerField(default=0)
    new = models.BigIntegerField(default=0)
    changed = models.BigIntegerField(default=0)
    same = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    missing = models.BigIntegerField(default=0)
    deleted = models.BigIntegerField(default=0)
    columns = models.JSONField(default=list)
    first_position = models.BigIntegerField(null=True)
    last_position = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.file_name} into {self.dataset}"


class Look(models.Model):
    """That a source was looked at for a dataset, whether or not it had anything new."""

    dataset = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    at = models.DateTimeField()
    position = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                "dataset", models.F("position").desc(), name="records_look_of_dataset"
            ),
            models.Index(
                "dataset", "source", models.F("position").desc(), name="records_look_of_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} for {self.dataset} at {self.at}"


class Rejection(models.Model):
    """A row that did not go in, and why."""

    brought_by = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rejections")
    line = models.BigIntegerField()
    column = models.CharField(max_length=200)
    value = models.CharField(max_length=200)
    code = models.CharField(max_length=60)
    facts = models.JSONField()
    row = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"line {self.line}: {self.code}"
