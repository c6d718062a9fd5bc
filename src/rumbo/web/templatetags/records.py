"""Records in templates: names of fields, and values as a reader writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.translation import gettext as _

from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.web.templatetags.figures import Context, currency_in, instant, locale_in
from rumbo.wording import figures

register = template.Library()


@dataclass(frozen=True, slots=True)
class Shown:
    """A field of a record as text; `link` is the dataset whose key the value is."""

    id: str
    name: str
    text: str
    link: str


@register.filter
def at(found: Mapping[str, object], key: str) -> object:
    """What a mapping holds under a key that a template knows only when it runs."""
    return found.get(key)


@register.simple_tag
def name_of(names: Mapping[str, str], key: str | None) -> str:
    """The name of a person, or that nobody has been matched."""
    return _("nobody yet") if key is None else names.get(key, key)


@register.simple_tag(takes_context=True)
def fields_of(
    context: Context, dataset: Dataset | None, fields: Mapping[str, object]
) -> tuple[Shown, ...]:
    """The fields of a record that have a value, without who it is credited to and its key."""
    if dataset is None:
        return ()
    skipped = {dataset.credited_to, dataset.key_field}
    return tuple(
        Shown(
            each.id,
            each.name.in_language(locale_in(context)) or each.id,
            shown_value(context, each, fields[each.id]),
            each.link.partition(".")[0],
        )
        for each in dataset.fields
        if each.id not in skipped and fields.get(each.id) not in {None, ""}
    )


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
    return shown
