"""The Django application of the package."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the models of web."""

    name = "rumbo.web"
