"""The Django application of the package."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    """Registers the models of targets."""

    name = "rumbo.targets"
