"""What was believed at a position, for rows that say since and until when they were known."""

from django.db.models import Q


def believed(position: int | None) -> Q:
    """The rows that are believed now, or were at a position."""
    if position is None:
        return Q(known_before=None)
    still = Q(known_before=None) | Q(known_before__gt=position)
    return Q(known_from__lte=position) & still
