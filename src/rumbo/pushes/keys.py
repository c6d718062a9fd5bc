"""Keys of programs: made, replaced, revoked, and recognised by what only they can show."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from rumbo.history.actors import Actor
from rumbo.history.operations import record
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.access import NotVisible
from rumbo.pushes.models import PushKey, PushSecret
from rumbo.pushes.rules.asking import Asked, problems_of
from rumbo.pushes.rules.event import Scope
from rumbo.pushes.values import NewSecret, Program
from rumbo.records.datasets import datasets

# What a secret looks like, so that people and scanners of repositories know it: rumbo_<8>_<43>.
MARK = "rumbo"
PREFIX_LETTERS = 8
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
SECRET = re.compile(r"[a-z]+_[a-z0-9]+_[A-Za-z0-9_-]{43}")


@transaction.atomic
def create(asked: Asked, *, by: Actor, at: datetime, real_at: datetime) -> NewSecret:
    """Make a key and its first secret, told here and never again. Raises Refused.

    `at` is the organisation's time, for history; expiry and use are in real time.
    """
    if problems := problems_of(asked, known={each.key for each in datasets()}):
        raise Refused(*problems)
    made, is_new = PushKey.objects.get_or_create(
        key=asked.key,
        defaults={
            "name": asked.name,
            "source": asked.source,
            "datasets": sorted(asked.datasets),
            "per_minute": asked.per_minute,
            "by": str(by),
            "created_at": real_at,
            "expires_at": asked.expires_at,
        },
    )
    if not is_new:
        raise Refused(Problem("push.key-exists", facts={"name": asked.key}))
    secret = _new_secret(made, real_at)
    after: dict[str, object] = {
        "source": asked.source,
        "datasets": sorted(asked.datasets),
        "prefix": _prefix(secret),
        "expires_at": asked.expires_at.isoformat() if asked.expires_at else None,
    }
    record(by=by, at=at, verb="push-key.created", thing=f"push-key:{asked.key}", after=after)
    return NewSecret(asked.key, secret)


@transaction.atomic
def rotate(
    key: str, *, overlap: timedelta, by: Actor, at: datetime, real_at: datetime
) -> NewSecret:
    """Give a key another secret; the old ones go on for as long as `overlap` says.

    Raises NotVisible for an unknown key, Refused for one that is revoked or has expired.
    """
    found = _held(key)
    if not _is_valid(found, real_at):
        raise Refused(Problem("push.key-over", facts={"name": key}))
    ends = real_at + overlap
    open_ones = PushSecret.objects.filter(of=found).filter(_goes_on_after(ends))
    open_ones.update(ends_at=ends)
    secret = _new_secret(found, real_at)
    after = {"prefix": _prefix(secret), "old_ends_at": ends.isoformat()}
    record(by=by, at=at, verb="push-key.rotated", thing=f"push-key:{key}", after=after)
    return NewSecret(key, secret, ends)


@transaction.atomic
def revoke(key: str, *, by: Actor, at: datetime, real_at: datetime, reason: str = "") -> None:
    """End a key at once, with all its secrets; ended twice, it ended the first time.

    Raises NotVisible for an unknown key.
    """
    found = _held(key)
    if PushKey.objects.filter(pk=found.pk, revoked_at=None).update(revoked_at=real_at):
        thing = f"push-key:{key}"
        record(by=by, at=at, verb="push-key.revoked", thing=thing, reason=reason)


def program_of(secret: str, *, real_at: datetime) -> Program | None:
    """Whose secret this is; None for a wrong, replaced, expired or revoked one."""
    if not SECRET.fullmatch(secret):
        return None
    found = PushSecret.objects.filter(prefix=_prefix(secret)).select_related("of").first()
    # An unknown prefix costs the same comparison, and tells nothing by the time it takes.
    known = found.digest if found else _digest("")
    if not hmac.compare_digest(known, _digest(secret)) or found is None:
        return None
    ended = found.ends_at is not None and found.ends_at <= real_at
    return None if ended or not _is_valid(found.of, real_at) else _program(found)


def used(programs: Iterable[Program], *, real_at: datetime) -> frozenset[str]:
    """The prefixes of those whose secret may still be used, asked again before a write.

    That they were is remembered to the minute: a write for each event would cost.
    """
    prefixes = {each.prefix for each in programs}
    rows = PushSecret.objects.filter(prefix__in=prefixes).select_related("of")
    valid = [
        each
        for each in rows
        if (each.ends_at is None or each.ends_at > real_at) and _is_valid(each.of, real_at)
    ]
    before = real_at - timedelta(minutes=1)
    stale = {e.of_id for e in valid if e.of.used_at is None or e.of.used_at < before}
    if stale:
        PushKey.objects.filter(pk__in=stale).update(used_at=real_at)
    return frozenset(each.prefix for each in valid)


def _held(key: str) -> PushKey:
    found = PushKey.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise NotVisible(key)
    return found


def _goes_on_after(ends: datetime) -> Q:
    return Q(ends_at=None) | Q(ends_at__gt=ends)


def _is_valid(key: PushKey, now: datetime) -> bool:
    return key.revoked_at is None and (key.expires_at is None or key.expires_at > now)


def _program(found: PushSecret) -> Program:
    held = found.of
    scope = Scope(held.source, frozenset(held.datasets))
    return Program(held.pk, held.key, scope, held.per_minute, found.prefix)


def _new_secret(of: PushKey, now: datetime) -> str:
    prefix = "".join(secrets.choice(ALPHABET) for _ in range(PREFIX_LETTERS))
    secret = f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    PushSecret.objects.create(
        of=of, prefix=_prefix(secret), digest=_digest(secret), created_at=now
    )
    return secret


def _prefix(secret: str) -> str:
    return "_".join(secret.split("_", 2)[:2])[:16]


def _digest(secret: str) -> str:
    """A secret of 256 random bits needs no slow hash: nobody can try them all."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
