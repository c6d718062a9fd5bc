"""The Django application of the package."""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    """Registers the models of metrics."""

    name = "rumbo.metrics"
