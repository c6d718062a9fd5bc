"""A cycle's objectives as YAML: read, and checked without a database."""

from rumbo.kernel.document import read_document, validated
from rumbo.kernel.problems import Refused
from rumbo.okrs.checks import check
from rumbo.okrs.shapes import NOTHING_KNOWN, CycleDocument, Elsewhere


def read_objectives(
    text: str, *, file: str, elsewhere: Elsewhere = NOTHING_KNOWN
) -> CycleDocument:
    """Read a cycle's objectives; raises Refused with place and remedy for each fault."""
    document = read_document(text, file=file)
    shape = validated(document, CycleDocument)
    problems = tuple(check(document, shape, elsewhere=elsewhere))
    if problems:
        raise Refused(*problems)
    return shape
