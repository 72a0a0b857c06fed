"""Every address of the platform, by app."""

from django.urls import URLPattern, URLResolver, include, path

import parrilla.classroom.urls
import parrilla.runs.urls
from parrilla.accounts.language import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("parrilla.accounts.urls")),
    path("language/", set_language, name="set-language"),
    path("runs/", include("parrilla.runs.urls")),
    path("progress/", include("parrilla.progress.urls")),
    path("classes/", include("parrilla.classroom.urls")),
    path("", include("lessons.urls")),
]

websocket_urlpatterns = [
    *parrilla.runs.urls.websocket_urlpatterns,
    *parrilla.classroom.urls.websocket_urlpatterns,
]
