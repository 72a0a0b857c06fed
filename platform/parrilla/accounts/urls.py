"""allauth's own pages, and the one about oneself."""

from django.urls import include, path

from parrilla.accounts import views

urlpatterns = [
    path("", views.profile, name="profile"),
    path("", include("allauth.account.urls")),
]
