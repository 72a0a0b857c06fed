"""Addresses of runs."""

from django.urls import URLPattern, path

from parrilla.runs import views
from parrilla.runs.consumer import RunsConsumer

urlpatterns: list[URLPattern] = [
    path("", views.create, name="run-create"),
    path("<uuid:run_id>/", views.page, name="run"),
    path("<uuid:run_id>/events", views.events, name="run-events"),
    path("<uuid:run_id>/stop", views.stop_run, name="run-stop"),
]

websocket_urlpatterns: list[URLPattern] = [
    path("ws/runs/", RunsConsumer.as_asgi()),
]
