from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    name = "laju.web"
    label = "web"

    def ready(self) -> None:
        """Load the actions of every app, so that rights and ledger know their names."""
        autodiscover_modules("actions")
        from laju.web import checks  # noqa: F401
