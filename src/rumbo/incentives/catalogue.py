"""The plans as declared: documents read once, then kept as values."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from rumbo.incentives.documents import Known, PlanDocument, paying, read_plan
from rumbo.incentives.models import PlanVersion
from rumbo.kernel.calendar import Period
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.queries import metrics
from rumbo.records.datasets import datasets
from rumbo.records.rules.dataset import FieldKind


def latest(key: str) -> PlanVersion:
    """The version declared last; raises Refused for a plan that does not exist."""
    row = PlanVersion.objects.filter(key=key).order_by("-version").first()
    if row is None:
        known = list(PlanVersion.objects.order_by("key").values_list("key", flat=True))
        near = get_close_matches(key, known, n=1, cutoff=0.5)
        facts = {"plan": key[:80], "near": near[0] if near else ""}
        raise Refused(Problem("plan.unknown", facts=facts))
    return row


def in_force(period: Period, *, position: int | None = None) -> tuple[PlanVersion, ...]:
    """Of every plan the last version that holds in a period and is no draft, by key.

    With a position, of the versions that were known then.
    """
    found = {}
    for row in _known(position):
        document = document_of(row)
        if not document.drafts and document.plan.valid.overlap(period):
            found[row.key] = row
    return tuple(found[key] for key in sorted(found))


def version_for(key: str, period: Period) -> PlanVersion:
    """The version of a plan that settles a period.

    Raises Refused for an unknown plan, for one that does not hold then, and with the reasons of
    a draft where there is nothing but a draft.
    """
    last = latest(key)
    found = next((each for each in in_force(period) if each.key == key), None)
    if found is not None:
        return found
    document = document_of(last)
    if document.drafts:
        raise Refused(*document.drafts)
    valid = document.plan.valid
    facts = {"plan": key, "start": str(valid.start), "before": str(valid.before)}
    raise Refused(Problem("plan.period.not-valid", facts=facts))


def document_of(version: PlanVersion) -> PlanDocument:
    """A stored version, as it was read when it was declared."""
    return _read(version.document, version.file)


def all_latest(*, position: int | None = None) -> tuple[PlanVersion, ...]:
    """The last version of every plan, or the last known at a position, by key."""
    rows = {row.key: row for row in _known(position)}
    return tuple(rows[key] for key in sorted(rows))


def _known(position: int | None) -> Iterable[PlanVersion]:
    rows = PlanVersion.objects.order_by("version")
    return rows if position is None else rows.filter(known_from__lte=position)


def known_names() -> Known:
    """The metrics and person fields that a plan may name now."""
    return Known(
        metrics={each.key: paying(each) for each in metrics()},
        people={
            each.key: frozenset(field.id for field in each.of_kind(FieldKind.PERSON))
            for each in datasets()
        },
    )


@lru_cache(maxsize=200)
def _read(document: str, file: str) -> PlanDocument:
    return read_plan(document, file=file)
