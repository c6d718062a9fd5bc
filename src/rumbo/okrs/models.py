"""Cycles, objectives, key results and check-ins; what is declared carries its versions."""

from django.db import models
from django.db.models import F, Q


class Cycle(models.Model):
    """A cycle's identity; its name and dates stand in its versions."""

    key = models.SlugField(unique=True, max_length=80)

    def __str__(self) -> str:
        return self.key


class Known(models.Model):
    """Between which positions a version was believed."""

    known_from = models.BigIntegerField()
    known_before = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class CycleVersion(Known):
    """A period in which objectives are pursued, as it was declared for a while."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="versions")
    name_en = models.CharField(max_length=200)
    name_es = models.CharField(max_length=200)
    grain = models.CharField(max_length=10)
    start = models.DateField()
    before = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(before__gt=F("start")), name="okrs_cycle_version_rises"
            ),
            models.UniqueConstraint(
                "cycle",
                condition=Q(known_before__isnull=True),
                name="okrs_one_cycle_believed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id} from {self.known_from}"


class CycleState(models.Model):
    """A state that a cycle has entered: who and when; the furthest one is its state now."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    position = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("cycle", "number", name="okrs_state_once")]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.state}"


class Objective(models.Model):
    """An objective's identity; what it says stands in its versions."""

    key = models.SlugField(unique=True, max_length=80)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="objectives")

    def __str__(self) -> str:
        return self.key


class KeyResult(models.Model):
    """A key result's identity within its objective."""

    key = models.SlugField(unique=True, max_length=80)
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="key_results"
    )

    def __str__(self) -> str:
        return self.key


class Scoped(models.Model):
    """Whose it is: the company, a team or a person, and who answers for it."""

    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(
        "people.Team", null=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class ObjectiveVersion(Known, Scoped):
    """What an objective said for a while."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="versions")
    place = models.PositiveIntegerField()
    name_en = models.CharField(max_length=300)
    name_es = models.CharField(max_length=300)
    why_en = models.TextField(blank=True)
    why_es = models.TextField(blank=True)
    kind = models.CharField(max_length=20)
    ambition = models.CharField(max_length=20)
    # [[parent key, share as text], …]: read and replaced as one, never asked by its parts.
    contributes_to = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "objective",
                condition=Q(known_before__isnull=True),
                name="okrs_one_objective_believed",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(team__isnull=True),
                name="okrs_objective_one_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"objective {self.objective_id} from {self.known_from}"


class KeyResultVersion(Known, Scoped):
    """What a key result aimed at for a while; a metric is referred to, never copied."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.PROTECT, related_name="versions")
    place = models.PositiveIntegerField()
    name_en = models.CharField(max_length=300)
    name_es = models.CharField(max_length=300)
    metric = models.CharField(max_length=80, blank=True)
    where = models.TextField(blank=True)
    unit = models.CharField(max_length=10, blank=True)
    # Its number in the library, such as 1.1, where it was taken from there.
    library = models.CharField(max_length=10, blank=True)
    # A part of the cycle, where it is not all of it.
    period_start = models.DateField(null=True)
    period_before = models.DateField(null=True)
    aim = models.CharField(max_length=10)
    reach = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    change = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    change_by = models.CharField(max_length=10, blank=True)
    hold_low = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    hold_high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    # [{key, en, es, due as text or null}, …]: read and replaced as one, in their order.
    milestones = models.JSONField(default=list)
    start = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    stretch = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    against = models.CharField(max_length=12, default="previous")
    baseline = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    baseline_start = models.DateField(null=True)
    baseline_before = models.DateField(null=True)
    weight = models.DecimalField(max_digits=9, decimal_places=4)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "key_result",
                condition=Q(known_before__isnull=True),
                name="okrs_one_key_result_believed",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(team__isnull=True),
                name="okrs_key_result_one_scope",
            ),
            models.CheckConstraint(
                condition=(
                    Q(aim="reach", reach__isnull=False, change__isnull=True)
                    | Q(aim="change", change__isnull=False, reach__isnull=True)
                    | Q(aim="done", change__isnull=True, reach__isnull=True)
                    | Q(aim="hold", change__isnull=True, reach__isnull=True)
                    & (Q(hold_low__isnull=False) | Q(hold_high__isnull=False))
                ),
                name="okrs_aim_has_its_value",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(reach__isnull=True) | ~Q(start=F("reach")),
                name="okrs_start_is_not_the_target",
            ),
            models.CheckConstraint(
                condition=Q(change__isnull=True) | ~Q(change=0), name="okrs_change_changes"
            ),
            models.CheckConstraint(condition=Q(weight__gte=0), name="okrs_weight_not_below_0"),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_before__isnull=True)
                | Q(period_before__gt=F("period_start")),
                name="okrs_key_result_period_rises",
            ),
            models.CheckConstraint(
                condition=Q(hold_low__isnull=True)
                | Q(hold_high__isnull=True)
                | Q(hold_high__gt=F("hold_low")),
                name="okrs_bounds_rise",
            ),
        ]

    def __str__(self) -> str:
        return f"key result {self.key_result_id} from {self.known_from}"


class Tick(models.Model):
    """That a milestone was ticked off on a day, or opened again; the last one holds.

    The number lets only one of two at once succeed.
    """

    key_result = models.ForeignKey(KeyResult, on_delete=models.PROTECT, related_name="ticks")
    milestone = models.SlugField(max_length=80)
    number = models.PositiveIntegerField()
    done_on = models.DateField(null=True)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    known_from = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "key_result", "milestone", "number", name="okrs_milestone_ticked_once"
            )
        ]

    def __str__(self) -> str:
        return f"tick {self.number} of {self.milestone}"


class CheckIn(models.Model):
    """A person's word on a key result; the number lets only one of two at once succeed."""

    key_result = models.ForeignKey(
        KeyResult, on_delete=models.PROTECT, related_name="check_ins"
    )
    number = models.PositiveIntegerField()
    on = models.DateField()
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    note = models.TextField(blank=True)
    known_from = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("key_result", "number", name="okrs_check_in_once"),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True)
                | (Q(confidence__gte=0) & Q(confidence__lte=1)),
                name="okrs_confidence_in_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"check-in {self.number} of {self.key_result_id}"
