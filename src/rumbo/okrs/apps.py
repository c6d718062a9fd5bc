"""The Django application of the package."""

from django.apps import AppConfig


class OkrsConfig(AppConfig):
    """Registers the models of okrs."""

    name = "rumbo.okrs"
