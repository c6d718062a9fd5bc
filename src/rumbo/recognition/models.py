"""Boards and their versions."""

from django.db import models
from django.db.models import Q


class Board(models.Model):
    """What a board said for a while: a metric, whose, over which length of time."""

    key = models.SlugField(max_length=80)
    name_en = models.CharField(max_length=200)
    name_es = models.CharField(max_length=200)
    means_en = models.TextField(blank=True)
    means_es = models.TextField(blank=True)
    metric = models.CharField(max_length=80)
    grain = models.CharField(max_length=10)
    of = models.CharField(max_length=10)
    level = models.CharField(max_length=30, blank=True)
    field = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=30, blank=True)
    visibility = models.CharField(max_length=20)
    known_from = models.BigIntegerField()
    known_before = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "key",
                condition=Q(known_before__isnull=True),
                name="recognition_one_board_believed",
            ),
            models.CheckConstraint(
                condition=Q(of="people", level="", field="")
                | (Q(of="teams", field="") & ~Q(level=""))
                | (Q(of="field", level="") & ~Q(field="")),
                name="recognition_board_of_people_a_level_or_a_field",
            ),
        ]

    def __str__(self) -> str:
        return self.key
