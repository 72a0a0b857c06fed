from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "parrilla.accounts"
    label = "accounts"
