"""The Celery app of the platform workers: they record runs and keep house. The sandbox workers have an app of their own."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parrilla.settings")

app = Celery("parrilla")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
