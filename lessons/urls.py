from django.urls import path, register_converter

from lessons import form_views, views
from lessons.course import LETTERS


class Letter:
    regex = f"[{LETTERS[0]}-{LETTERS[-1]}]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Letter, "letter")

urlpatterns = [
    path("course/", views.course_map, name="course"),
    path("course/<letter:letter>/", views.lesson, name="lesson"),
    path("course/<letter:letter>/bet/", views.bet, name="bet"),
    path("course/<letter:letter>/quiz/<str:item_id>/", views.answer, name="quiz-answer"),
    path("exercises/", views.exercises, name="exercises"),
    path("exercises/<str:exercise_id>/", views.exercise, name="exercise"),
    path("exercises/<str:exercise_id>/draft", views.draft, name="exercise-draft"),
    path("exercises/<str:exercise_id>/forms/<int:slot>", form_views.keep, name="form"),
    path("exercises/<str:exercise_id>/forms/<int:slot>/draft", views.draft, name="form-draft"),
    path("exercises/<str:exercise_id>/forms/<int:slot>/remove", form_views.remove, name="form-remove"),
]
