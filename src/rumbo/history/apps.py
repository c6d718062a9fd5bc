"""The Django application of the package."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Registers the models of history."""

    name = "rumbo.history"
