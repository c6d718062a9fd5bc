"""The Django application of the package."""

from django.apps import AppConfig


class PushesConfig(AppConfig):
    """Registers the models of pushes."""

    name = "rumbo.pushes"
