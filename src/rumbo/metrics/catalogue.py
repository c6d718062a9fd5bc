"""The metrics as declared, at any position: documents read once, then kept as values."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from rumbo.history import queries as history
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.documents import readable
from rumbo.metrics.models import MetricVersion
from rumbo.metrics.rules.metric import Cumulative, Derived, Metric, Periodic, Ratio, Simple
from rumbo.metrics.values import VersionView
from rumbo.records.datasets import datasets
from rumbo.records.rules.dataset import Dataset

Version = tuple[str, int, str]


class UnknownMetric(Refused, LookupError):
    """No metric of this key is declared at the position asked; the nearest one is offered."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        listed = sorted(known)
        near = difflib.get_close_matches(key, listed, n=1)
        facts = {
            "name": key[:80],
            "near": near[0] if near else "",
            "known": ", ".join(listed),
        }
        super().__init__(Problem("metric.unknown", facts=facts))


def catalogue(position: int | None = None) -> dict[str, Metric]:
    """Every metric by key, as declared at a position or now.

    One that was first declared later stands as it was then: it may be asked of the past.
    """
    return dict(_read(_believed(position), datasets(position=position)))


def lost_with(declared: Dataset) -> tuple[str, ...]:
    """The metrics that read today and would not if a dataset were declared like this."""
    around = {each.key: each for each in datasets()} | {declared.key: declared}
    then = _read(_believed(None), tuple(around[key] for key in sorted(around)))
    return tuple(sorted(catalogue().keys() - then.keys()))


def _believed(position: int | None) -> tuple[Version, ...]:
    rows = MetricVersion.objects.order_by("key", "version")
    versions = rows.values_list("key", "version", "digest", "known_from")
    believed: dict[str, Version] = {}
    for key, version, digest, known_from in versions:
        if key not in believed or position is None or known_from <= position:
            believed[key] = (key, version, digest)
    return tuple(believed.values())


def versions(key: str, *, position: int | None = None) -> tuple[VersionView, ...]:
    """Every version of a metric that was known, latest first; empty for an unknown key."""
    rows = MetricVersion.objects.filter(key=key).order_by("-version")
    if position is not None:
        rows = rows.filter(known_from__lte=position)
    reasons = {each.position: each.reason for each in history.entries(about=f"metric:{key}")}
    return tuple(_view(row, reason=reasons.get(row.known_from, "")) for row in rows)


def document_of(key: str) -> str:
    """The document of a metric as it is declared now; empty for an unknown key."""
    rows = MetricVersion.objects.filter(key=key, known_before=None)
    return rows.values_list("document", flat=True).first() or ""


def leaning_on(keys: Collection[str], *, known: Mapping[str, Metric]) -> frozenset[str]:
    """The metrics that are computed from any of these, at any depth, and are none of them."""
    return frozenset(
        key
        for key, metric in known.items()
        if key not in keys and any(part.key in keys for part in metric.tree())
    )


def known_at(position: int) -> frozenset[str]:
    """The keys of the metrics that were declared by a position."""
    rows = MetricVersion.objects.filter(known_from__lte=position)
    return frozenset(rows.values_list("key", flat=True))


def _view(row: MetricVersion, *, reason: str) -> VersionView:
    known = history.known(row.known_from)
    return VersionView(
        version=row.version,
        digest=row.digest,
        document=row.document,
        affects_pay=row.affects_pay,
        known_from=row.known_from,
        known_before=row.known_before,
        at=known.at if known else None,
        by=known.by if known else "",
        reason=reason,
    )


@lru_cache(maxsize=64)
def _read(versions: tuple[Version, ...], declared: tuple[Dataset, ...]) -> dict[str, Metric]:
    """Metrics of these versions over these datasets; one that no longer reads is left out."""
    digests = {digest for _, _, digest in versions}
    rows = MetricVersion.objects.filter(digest__in=digests)
    documents = {(row.key, row.version): row.document for row in rows}
    files = [(documents[key, version], f"{key}.yaml") for key, version, _ in versions]
    read, _ = readable(files, datasets={each.key: each for each in declared})
    numbers = {key: version for key, version, _ in versions}
    return {each.key: _numbered(each, numbers) for each in read}


def _numbered(metric: Metric, numbers: dict[str, int]) -> Metric:
    """A metric with its version, and so for all that it is computed from."""
    body = metric.body
    match body:
        case Ratio():
            of, to = _numbered(body.of, numbers), _numbered(body.to, numbers)
            body = replace(body, of=of, to=to)
        case Cumulative() | Periodic():
            body = replace(body, of=_numbered(body.of, numbers))
        case Derived():
            parts = {name: _numbered(part, numbers) for name, part in body.parts.items()}
            body = replace(body, parts=parts)
        case Simple():
            pass
    return replace(metric, version=numbers[metric.key], body=body)
