"""The small parts of every screen: icons, avatars, rings, bars, chips, doors of figures."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import rounded
from rumbo.metrics.values import Coverage
from rumbo.recognition.values import BoardRow, BoardView
from rumbo.records.values import Freshness
from rumbo.web import charts

register = template.Library()
Context = dict[str, Any]  # Django's own shape of a context

TOP, FEWEST = 3, 5
TONES = {
    "green": "good",
    "amber": "warn",
    "red": "bad",
    "grey": "stale",
    "not-started": "stale",
}
STANDINGS: dict[str, str | Promise] = {
    "green": _("On track"),
    "amber": _("At risk"),
    "red": _("Behind"),
    "grey": _("No data"),
    "not-started": _("Not started"),
}
REASONS: dict[str, str | Promise] = {
    "pace.on-track": _("At 90 %\u00a0or more of what is expected by today."),
    "pace.near": _("Between 70 %\u00a0and 90 %\u00a0of what is expected by today."),
    "pace.behind": _("Below 70 %\u00a0of what is expected by today."),
    "pace.no-data": _("There are no records to measure it with yet."),
    "pace.stale": _("The last news is too old to say."),
    "pace.no-baseline": _("What it is compared with has no figure."),
    "pace.held": _("It is held."),
    "pace.nearly-held": _("Not held: within a tenth of its bound."),
    "pace.not-held": _("Not held: farther than a tenth from its bound."),
    "pace.done": _("Everything is done."),
    "pace.nothing-due": _("No milestone is due yet."),
    "pace.starts-beyond": _("It started beyond its target: choose a farther one."),
    "pace.unscorable": _("It cannot be measured: start and target are the same."),
    "pace.not-started": _("Its period has not started."),
    "pace.first-day": _("First day: nothing is expected yet."),
}
STANDING_ICONS = {
    "green": "circle-check",
    "amber": "circle-alert",
    "red": "triangle-alert",
    "grey": "clock",
    "not-started": "clock",
}


ROLES: dict[str, Promise] = {
    "rep": _("Sales"),
    "manager": _("Sales manager"),
    "compensation-admin": _("Compensation"),
    "finance": _("Finance"),
    "executive": _("Management"),
    "admin": _("Administration"),
    "partner": _("Partner"),
    "auditor": _("Audit"),
}


@register.simple_tag
def around_and_top(board: BoardView) -> tuple[BoardRow | None, ...]:
    """The first three and the reader's neighbours; None stands for the rows left out."""
    around = board.around(2)
    first = board.rows.index(around[0]) if around else 0
    if first <= TOP:
        return board.rows[: max(first + len(around), FEWEST)]
    return (*board.top(TOP), None, *around)


@register.simple_tag
def first_name(name: str) -> str:
    """What a person is called when greeted."""
    return name.partition(" ")[0]


@register.filter
def distance(value: Decimal) -> Decimal:
    """A difference without its sign, in whole units: the sentence around it says which way."""
    return rounded(abs(value), 0)


@register.filter
def whole(value: Decimal | None) -> Decimal | None:
    """A computed figure in whole units, where its places would say nothing."""
    return None if value is None else rounded(value, 0)


@register.filter
def tidy(value: Decimal | None, unit: str) -> Decimal | None:
    """A computed aim as a person would say it: money and counts without places."""
    return whole(value) if unit in {"money", "count"} else value


@register.simple_tag
def role_name(role: str) -> str | Promise:
    """What a role is called."""
    return ROLES.get(str(role), str(role))


@register.filter
def tone(standing: str) -> str:
    """The colour of a standing: good, warn, bad or stale."""
    return TONES.get(str(standing), "stale")


@register.filter
def reason(code: str) -> str | Promise:
    """The rule behind a standing, in words."""
    return REASONS.get(str(code), "")


@register.inclusion_tag("components/_icon.html")
def icon(name: str, size: str = "") -> Context:
    """One drawing of the sprite; never the only carrier of a meaning."""
    return {"name": name, "size": size}


@register.inclusion_tag("components/_avatar.html")
def avatar(key: str, name: str, size: str = "") -> Context:
    """Initials on a colour that stays with the person."""
    words = name.split()
    initials = (
        "".join(word[0] for word in (words[0], words[-1])[: len(words)]) if words else "?"
    )
    hue = hashlib.sha256(key.encode()).digest()[0] % 8
    return {"initials": initials.upper(), "hue": hue, "size": size}


@register.inclusion_tag("components/_ring.html", takes_context=True)
def ring(
    context: Context, progress: Decimal | None, *, expected: Decimal | None, standing: str
) -> Context:
    """Progress as a ring with the mark of where it should be."""
    return {
        "ring": charts.ring(progress, expected),
        "progress": progress,
        "expected": expected,
        "tone": tone(standing),
        "locale": context.get("locale"),
    }


@register.inclusion_tag("components/_bar.html")
def bar(
    now: Decimal | None,
    *,
    should: Decimal | None = None,
    standing: str = "",
    will: tuple[Decimal, Decimal] | None = None,
    label: str = "",
) -> Context:
    """A bar with up to three marks: now, should be, will be."""
    return {
        "bar": charts.bar(now, should, will),
        "tone": tone(standing) if standing else "",
        "label": label,
    }


@register.inclusion_tag("components/_steps.html")
def steps(running: Decimal, starts: Sequence[Decimal], *, label: str = "") -> Context:
    """A running total on its way through the steps of a table."""
    return {"steps": charts.steps(running, starts), "label": label}


@register.simple_tag
def starts_of(found: Sequence[Any]) -> list[Decimal]:
    """Where each step of a table starts."""
    return [each.start for each in found]


@register.inclusion_tag("components/_spark.html")
def spark(values: Sequence[Decimal], label: str = "") -> Context:
    """A line without axes."""
    return {"points": charts.sparkline(values), "label": label}


@register.inclusion_tag("components/_standing.html")
def standing(value: str, code: str = "") -> Context:
    """A status chip, with its rule for whoever hovers or listens."""
    return {
        "tone": tone(value),
        "word": STANDINGS.get(str(value), STANDINGS["grey"]),
        "rule": reason(code),
        "icon": STANDING_ICONS.get(str(value), "clock"),
    }


@register.inclusion_tag("components/_move.html")
def move(change: int | None) -> Context:
    """How many places a row climbed or fell since yesterday."""
    direction = "none" if not change else "up" if change > 0 else "down"
    return {"known": change is not None, "move": direction, "places": abs(change or 0)}


@register.simple_tag
def explain_url(metric: str, period: Period, **scope: str) -> str:
    """The address of the evidence behind a metric's figure."""
    dates = {"from": period.start.isoformat(), "before": period.before.isoformat()}
    chosen = {key: value for key, value in scope.items() if value}
    return f"{reverse('explain', args=[metric])}?{urlencode(dates | chosen)}"


@register.inclusion_tag("components/_freshness.html", takes_context=True)
def freshness(
    context: Context, coverage: Coverage | Freshness, period: Period | None = None
) -> Context:
    """How recent a figure's data is; grey with its date once it is too old.

    After the end of a period nothing more is expected of it.
    """
    today = context["today"]
    day = min(today, period.before) if period else today
    keep = {key: context.get(key) for key in ("locale", "organisation")}
    return {"coverage": coverage, "stale": coverage.is_stale(day), **keep}


@register.inclusion_tag("components/_pace_chart.html", takes_context=True)
def pace_chart(
    context: Context,
    chart: charts.PaceChart,
    *,
    unit: str,
    target: Decimal | None,
    goal: str = "quota",
) -> Context:
    """A running total against its target, with its table twin."""
    keep = {key: context.get(key) for key in ("locale", "organisation")}
    return {"chart": chart, "unit": unit, "target": target, "goal": goal, **keep}
