from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "parrilla.accounts"
    label = "accounts"

    def ready(self) -> None:
        from parrilla.accounts import signals  # noqa: F401 - connects its receivers
