"""The Django application of the package."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Registers the models of outbox."""

    name = "rumbo.outbox"
