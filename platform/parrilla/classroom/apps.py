from django.apps import AppConfig


class ClassroomConfig(AppConfig):
    name = "parrilla.classroom"
    label = "classroom"

    def ready(self) -> None:
        from parrilla.classroom import signals  # noqa: F401 - connects its receivers
