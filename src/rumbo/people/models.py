"""The organisation, people, teams by date, and the identities that sources know."""

from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from rumbo.kernel.calendar import Grain
from rumbo.people.rules.roles import Role


class UserManager(BaseUserManager["User"]):
    """Creates sign-ins by e-mail."""

    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=self.normalize_email(email).casefold())
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A sign-in and nothing else; who it is stands in Person."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    def __str__(self) -> str:
        return f"sign-in {self.pk}"


class Organisation(models.Model):
    """The one organisation of this installation (docs/adr/0005)."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    about_en = models.TextField(blank=True)
    about_es = models.TextField(blank=True)
    currency = models.CharField(max_length=3)
    time_zone = models.CharField(max_length=60)
    week_start = models.SmallIntegerField(default=0)
    fiscal_start_month = models.SmallIntegerField(default=1)
    language = models.CharField(max_length=10, default="en")
    replay_at = models.DateTimeField(null=True)
    replay_before = models.DateField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="people_one_organisation"),
        ]

    def __str__(self) -> str:
        return self.name


class FiscalPeriod(models.Model):
    """A named period of the organisation's calendar, as a row so that any calendar fits."""

    name = models.CharField(max_length=20, unique=True)
    grain = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Grain]
    )
    start = models.DateField()
    before = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("grain", "start", name="people_period_once"),
            models.CheckConstraint(
                condition=Q(before__gt=models.F("start")), name="people_period_rises"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who sells, leads or administers; employee or partner, with or without login."""

    key = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(max_length=200)
    normalised_name = models.CharField(max_length=200, db_index=True)
    email = models.EmailField(blank=True)
    kind = models.CharField(
        max_length=10, choices=[("employee", "employee"), ("partner", "partner")]
    )
    language = models.CharField(max_length=10, default="en")
    theme = models.CharField(max_length=5, default="auto")
    invented = models.BooleanField(default=False)
    # 0 for those who were there before this was written down: known ever since.
    known_from = models.BigIntegerField(default=0)
    # By which they are called once their name is erased.
    erased_number = models.PositiveIntegerField(null=True, unique=True)
    user = models.OneToOneField(
        User, null=True, on_delete=models.SET_NULL, related_name="person"
    )

    def __str__(self) -> str:
        return self.key


class RoleGrant(models.Model):
    """A role held by a person; it exists or it does not."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=[(each.value, each.value) for each in Role])
    position = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("person", "role", name="people_role_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class Team(models.Model):
    """A team of one level, part of another or of the company."""

    key = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=30)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    known_from = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class DatedInTeam(models.Model):
    """When it held (dates) and when it was known (positions)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    team = models.ForeignKey(Team, on_delete=models.PROTECT)
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    known_from = models.BigIntegerField()
    known_before = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id} from {self.valid_from}"


class Membership(DatedInTeam):
    """A person sells in one team at a time, for a share of the hours: 1 is full time."""

    hours = models.DecimalField(max_digits=7, decimal_places=6, default=Decimal(1))
    role = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person",
                "valid_from",
                condition=Q(known_before__isnull=True),
                name="people_member_once",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=1), name="people_hours_are_a_share"
            ),
        ]


class Leadership(DatedInTeam):
    """A person leads a team; several teams may have the same leader."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "team",
                "person",
                "valid_from",
                condition=Q(known_before__isnull=True),
                name="people_leader_once",
            )
        ]


class Identity(models.Model):
    """A spelling, e-mail or external id under which a source speaks of a person."""

    source = models.CharField(max_length=60)
    value = models.TextField()
    # Names may be longer than an index takes: the digest of the normalised value is compared.
    fingerprint = models.CharField(max_length=64)
    first_seen = models.BigIntegerField()
    # Then the value is empty and the fingerprint a keyed digest (tombstones.py).
    is_erased = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("source", "fingerprint", name="people_identity_once")
        ]
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        return f"i{self.pk}"


class IdentityMatch(models.Model):
    """Whom an identity means, and since and until which position that was believed."""

    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="matches")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    known_from = models.BigIntegerField()
    known_before = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "identity",
                condition=Q(known_before__isnull=True),
                name="people_identity_means_one",
            )
        ]

    def __str__(self) -> str:
        return f"i{self.identity_id} is {self.person_id}"


class RosterVersion(models.Model):
    """The last position at which anything the projection knows of people changed."""

    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"roster at {self.position}"


class Erasure(models.Model):
    """That a person was erased; `finished_at` once nothing is left in any file (real time)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="erasure")
    position = models.BigIntegerField()
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"erasure of {self.person_id}"


class ErasedSpelling(models.Model):
    """A name or address of an erased person as a keyed digest, to be known again by."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint("digest", "person", name="people_erased_spelling_once")
        ]

    def __str__(self) -> str:
        return f"erased spelling {self.pk}"
