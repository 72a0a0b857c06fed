from django.apps import AppConfig


class BadgesConfig(AppConfig):
    name = "parrilla.badges"
    label = "badges"
