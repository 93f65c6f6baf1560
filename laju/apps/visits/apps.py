from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "laju.apps.visits"
