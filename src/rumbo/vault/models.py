"""A key for each data subject, and which subjects have none any more."""

from django.db import models


class SubjectKey(models.Model):
    """The key of one data subject, hidden by the installation's; destroyed by deleting it.

    `subject` is a keyed digest: the table does not tell whose keys it holds.
    """

    subject = models.CharField(max_length=64, unique=True)
    hidden = models.TextField()

    def __str__(self) -> str:
        return f"key {self.pk}"


class DestroyedSubject(models.Model):
    """A subject whose key was destroyed and is never made again."""

    subject = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"destroyed {self.pk}"
