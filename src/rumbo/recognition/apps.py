"""The Django application of the package."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """Registers the models of recognition."""

    name = "rumbo.recognition"
