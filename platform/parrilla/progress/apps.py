from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "parrilla.progress"
    label = "progress"
