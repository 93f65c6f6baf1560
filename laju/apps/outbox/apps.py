from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "laju.apps.outbox"
