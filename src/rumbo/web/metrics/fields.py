"""The fields of the form of a metric, by kind; each is named by its path in the document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from rumbo.metrics.reading import REQUIRED
from rumbo.metrics.shapes import MetricDocument

KINDS: tuple[str, ...] = get_args(MetricDocument.model_fields["kind"].annotation)
TEXTS = ("name", "means", "does-not-mean")
LISTS = frozenset({"by", "adds-up-over", "per", "only-last.of"})
MATCHES = frozenset({"with.match"})
COMMON = (
    *("metric", "kind", "unit", "direction", "affects-pay"),
    *(f"{each}.{language}" for each in TEXTS for language in ("en", "es")),
    *("by", "adds-up-over"),
)
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together, mostly below one key of the document.

    One that is `rare` is folded away while it says nothing.
    """

    key: str
    fields: tuple[str, ...]
    title: str = ""
    rare: bool = False


_RELATED = ("with.from", "with.match", "with.where", "with.dated-by")
_WHEN = ("with.within", "with.in-last", "with.in-force.from", "with.in-force.before")
GROUPS: Mapping[str, tuple[Group, ...]] = {
    "simple": (
        Group("", ("from", "measure", "where", "dated-by", "credited-to")),
        Group(
            "in-force",
            ("in-force.from", "in-force.before", "at", "per", "only-last.of", "only-last.by"),
            title="in-force",
            rare=True,
        ),
        Group("with", (*_RELATED, *_WHEN), title="related", rare=True),
        Group("", ("currency",), title="currency", rare=True),
    ),
    "ratio": (Group("", ("of", "to", "of-the-whole")),),
    "derived": (Group("", ("formula",)),),
    "cumulative": (Group("", ("of", "since")),),
    "conversion": (
        Group("", ("from", "where", "dated-by", "credited-to")),
        Group("with", (*_RELATED, "with.within"), title="then"),
    ),
    "people": (
        Group("", ("measure", "at", "where")),
        Group("with", (*_RELATED, *_WHEN), title="having"),
    ),
    "periodic": (Group("", ("of", "each", "combine")),),
}
OF_KIND: Mapping[str, tuple[str, ...]] = {
    kind: tuple(field for group in groups for field in group.fields)
    for kind, groups in GROUPS.items()
}
OWN = tuple(dict.fromkeys(each for fields in OF_KIND.values() for each in fields))
FIELDS = (*COMMON, *OWN)


def path_of(field: str) -> tuple[str, ...]:
    """Where a field stands in a document.

    >>> path_of("with.in-force.from")
    ('with', 'in-force', 'from')
    """
    return tuple(field.split("."))


def key_of(field: str) -> str:
    """The top-level key that a field belongs to."""
    return path_of(field)[0]


def groups_of(values: Mapping[str, str]) -> tuple[Group, ...]:
    """The groups of a kind, and what a document says that belongs to other kinds."""
    kind = values.get("kind", "")
    own = OF_KIND.get(kind, ())
    strange = tuple(each for each in OWN if values.get(each) and each not in own)
    others = (Group("", strange, title=OTHERS),) if strange else ()
    return (*GROUPS.get(kind, ()), *others)


def is_required(field: str, kind: str) -> bool:
    """Whether a document of this kind is none without the field."""
    return field in {"metric", "kind", "unit", *REQUIRED.get(kind, ())}
