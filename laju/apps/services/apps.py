from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "laju.apps.services"
