"""The Django application of the package."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers the models of records."""

    name = "rumbo.records"
