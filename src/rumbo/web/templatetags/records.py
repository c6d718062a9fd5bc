"""Records in templates: names of fields, and values as a reader writes them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.translation import gettext as _

from rumbo.metrics.rules.metric import Metric
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.web.templatetags.figures import Context, currency_in, instant, locale_in
from rumbo.wording import figures

register = template.Library()
WORDS = (FieldKind.TEXT, FieldKind.CHOICE)


@register.filter
def at(found: Mapping[str, object], key: str) -> object:
    """What a mapping holds under a key that a template knows only when it runs."""
    return found.get(key)


@register.simple_tag
def name_of(names: Mapping[str, str], key: str | None) -> str:
    """The name of a person, or that nobody has been matched."""
    return _("nobody yet") if key is None else names.get(key, key)


@register.simple_tag
def brief_of(dataset: Dataset | None, fields: Mapping[str, object]) -> str:
    """What a record says in texts and choices, each said once; its key and seller aside."""
    if dataset is None:
        return ""
    skipped = {dataset.credited_to, dataset.key_field}
    said = (
        str(fields[each.id])
        for each in dataset.fields
        if each.kind in WORDS and each.id not in skipped and fields.get(each.id)
    )
    return " · ".join(dict.fromkeys(said))


@register.simple_tag(takes_context=True)
def measured_of(
    context: Context,
    metric: Metric,
    *,
    dataset: Dataset | None,
    fields: Mapping[str, object],
) -> str:
    """What a record brings to a metric that measures one of its fields; empty otherwise."""
    column = getattr(metric.body, "of_text", "")
    for each in dataset.fields if dataset else ():
        if each.column == column and fields.get(each.id) is not None:
            return shown_value(context, each, fields[each.id])
    return ""


def shown_value(context: Context, field: Field, value: object) -> str:
    """One value in its own kind; what does not fit its kind is shown as it is."""
    try:
        return _in_kind(context, field, str(value))
    except (ValueError, InvalidOperation):
        return str(value)


def _in_kind(context: Context, field: Field, value: str) -> str:
    locale, shown = locale_in(context), value
    match field.kind:
        case FieldKind.MONEY:
            currency = field.currency if field.has_fixed_currency else currency_in(context)
            shown = figures.whole_money(Decimal(value), currency, locale)
        case FieldKind.WHOLE | FieldKind.DECIMAL:
            shown = figures.number(Decimal(value), locale, at_most=6)
        case FieldKind.DATE:
            shown = figures.date_medium(date.fromisoformat(value), locale)
        case FieldKind.INSTANT:
            shown = instant(context, datetime.fromisoformat(value))
        case FieldKind.YES_NO:
            shown = _("yes") if value.lower() in {"true", "yes", "1"} else _("no")
        case FieldKind.TEXT | FieldKind.CHOICE | FieldKind.PERSON:
            pass
    return shown
