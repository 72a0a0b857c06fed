from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "parrilla.runs"
    label = "runs"
