"""When sources were last looked at: a look that brought nothing new is news too."""

from datetime import datetime

from rumbo.records.models import Look


def last_look(dataset: str, *, position: int) -> datetime | None:
    """The instant of the last look at any source of a dataset that was known at a position."""
    looks = Look.objects.filter(dataset=dataset, position__lte=position)
    return looks.order_by("-position").values_list("at", flat=True).first()
