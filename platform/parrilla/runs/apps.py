from django.apps import AppConfig
from django.db.backends.signals import connection_created


class RunsConfig(AppConfig):
    name = "parrilla.runs"
    label = "runs"

    def ready(self) -> None:
        from parrilla.wal import keep

        connection_created.connect(keep)
