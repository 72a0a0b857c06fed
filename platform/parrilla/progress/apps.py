from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "parrilla.progress"
    label = "progress"

    def ready(self) -> None:
        from lessons.learner import set_record
        from parrilla.progress.record import DatabaseRecord

        set_record(DatabaseRecord())
