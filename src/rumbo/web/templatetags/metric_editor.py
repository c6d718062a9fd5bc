"""The fields of the editor of a metric: their labels, their choices, what is wrong."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.kernel.problems import Problem
from rumbo.metrics.rules.level import At
from rumbo.metrics.rules.metric import Direction, Fold, Form, Unit
from rumbo.people.values import OrganisationView
from rumbo.records.rules.dataset import FieldKind
from rumbo.web.metrics.editor import Editor, dates_of
from rumbo.web.metrics.fields import (
    LISTS,
    MATCHES,
    OTHERS,
    TEXTS,
    Group,
    is_required,
    key_of,
)
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
    "currency": _("Only amounts in"),
    "in-force.from": _("In force from"),
    "in-force.before": _("In force before"),
    "at": _("Looked at"),
    "per": _("The last of each"),
    "only-last.of": _("Only the last of each"),
    "only-last.by": _("The last by"),
    "with.from": _("Related records of"),
    "with.match": _("They belong together by"),
    "with.where": _("Only related records where"),
    "with.dated-by": _("They count on"),
    "with.within": _("Within"),
    "with.in-last": _("In the last"),
    "with.in-force.from": _("They are in force from"),
    "with.in-force.before": _("They are in force before"),
    "of": _("Of"),
    "to": _("Divided by"),
    "of-the-whole": _("Divided by the whole, also of a part?"),
    "each": _("Computed for each"),
    "combine": _("And combined as"),
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
    "conversion": _("share of records that reach a step in time"),
    "people": _("people and their time"),
    "periodic": _("each week or month on its own, then combined"),
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
AT: dict[str, Promise] = {
    "end-of-period": _("at the end of the period"),
    "start-of-period": _("at its start"),
    "average-over-days": _("every day, as an average"),
}
EACH: dict[str, Promise] = {
    "day": _("day"),
    "week": _("week"),
    "month": _("month"),
    "quarter": _("quarter"),
    "year": _("year"),
}
FOLDS: dict[str, Promise] = {
    "sum": _("their sum"),
    "average": _("their average"),
    "minimum": _("the lowest"),
    "maximum": _("the highest"),
}
OF_PEOPLE: dict[str, Promise] = {
    "head-count": _("how many people"),
    "full-time": _("their time, in full-time people"),
    "share": _("the share of them with a record"),
}
FIXED: dict[str, Choices] = {
    "at": tuple((each.value, AT[each.value]) for each in At),
    "each": tuple(EACH.items()),
    "combine": tuple((each.value, FOLDS[each.value]) for each in Fold),
    "of-the-whole": tuple(ANSWERS.items()),
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
    "currency": _("EUR, USD…: where each record says its currency"),
    "per": _("for last(…): the fields that tell one series from another"),
    "only-last.of": _("fields; a later record of the same replaces the earlier one"),
    "with.match": _("member = person: their field there, and the one here"),
    "with.where": _("status = 'passed'; empty for every one of them"),
    "with.within": _("60 days, from the day on which the record counts"),
    "with.in-last": _("30 days, up to the day on which one looks"),
    "by": _("a field, person, team or month"),
    "adds-up-over": _("what its rows may be summed over: person, team, month, a field"),
}
LABELS_OF_PEOPLE: dict[str, Promise] = {"where": _("Only people where")}
HINTS_OF_PEOPLE: dict[str, Promise] = {
    "where": _("role = 'rep' and country = 'ES'; empty for everybody"),
}
# What a choice that is not made stands for.
UNSAID: dict[str, Promise] = {
    "direction": _("more, as nothing is said"),
    "affects-pay": _("no, as nothing is said"),
    "of-the-whole": _("no, as nothing is said"),
    "credited-to": _("as its dataset says"),
    "with.from": _("the same record"),
}
TITLES: dict[str, Promise] = {
    "in-force": _("What stays in force, and what is replaced"),
    "related": _("Only with a related record"),
    "currency": _("Amounts in several currencies"),
    "then": _("It is reached with"),
    "having": _("People with a record"),
    OTHERS: _("Of another kind: not used here"),
}
CODE = frozenset({"metric", "formula", *LISTS, *MATCHES, "measure", "where", "with.where"})
DATES = ("dated-by", "in-force.from", "in-force.before", "only-last.by")
NAMES = {
    "measure": "names-of-fields",
    "where": "names-of-fields",
    "with.where": "names-of-related",
}


@register.inclusion_tag("metrics/_field.html", takes_context=True)
def editor_field(context: Context, name: str) -> Context:
    """One field of the form, with what the document says; nothing where it cannot show it."""
    editor: Editor = context["editor"]
    values = editor.values or {}
    said, kind = values.get(name, ""), values.get("kind", "")
    choices = _choices(editor, name, locale=str(context.get("locale", "en")))
    return {
        "name": name,
        "shown": name in values,
        "label": _of_people(LABELS_OF_PEOPLE, name, kind) or LABELS[name],
        "said": said,
        "choices": _with_said(choices, name, said, kind=kind),
        "hint": ""
        if choices
        else _of_people(HINTS_OF_PEOPLE, name, kind) or HINTS.get(name, ""),
        "code": name in CODE,
        "listed": NAMES.get(name, ""),
        "wrong": _wrong(editor, name),
        "locale": context.get("locale"),
    }


@register.simple_tag(takes_context=True)
def editor_value(context: Context, name: str) -> str:
    """What the document says in a field."""
    editor: Editor = context["editor"]
    return (editor.values or {}).get(name, "")


@register.inclusion_tag("metrics/_field_error.html", takes_context=True)
def field_error(context: Context, name: str, oob: str = "true") -> Context:
    """What is wrong with a field, to stand in its place without touching the field."""
    editor: Editor = context["editor"]
    wrong = _wrong(editor, name)
    return {"name": name, "wrong": wrong, "oob": oob, "locale": context.get("locale")}


@register.simple_tag(takes_context=True)
def is_open(context: Context, group: Group) -> bool:
    """Whether a group that is rarely used has something to show."""
    editor: Editor = context["editor"]
    said = any((editor.values or {}).get(each) for each in group.fields)
    return said or any(_wrong(editor, each) for each in (*group.fields, group.key) if each)


@register.filter
def group_title(group: Group) -> str:
    """What the fields of a group have in common."""
    return str(TITLES[group.title])


def _of_people(told: dict[str, Promise], name: str, kind: str) -> Promise | None:
    """What a field is called, or hints at, where people are counted."""
    return told.get(name) if kind == Form.PEOPLE else None


def _wrong(editor: Editor, name: str) -> Problem | None:
    """The problem of a field; a text is one field for each language, and has one place."""
    found = editor.field_problems
    return found.get(name) or (found.get(key_of(name)) if key_of(name) in TEXTS else None)


@register.simple_tag(takes_context=True)
def signed(context: Context, value: Decimal, unit: str) -> str:
    """A difference with its sign, also when it is above zero."""
    own = context.get("organisation")
    currency = own.currency if isinstance(own, OrganisationView) else "USD"
    locale = str(context.get("locale") or "en")
    told = figures.figure(value, unit, currency=currency, locale=locale)
    return f"+{told}" if value > 0 else told


def _with_said(choices: Choices, name: str, said: str, *, kind: str) -> Choices:
    """The choices with what the document says, and with saying nothing where it may, or does.

    A form that cannot show a value would write another into the document.
    """
    if not choices:
        return ()
    unknown = bool(said) and said not in {key for key, _ in choices}
    nothing = not said or not is_required(name, kind)
    unsaid = _("not said") if kind == Form.PEOPLE and name == "with.from" else None
    empty = (("", unsaid or UNSAID.get(name, _("not said"))),) if nothing else ()
    return (*empty, *choices, *(((said, said),) if unknown else ()))


def _choices(editor: Editor, name: str, *, locale: str) -> Choices:
    if name == "kind":
        return tuple((each, KINDS[each]) for each in editor.kinds)
    if name == "measure" and (editor.values or {}).get("kind") == Form.PEOPLE:
        return tuple(OF_PEOPLE.items())
    if name in FIXED:
        return FIXED[name]
    if name in {"from", "with.from"}:
        return _listed((each.key, each.name.in_language(locale)) for each in editor.datasets)
    if name in {"of", "to"}:
        return _listed((each.key, each.name.in_language(locale)) for each in editor.metrics)
    return _fields(editor, name, locale=locale)


def _fields(editor: Editor, name: str, *, locale: str) -> Choices:
    """The fields of the dataset that a key may name; nothing is offered before it is chosen."""
    dataset = editor.related if key_of(name) == "with" else editor.dataset
    if dataset is None:
        return ()
    if name.endswith(DATES):
        wanted = dates_of(dataset)
    elif name == "credited-to":
        wanted = tuple(each.id for each in dataset.of_kind(FieldKind.PERSON))
    else:
        return ()
    own = {each.id: each.name.in_language(locale) for each in dataset.fields}
    return _listed((each, own[each]) for each in wanted)


def _listed(pairs: Iterable[tuple[str, str]]) -> Choices:
    """Each by its name, and by its key where the name says less."""
    return tuple((key, f"{name} ({key})" if name != key else key) for key, name in pairs)
