"""The Django application of the package."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Registers the models of the vault."""

    name = "rumbo.vault"
