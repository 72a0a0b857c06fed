from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "parrilla.review"
    label = "review"

    def ready(self) -> None:
        from parrilla.review import signals  # noqa: F401
