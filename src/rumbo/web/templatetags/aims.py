"""What a key result wants, in templates, in the words of wording.aims."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext_lazy as _

from rumbo.okrs.values import AimVersion, KeyResultView
from rumbo.web.templatetags.figures import Context, currency_in, locale_in
from rumbo.wording import aims

register = template.Library()
KINDS = {
    "revenue": _("Revenue"),
    "customer": _("Customers"),
    "product": _("Product"),
    "process": _("Process"),
    "team": _("Team"),
}


@register.filter
def kind_name(kind: str) -> str:
    """The type of an objective as a person calls it."""
    return str(KINDS.get(kind, kind))


@register.filter
def entry(fields: Mapping[str, object], name: str) -> object:
    """A value by a name that templates cannot spell, such as `name-en`."""
    return fields[name]


@register.simple_tag(takes_context=True)
def wanted(context: Context, result: KeyResultView) -> str:
    """Behind its value: `of €500,000`, `at least 100%`, `2 of 3 milestones`."""
    return aims.wanted(result, currency=currency_in(context), locale=locale_in(context))


@register.simple_tag(takes_context=True)
def compared(context: Context, result: KeyResultView) -> str:
    """What it is measured against, and where a change leads; empty without a baseline."""
    return aims.compared(result, currency=currency_in(context), locale=locale_in(context))


@register.simple_tag(takes_context=True)
def declared(context: Context, aim: AimVersion, unit: str) -> str:
    """An aim as it was declared."""
    return aims.declared(aim, unit, currency=currency_in(context), locale=locale_in(context))
