from django.urls import path

from parrilla.review import views

urlpatterns = [
    path("review/", views.review, name="review"),
    path("review/<int:card_id>/", views.answer, name="review-answer"),
    path("progress/mastery/", views.mastery, name="mastery"),
]
