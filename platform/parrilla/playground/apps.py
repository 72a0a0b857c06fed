from django.apps import AppConfig


class PlaygroundConfig(AppConfig):
    name = "parrilla.playground"
    label = "playground"
