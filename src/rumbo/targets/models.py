"""Targets by metric, scope and period, and the rules that grow them."""

from django.db import models
from django.db.models import F, Q


class GrowthRule(models.Model):
    """A declared rule that gives everyone of a role a target from the period before."""

    key = models.SlugField(unique=True, max_length=80)
    metric = models.CharField(max_length=80)
    grain = models.CharField(max_length=10)
    role = models.CharField(max_length=30)
    why_en = models.TextField()
    why_es = models.TextField()
    growth = models.DecimalField(max_digits=9, decimal_places=4)
    step = models.DecimalField(max_digits=18, decimal_places=4)
    at_least = models.DecimalField(max_digits=18, decimal_places=4)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(growth__gt=0) & Q(step__gt=0) & Q(at_least__gt=0),
                name="targets_rule_is_positive",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Target(models.Model):
    """One believed value: for whom and when it holds, and between which positions."""

    metric = models.CharField(max_length=80)
    # `company`, `team:central` or `person:ana`: one column, so that "no person" is unique too.
    scope = models.CharField(max_length=90)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT)
    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT)
    start = models.DateField()
    before = models.DateField()
    amount = models.DecimalField(max_digits=24, decimal_places=6)
    reason = models.TextField(blank=True)
    rule = models.ForeignKey(GrowthRule, null=True, on_delete=models.PROTECT)
    invented = models.BooleanField(default=False)
    known_from = models.BigIntegerField()
    known_before = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "metric",
                "scope",
                "start",
                "before",
                condition=Q(known_before__isnull=True),
                name="targets_one_believed",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="targets_above_zero"),
            models.CheckConstraint(condition=Q(before__gt=F("start")), name="targets_period"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(team__isnull=True),
                name="targets_one_scope",
            ),
            models.CheckConstraint(
                condition=Q(known_before__isnull=True) | Q(known_before__gt=F("known_from")),
                name="targets_known_rises",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric} of {self.scope} from {self.start}"
