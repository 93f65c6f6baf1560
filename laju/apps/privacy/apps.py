from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PrivacyConfig(AppConfig):
    name = "laju.apps.privacy"

    def ready(self) -> None:
        """Build the second wall once all tables stand; this app is the last that has any."""
        from laju.apps.privacy.wall import build_wall

        post_migrate.connect(build_wall, sender=self)
