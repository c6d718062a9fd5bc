"""One file of a metric, read into its shape; what it names is not looked up yet."""

import hashlib
from dataclasses import dataclass

from rumbo.kernel.document import Document, read_document, validated
from rumbo.kernel.expressions import names, parse
from rumbo.kernel.problems import Place, Refused
from rumbo.metrics.shapes import MetricDocument


@dataclass(frozen=True, slots=True)
class Sheet:
    """The shape of a file, where things stand in it, and the metrics it needs."""

    shape: MetricDocument
    document: Document
    digest: str
    needs: frozenset[str]

    def place(self, *path: str | int) -> Place:
        return self.document.place(*path)


def read_sheet(text: str, *, file: str) -> Sheet:
    """Read one file; raises Refused for what is no metric, with every place."""
    document = read_document(text, file=file)
    shape = validated(document, MetricDocument)
    return Sheet(shape, document, digest_of(text), _needs(shape))


def key_of(name: str) -> str:
    """The key of the metric that a formula's name stands for.

    >>> key_of("deals_won")
    'deals-won'
    """
    return name.replace("_", "-")


def digest_of(text: str) -> str:
    """The identity of a document: a SHA-256 of its text, whatever its line ends."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(lines.encode()).hexdigest()


def _needs(shape: MetricDocument) -> frozenset[str]:
    named = {each for each in (shape.of, shape.to) if each}
    return frozenset(named | {key_of(name) for name in _written(shape.formula)})


def _written(formula: str | None) -> frozenset[str]:
    try:
        return names(parse(formula)) if formula else frozenset()
    except Refused:
        # What is wrong with it is said, with its place, when the metric is read.
        return frozenset()
