"""What the pages of pushes call things."""

from django import template
from django.utils.functional import Promise

from rumbo.web.pushes.words import TONES, VERDICTS

register = template.Library()


@register.filter
def verdict_name(verdict: str) -> str | Promise:
    """What a verdict is called."""
    return VERDICTS.get(str(verdict), str(verdict))


@register.filter
def verdict_tone(verdict: str) -> str:
    """The colour of a verdict."""
    return TONES.get(str(verdict), "stale")


@register.filter
def name_in(names: dict[str, str], key: str) -> str:
    """The name of a person by key; empty for a part of the system."""
    return names.get(key, "")
