"""Addresses of the playground."""

from django.urls import URLPattern, path, register_converter

from parrilla.playground import views


class Token:
    """Of a share: what `secrets.token_urlsafe(16)` writes."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Token, "token")

urlpatterns: list[URLPattern] = [
    path("", views.playground, name="playground"),
    path("new/", views.new, name="playground-new"),
    path("examples/<slug:slug>/", views.example, name="playground-example"),
    path("sketches/", views.create, name="playground-create"),
    path("sketches/<uuid:sketch_id>/", views.sketch, name="playground-sketch"),
    path("sketches/<uuid:sketch_id>/save", views.save, name="playground-save"),
    path("sketches/<uuid:sketch_id>/delete", views.delete, name="playground-delete"),
    path("sketches/<uuid:sketch_id>/share", views.share, name="playground-share"),
    path("s/<token:token>/", views.shared, name="shared"),
    path("s/<token:token>/events", views.shared_events, name="shared-events"),
    path("s/<token:token>/fork", views.fork, name="shared-fork"),
    path("s/<token:token>/revoke", views.revoke, name="shared-revoke"),
]
