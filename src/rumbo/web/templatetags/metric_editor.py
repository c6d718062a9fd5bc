"""The fields of the editor of a metric: their labels, their choices, what is wrong."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.metrics.rules.metric import Direction, Unit
from rumbo.people.values import OrganisationView
from rumbo.records.rules.dataset import FieldKind
from rumbo.web.metrics.editor import Editor, dates_of
from rumbo.wording import figures

register = template.Library()
Context = dict[str, Any]  # Django's own shape of a context
Choices = tuple[tuple[str, str | Promise], ...]

LABELS: dict[str, Promise] = {
    "metric": _("Key"),
    "name.en": _("Name in English"),
    "name.es": _("Name in Spanish"),
    "means.en": _("What it means, in English"),
    "means.es": _("What it means, in Spanish"),
    "does-not-mean.en": _("What it does not mean, in English"),
    "does-not-mean.es": _("What it does not mean, in Spanish"),
    "kind": _("Kind"),
    "unit": _("Unit"),
    "direction": _("Good is"),
    "affects-pay": _("Does it affect pay?"),
    "from": _("Dataset"),
    "measure": _("Measure"),
    "where": _("Only records where"),
    "dated-by": _("Counts on"),
    "credited-to": _("Credited to"),
    "of": _("Of"),
    "to": _("Divided by"),
    "since": _("Since the start of"),
    "formula": _("Formula"),
    "by": _("Grouped by, unless asked otherwise"),
    "adds-up-over": _("Adds up over"),
}
KINDS: dict[str, Promise] = {
    "simple": _("records of one dataset"),
    "ratio": _("one metric over another"),
    "derived": _("arithmetic of metrics"),
    "cumulative": _("since the start of a longer period"),
}
UNITS: dict[str, Promise] = {
    "money": _("money"),
    "count": _("a count"),
    "share": _("a share"),
    "number": _("a number"),
    "days": _("days"),
}
DIRECTIONS: dict[str, Promise] = {"up": _("more"), "down": _("less")}
SINCE: dict[str, Promise] = {
    "week": _("the week"),
    "month": _("the month"),
    "quarter": _("the quarter"),
    "year": _("the year"),
    "ever": _("everything"),
}
ANSWERS: dict[str, Promise] = {"no": _("no"), "yes": _("yes")}
FIXED: dict[str, Choices] = {
    "unit": tuple((each.value, UNITS.get(each.value, each.value)) for each in Unit),
    "direction": tuple((each.value, DIRECTIONS[each.value]) for each in Direction),
    "affects-pay": tuple(ANSWERS.items()),
    "since": tuple(SINCE.items()),
}
# The grammar in examples: what is between brackets is a field, with _ in place of -.
HINTS: dict[str, Promise] = {
    "metric": _("small letters and hyphens; it stays for ever"),
    "measure": _(
        "count, sum(amount), count-distinct(account), average(amount), median(amount)…"
    ),
    "where": _("stage = 'Won' and amount > 0; empty for every record"),
    "formula": _("revenue / deals_won"),
    "by": _("a field, person, team or month"),
    "adds-up-over": _("what its rows may be summed over: person, team, month, a field"),
}
OPTIONAL = frozenset({"credited-to"})
CODE = frozenset({"metric", "measure", "where", "formula", "by", "adds-up-over"})


@register.inclusion_tag("metrics/_field.html", takes_context=True)
def editor_field(context: Context, name: str) -> Context:
    """One field of the form, with its value as the document has it."""
    editor: Editor = context["editor"]
    return {
        "name": name,
        "label": LABELS.get(name, name),
        "said": (editor.values or {}).get(name, ""),
        "choices": _choices(editor, name, locale=str(context.get("locale", "en"))),
        "hint": HINTS.get(name, ""),
        "optional": name in OPTIONAL,
        "code": name in CODE,
        "listed": "names-of-fields" if name in {"measure", "where"} else "",
        "wrong": editor.field_problems.get(name.partition(".")[0]),
        "locale": context.get("locale"),
    }


@register.inclusion_tag("metrics/_field_error.html", takes_context=True)
def field_error(context: Context, name: str) -> Context:
    """What is wrong with a field, to stand in its place without touching the field."""
    editor: Editor = context["editor"]
    wrong = editor.field_problems.get(name.partition(".")[0])
    return {"name": name, "wrong": wrong, "oob": "true", "locale": context.get("locale")}


@register.simple_tag(takes_context=True)
def signed(context: Context, value: Decimal, unit: str) -> str:
    """A difference with its sign, also when it is above zero."""
    own = context.get("organisation")
    currency = own.currency if isinstance(own, OrganisationView) else "USD"
    locale = str(context.get("locale") or "en")
    told = figures.figure(value, unit, currency=currency, locale=locale)
    return f"+{told}" if value > 0 else told


def _choices(editor: Editor, name: str, *, locale: str) -> Choices:
    if name == "kind":
        return tuple((each, KINDS.get(each, each)) for each in editor.kinds)
    if name in FIXED:
        return FIXED[name]
    if name == "from":
        return _listed((each.key, each.name.in_language(locale)) for each in editor.datasets)
    if name in {"of", "to"}:
        return _listed((each.key, each.name.in_language(locale)) for each in editor.metrics)
    return _fields(editor, name, locale=locale)


def _fields(editor: Editor, name: str, *, locale: str) -> Choices:
    """The fields of the dataset that a key may name; nothing is offered before it is chosen."""
    if editor.dataset is None:
        return ()
    if name == "dated-by":
        wanted = dates_of(editor.dataset)
    elif name == "credited-to":
        wanted = tuple(each.id for each in editor.dataset.of_kind(FieldKind.PERSON))
    else:
        return ()
    own = {each.id: each.name.in_language(locale) for each in editor.dataset.fields}
    return _listed((each, own[each]) for each in wanted)


def _listed(pairs: Iterable[tuple[str, str]]) -> Choices:
    """Each by its name, and by its key where the name says less."""
    return tuple((key, f"{name} ({key})" if name != key else key) for key, name in pairs)
