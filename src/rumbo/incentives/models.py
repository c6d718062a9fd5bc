"""Plans by version, runs with their sealed lines, and the closures that end a period."""

from django.db import models
from django.db.models import F, Q


class PlanVersion(models.Model):
    """One version of a plan, as its document was written; a change is a new row."""

    key = models.SlugField(max_length=80)
    version = models.PositiveIntegerField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=300, blank=True)
    known_from = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("key", "version", name="incentives_plan_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class Run(models.Model):
    """A finished settlement of one period: there is no row before everything is there.

    `position` pins what was known; `digest` stands for everything the run found, so that the
    same inputs meet the same row. Amounts are minor units.
    """

    key = models.SlugField(max_length=120, unique=True)
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT)
    plan = models.SlugField(max_length=80)
    start = models.DateField()
    before = models.DateField()
    number = models.PositiveIntegerField()
    position = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    lines_digest = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    lines = models.BigIntegerField()
    total = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    uncredited_records = models.BigIntegerField()
    uncredited = models.BigIntegerField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "plan_version", "start", "before", "digest", name="incentives_same_run_once"
            ),
            models.UniqueConstraint(
                "plan", "start", "before", "number", name="incentives_run_numbered"
            ),
            models.CheckConstraint(
                condition=Q(before__gt=F("start")), name="incentives_run_period"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class SealedChunk(models.Model):
    """A part of the sealed document of a run's lines."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="chunks")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint("run", "number", name="incentives_chunk_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"


class RunSummary(models.Model):
    """What a run pays one person for one component and kind of line, in minor units."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="summaries")
    payee = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    component = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    lines = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "run", "payee", "component", "kind", name="incentives_summary_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.payee_id} {self.component} {self.kind}"


class Closure(models.Model):
    """That a period of a plan is closed, with which run, by whom and when."""

    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="closure")
    plan = models.SlugField(max_length=80)
    start = models.DateField()
    before = models.DateField()
    position = models.BigIntegerField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # Two who close the same period at once: the second one is refused by this.
            models.UniqueConstraint("plan", "start", name="incentives_period_closed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.start}"
