"""The Django application of the package."""

from django.apps import AppConfig


class ConnectorsConfig(AppConfig):
    """Registers the models of connectors."""

    name = "rumbo.connectors"
