"""The only ways to set a target; each change closes what was believed and enters history."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from rumbo.history import operations as history
from rumbo.history.actors import Actor
from rumbo.kernel.calendar import Period
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.outbox.operations import signal
from rumbo.people import queries as people
from rumbo.people.access import system_viewer
from rumbo.targets.documents import GrowthDocument, read_targets
from rumbo.targets.models import GrowthRule, Target
from rumbo.targets.rules.attainment import NoSuchTarget
from rumbo.targets.values import NewTarget, TargetScope

Slot = tuple[str, str, Period]


def set_target(given: NewTarget, *, by: Actor, at: datetime) -> bool:
    """Set one target; False when it already stood so. Raises NoSuchTarget for zero or less."""
    return set_targets([given], by=by, at=at) == 1


def set_targets(
    given: Iterable[NewTarget], *, by: Actor, at: datetime, rule: str | None = None
) -> int:
    """Set several at one position, and return how many changed; all or nothing."""
    wanted = {_slot(each): each for each in given}
    for each in wanted.values():
        if each.amount <= 0:
            raise NoSuchTarget(f"{each.scope} {each.period.start}: {each.amount}")
    with transaction.atomic():
        held = {slot: row for slot, row in _held(wanted).items() if slot in wanted}
        changed = {s: t for s, t in wanted.items() if not _same(held.get(s), t)}
        if changed:
            _replace(changed, held, by=by, at=at, rule=rule)
    return len(changed)


def declare(text: str, *, file: str, by: Actor, at: datetime) -> int:
    """Apply a document of targets or of a growth rule; return how many values changed."""
    read = read_targets(text, file=file)
    if isinstance(read, GrowthDocument):
        return _declare_rule(read, by=by, at=at)
    unknown = _unknown(each.scope for each in read)
    if unknown:
        places = (Problem("targets.unknown-owner", Place(file), {"scope": s}) for s in unknown)
        raise Refused(*places)
    return set_targets(read, by=by, at=at)


def _unknown(scopes: Iterable[TargetScope]) -> tuple[str, ...]:
    viewer = system_viewer("targets")
    known = {f"team:{each.key}" for each in people.teams(viewer=viewer)}
    known |= {f"person:{key}" for key in people.names(viewer=viewer)}
    return tuple(str(each) for each in scopes if each.key and str(each) not in known)


def _slot(given: NewTarget) -> Slot:
    return given.metric, str(given.scope), given.period


def _held(wanted: dict[Slot, NewTarget]) -> dict[Slot, Target]:
    rows = Target.objects.select_for_update().filter(
        metric__in={metric for metric, _, _ in wanted},
        start__in={period.start for _, _, period in wanted},
        known_before=None,
    )
    return {(row.metric, row.scope, Period(row.start, row.before)): row for row in rows}


def _same(row: Target | None, given: NewTarget) -> bool:
    return row is not None and (row.amount, row.invented) == (given.amount, given.invented)


def _replace(
    changed: dict[Slot, NewTarget],
    held: dict[Slot, Target],
    *,
    by: Actor,
    at: datetime,
    rule: str | None,
) -> None:
    for metric in sorted({metric for metric, _, _ in changed}):
        signal("targets", metric)
    position = history.record(
        by=by,
        at=at,
        verb="targets.set",
        thing="targets:" + ",".join(sorted({metric for metric, _, _ in changed})),
        before={_name(slot): str(held[slot].amount) for slot in changed if slot in held},
        after={_name(slot): str(each.amount) for slot, each in changed.items()},
        reason="; ".join(sorted({each.reason for each in changed.values() if each.reason})),
    )
    closing = [held[slot].pk for slot in changed if slot in held]
    Target.objects.filter(pk__in=closing).update(known_before=position)
    grown_by = GrowthRule.objects.get(key=rule) if rule else None
    Target.objects.bulk_create(
        _row(each, position=position, rule=grown_by) for each in changed.values()
    )


def _name(slot: Slot) -> str:
    metric, scope, period = slot
    return f"{metric} {scope} {period.start}..{period.before}"


def _row(given: NewTarget, *, position: int, rule: GrowthRule | None) -> Target:
    return Target(
        metric=given.metric,
        scope=str(given.scope),
        person_id=given.scope.key if given.scope.kind == "person" else None,
        team_id=given.scope.key if given.scope.kind == "team" else None,
        start=given.period.start,
        before=given.period.before,
        amount=given.amount,
        reason=given.reason,
        rule=rule,
        invented=given.invented,
        known_from=position,
    )


def _declare_rule(read: GrowthDocument, *, by: Actor, at: datetime) -> int:
    fields = read.as_fields()
    with transaction.atomic():
        row = GrowthRule.objects.select_for_update().filter(key=read.targets).first()
        before = {name: str(getattr(row, name)) for name in fields} if row else None
        after = {name: str(value) for name, value in fields.items()}
        if row and all(getattr(row, name) == value for name, value in fields.items()):
            return 0
        GrowthRule.objects.update_or_create(key=read.targets, defaults=fields)
        history.record(
            by=by,
            at=at,
            verb="targets.rule-declared",
            thing=f"growth-rule:{read.targets}",
            before=before,
            after=after,
        )
    return 1
