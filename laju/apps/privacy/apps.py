from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "laju.apps.privacy"
