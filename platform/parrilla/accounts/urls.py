"""allauth's own pages, and the one about oneself."""

from django.urls import include, path

from parrilla.accounts import views

urlpatterns = [
    path("", views.profile, name="profile"),
    path("data/", views.data, name="data"),
    path("data/download/", views.download, name="data-download"),
    path("data/delete/", views.delete, name="data-delete"),
    path("", include("allauth.account.urls")),
]
