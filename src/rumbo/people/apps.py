"""The Django application of the package."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the models of people."""

    name = "rumbo.people"
