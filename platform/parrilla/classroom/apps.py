from django.apps import AppConfig


class ClassroomConfig(AppConfig):
    name = "parrilla.classroom"
    label = "classroom"
