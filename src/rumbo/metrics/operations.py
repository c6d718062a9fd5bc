"""The only ways to declare a metric; each changed definition is a new version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.history.operations import lock, record
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.catalogue import catalogue, leaning_on
from rumbo.metrics.documents import read_metrics, readable
from rumbo.metrics.drafting import drafted
from rumbo.metrics.models import MetricVersion
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.sheets import digest_of
from rumbo.outbox.operations import signal
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer
from rumbo.records.datasets import datasets
from rumbo.records.rules.dataset import Dataset

TOPIC = "metrics"
File = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A document as it was written, and why."""

    text: str
    reason: str


class AlreadyRevised(Exception):
    """Somebody declared another version in between: look at theirs first."""


def revise(
    text: str, *, key: str, after: int, viewer: Viewer, at: datetime, reason: str
) -> Metric:
    """Declare the next version of a metric, or a new one when `key` is empty; what now holds.

    `after` is the version that was looked at, 0 for none. Raises NotAllowed, AlreadyRevised, or
    Refused with every problem: a changed version needs a reason.
    """
    require(viewer, Right.DEFINE_METRICS)
    with transaction.atomic():
        lock()
        draft = drafted(text, key=key)
        if draft.metric is None or draft.problems:
            raise Refused(*draft.problems)
        held = _held([draft.metric.key]).get(draft.metric.key)
        if (held.version if held else 0) != after:
            raise AlreadyRevised(draft.metric.key)
        if held and not reason.strip():
            raise Refused(Problem("metric.reason-missing"))
        file = f"{draft.metric.key}.yaml"
        declare_all([(text, file)], by=viewer.actor, at=at, reason=reason.strip())
    return catalogue()[draft.metric.key]


def declare(text: str, *, file: str, by: Actor, at: datetime) -> bool:
    """Declare one metric whose parts are declared already; False when nothing changed.

    Raises Refused with every problem, failing cases included.
    """
    return declare_all([(text, file)], by=by, at=at) == 1


@transaction.atomic
def declare_all(files: Iterable[File], *, by: Actor, at: datetime, reason: str = "") -> int:
    """Declare (text, file) pairs in any order, all or none; return how many changed.

    Metrics that stay must still be right with what they are computed from, or all is refused.
    """
    lock()
    given = list(files)
    declared = {each.key: each for each in datasets()}
    known = catalogue()
    read = read_metrics(given, datasets=declared, known=known)
    texts = {digest_of(text): text for text, _ in given}
    held = _held(each.key for each in read)
    changed = [each for each in read if _digest(held.get(each.key)) != each.digest]
    _refuse_broken(changed, known=known, declared=declared)
    for metric in changed:
        told = Told(texts[metric.digest], reason)
        _store(metric, told, held=held.get(metric.key), by=by, at=at)
    return len(changed)


def _held(keys: Iterable[str]) -> dict[str, MetricVersion]:
    rows = MetricVersion.objects.filter(key__in=list(keys), known_before=None)
    return {row.key: row for row in rows}


def _digest(row: MetricVersion | None) -> str:
    return row.digest if row else ""


def _refuse_broken(
    changed: list[Metric], *, known: Mapping[str, Metric], declared: Mapping[str, Dataset]
) -> None:
    """Read again the metrics that stand on a changed one; what breaks refuses the change."""
    keys = {each.key for each in changed}
    leaning = leaning_on(keys, known=known)
    rows = MetricVersion.objects.filter(key__in=leaning, known_before=None)
    files = [(row.document, f"{row.key}.yaml") for row in rows]
    others = {key: metric for key, metric in known.items() if key not in leaning | keys}
    current = {**others, **{each.key: each for each in changed}}
    _, problems = readable(files, datasets=declared, known=current)
    if problems:
        raise Refused(*problems)


def _store(
    metric: Metric, told: Told, *, held: MetricVersion | None, by: Actor, at: datetime
) -> None:
    version = held.version + 1 if held else 1
    before = {"version": held.version, "digest": held.digest} if held else None
    position = record(
        by=by,
        at=at,
        verb="metric.declared",
        thing=f"metric:{metric.key}",
        before=before,
        after={"version": version, "digest": metric.digest},
        reason=told.reason,
    )
    MetricVersion.objects.filter(key=metric.key, known_before=None).update(
        known_before=position
    )
    MetricVersion.objects.create(
        key=metric.key,
        version=version,
        document=told.text,
        digest=metric.digest,
        affects_pay=metric.affects_pay,
        known_from=position,
    )
    signal(TOPIC, metric.key)
