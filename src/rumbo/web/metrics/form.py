"""The form of a metric and its document, kept in step: one is written from the other.

The form covers what every metric says and the kinds below. What it does not know, such as the
cases or another kind's keys, stays in the document as its author wrote it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from rumbo.kernel.document import Tree, read_document
from rumbo.kernel.problems import Refused
from rumbo.metrics.rules.editing import Value, with_key
from rumbo.metrics.shapes import MetricDocument

TEXTS = ("name", "means", "does-not-mean")
LISTS = ("by", "adds-up-over")
PLAIN = ("metric", "kind", "unit", "direction", "affects-pay")
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "simple": ("from", "measure", "where", "dated-by", "credited-to"),
    "ratio": ("of", "to"),
    "derived": ("formula",),
    "cumulative": ("of", "since"),
}
KINDS = tuple(get_args(MetricDocument.model_fields["kind"].annotation))
OPTIONS = ("", *(each for keys in OF_KIND.values() for each in keys))
STARTER = """metric: my-metric
name: {en: My metric, es: Mi métrica}
means:
  en: What it means, in one sentence.
  es: Qué significa, en una frase.
does-not-mean:
  en: What one might take it for.
  es: Con qué se podría confundir.
kind: simple
unit: count
direction: up
cases:
  - says: {en: One record counts once, es: Un registro cuenta una vez}
    rows: [{DATED: 2026-01-05}]
    gives: [{my-metric: 1}]
"""


def starter(dataset: str, *, dated_by: str) -> str:
    """The document that a new metric of a dataset starts from: it counts its records."""
    text = with_key(STARTER.replace("DATED", dated_by), "from", dataset)
    return with_key(with_key(text, "measure", "count"), "dated-by", dated_by)


def values_of(text: str) -> dict[str, str] | None:
    """What the form shows of a document, by field; None while it cannot be read as YAML."""
    try:
        tree = read_document(text, file="").tree
    except Refused:
        return None
    return dict(_values(tree)) if isinstance(tree, dict) else None


def _values(tree: Mapping[str, Tree]) -> Iterator[tuple[str, str]]:
    for key in (*PLAIN, *dict.fromkeys(each for keys in OF_KIND.values() for each in keys)):
        found = tree.get(key, "")
        yield key, found if isinstance(found, str) else ""
    for key in TEXTS:
        texts = tree.get(key)
        for language in ("en", "es"):
            said = texts.get(language, "") if isinstance(texts, dict) else ""
            yield f"{key}.{language}", said if isinstance(said, str) else ""
    for key in LISTS:
        listed = tree.get(key)
        yield key, ", ".join(str(each) for each in listed) if isinstance(listed, list) else ""


def in_step(text: str, given: Mapping[str, str]) -> str:
    """The document with what the form says; lines of which the form says nothing new stay."""
    held = values_of(text)
    if held is None:
        return text
    wanted = {key: given.get(key, held[key]).strip() for key in held}
    for key in _changed(held, wanted):
        text = with_key(text, key, _value(key, wanted))
    if held["metric"] != wanted["metric"]:
        text = _renamed(text, held["metric"], wanted["metric"])
    return _of_its_kind(text, held["kind"], wanted["kind"])


def _renamed(text: str, before: str, after: str) -> str:
    """A metric's own name in its cases follows its key."""
    start, cases, rest = text.partition("\ncases:")
    if not before or not after:
        return text
    return f"{start}{cases}{re.sub(rf'(?<=[{{, ]){re.escape(before)}(?=:)', after, rest)}"


def _changed(held: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[str]:
    names = dict.fromkeys(each.partition(".")[0] for each in held)
    for key in names:
        fields = [each for each in held if each.partition(".")[0] == key]
        if any(held[each].strip() != wanted[each] for each in fields):
            yield key


def _value(key: str, wanted: Mapping[str, str]) -> Value:
    if key in TEXTS:
        return tuple((each, wanted[f"{key}.{each}"]) for each in ("en", "es"))
    if key in LISTS:
        return tuple(each.strip() for each in wanted[key].split(",") if each.strip())
    return wanted[key]


def _of_its_kind(text: str, before: str, after: str) -> str:
    """Without the keys of the kind that it no longer is."""
    if before == after or after not in OF_KIND:
        return text
    for key in OF_KIND.get(before, ()):
        if key not in OF_KIND[after]:
            text = with_key(text, key, "")
    return text


def field_at(text: str, line: int) -> str:
    """The top-level key of a document that a line belongs to; empty for none."""
    try:
        places = read_document(text, file="").places
    except Refused:
        return ""
    tops = {str(path[0]): place.line for path, place in places.items() if len(path) == 1}
    before = {key: start for key, start in tops.items() if start <= line}
    return max(before, key=lambda key: before[key], default="")
