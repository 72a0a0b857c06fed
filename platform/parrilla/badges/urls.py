from django.urls import path

from parrilla.badges import views

urlpatterns = [
    path("", views.badges, name="badges"),
    path("issuer/", views.issuer, name="badge-issuer"),
    path("key/", views.key, name="badge-key"),
    path("<str:achievement>.svg", views.image, name="badge-image"),
    path("claim/<str:achievement>/", views.claim, name="badge-claim"),
    path("<uuid:badge_id>/", views.badge, name="badge"),
    path("<uuid:badge_id>/token/", views.token, name="badge-token"),
    path("<uuid:badge_id>/revoke/", views.revoke, name="badge-revoke"),
]
