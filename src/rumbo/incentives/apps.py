"""The Django application of the package."""

from django.apps import AppConfig


class IncentivesConfig(AppConfig):
    """Registers the models of incentives."""

    name = "rumbo.incentives"
