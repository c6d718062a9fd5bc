"""Every component on one page, to be looked at in both themes and at every width."""

from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rumbo.kernel.calendar import Period
from rumbo.people.access import NotVisible
from rumbo.people.rules.roles import Right
from rumbo.web.charts import pace_chart
from rumbo.web.requests import ViewerRequest

QUARTER = Period(date(2017, 10, 1), date(2018, 1, 1))
TODAY = date(2017, 11, 22)
SHARES = (10, 20, 30, 40, 50, 72, 80, 90, 100)


@require_GET
def styleguide(request: ViewerRequest) -> HttpResponse:
    """Shown to administrators and while developing; the figures are samples."""
    if not settings.DEBUG and not request.viewer.may(Right.RUN_DEMO):
        raise NotVisible("styleguide")
    reached = [
        (QUARTER.start + timedelta(days=day), Decimal(3200 * day + (day * 7919) % 5200))
        for day in range(QUARTER.elapsed(TODAY) + 1)
    ]
    context = {
        "chart": pace_chart(reached, period=QUARTER, today=TODAY, target=Decimal(380_000)),
        "target": Decimal(380_000),
        "period": QUARTER,
        "share": {f"p{part}": Decimal(part) / 100 for part in SHARES},
        "expected": Decimal("0.565"),
        "rings": [
            (Decimal("0.72"), "green"),
            (Decimal("0.49"), "amber"),
            (Decimal("0.31"), "red"),
            (None, "grey"),
        ],
        "band": (Decimal("0.9"), Decimal("1.0")),
        "spark": [Decimal(v) for v in (3, 4, 6, 5, 8, 9, 12, 11, 15)],
        "amount": Decimal("8412.60"),
        "big": Decimal("302481"),
    }
    return render(request, "styleguide/styleguide.html", context)
