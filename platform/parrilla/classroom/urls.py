"""Addresses of classes."""

from django.urls import URLPattern, path

from parrilla.classroom import joining, submissions, views
from parrilla.classroom.consumer import BoardConsumer

urlpatterns: list[URLPattern] = [
    path("", views.classes, name="classes"),
    path("join/", joining.by_code, name="class-join"),
    path("join/<str:code>/", joining.by_link, name="class-join"),
    path("<uuid:class_id>/", views.class_board, name="class-board"),
    path("<uuid:class_id>/name/", views.rename, name="class-rename"),
    path("<uuid:class_id>/code/", views.rotate, name="class-rotate"),
    path("<uuid:class_id>/leave/", views.leave, name="class-leave"),
    path("<uuid:class_id>/<int:enrolment_id>/remove/", views.remove, name="class-remove"),
    path("<uuid:class_id>/<int:enrolment_id>/<slug:exercise_id>/", submissions.submissions, name="class-submissions"),
]

websocket_urlpatterns: list[URLPattern] = [
    path("ws/class/<uuid:class_id>/", BoardConsumer.as_asgi()),
]
