"""Addresses of progress."""

from django.urls import URLPattern, path

from parrilla.progress import views

urlpatterns: list[URLPattern] = [
    path("", views.progress, name="progress"),
    path("bets/", views.bets, name="calibration"),
    path("<str:exercise_id>/", views.history, name="progress-exercise"),
]
