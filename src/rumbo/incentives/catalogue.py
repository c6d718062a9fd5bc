"""The plans as declared: documents read once, then kept as values."""

from difflib import get_close_matches
from functools import lru_cache

from rumbo.incentives.documents import Known, PlanDocument, paying, read_plan
from rumbo.incentives.models import PlanVersion
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


def document_of(version: PlanVersion) -> PlanDocument:
    """A stored version, as it was read when it was declared."""
    return _read(version.document, version.file)


def all_latest() -> tuple[PlanVersion, ...]:
    """The last version of every plan, by key."""
    rows = {row.key: row for row in PlanVersion.objects.order_by("version")}
    return tuple(rows[key] for key in sorted(rows))


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
