"""Every address of the platform, by app."""

from django.urls import URLPattern, URLResolver, include, path

import parrilla.classroom.urls
import parrilla.runs.urls
from parrilla.accounts.language import set_language
from parrilla.home import home
from parrilla.stepping import step

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("account/", include("parrilla.accounts.urls")),
    path("language/", set_language, name="set-language"),
    path("runs/", include("parrilla.runs.urls")),
    path("", include("parrilla.review.urls")),
    path("progress/", include("parrilla.progress.urls")),
    path("badges/", include("parrilla.badges.urls")),
    path("classes/", include("parrilla.classroom.urls")),
    path("step/", step, name="step"),
    path("playground/", include("parrilla.playground.urls")),
    path("", include("lessons.urls")),
]

websocket_urlpatterns = [
    *parrilla.runs.urls.websocket_urlpatterns,
    *parrilla.classroom.urls.websocket_urlpatterns,
]

handler403 = "parrilla.errors.forbidden"
handler404 = "parrilla.errors.not_found"
handler500 = "parrilla.errors.server_error"
