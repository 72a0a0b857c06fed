from django.urls import path, register_converter

from lessons import form_views, glossary, hint_pages, hints, lab_views, views
from lessons.course import LETTERS


class Letter:
    regex = f"[{LETTERS[0]}-{LETTERS[-1]}]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SmallLetter(Letter):
    """As somebody types it who does not know that concepts are named by capitals."""

    regex = f"[{LETTERS[0].lower()}-{LETTERS[-1].lower()}]"


register_converter(Letter, "letter")
register_converter(SmallLetter, "small")

urlpatterns = [
    path("course/", views.course_map, name="course"),
    path("course/<letter:letter>/", views.lesson, name="lesson"),
    path("course/<small:letter>/", views.canonical_lesson),
    path("course/<letter:letter>/bet/", views.bet, name="bet"),
    path("course/<letter:letter>/quiz/<str:item_id>/", views.answer, name="quiz-answer"),
    path("search/", views.find, name="search"),
    path("glossary/", glossary.page, name="glossary"),
    path("lab/", lab_views.lab, name="lab"),
    path("exercises/", views.exercises, name="exercises"),
    path("exercises/<str:exercise_id>/", views.exercise, name="exercise"),
    path("exercises/<str:exercise_id>/hints/<int:number>", hints.open_hint, name="hint"),
    path("exercises/<str:exercise_id>/lines/", hint_pages.lines, name="exercise-lines"),
    path("exercises/<str:exercise_id>/worked/", hint_pages.worked, name="exercise-worked"),
    path("exercises/<str:exercise_id>/draft", views.draft, name="exercise-draft"),
    path("exercises/<str:exercise_id>/forms/<int:slot>", form_views.keep, name="form"),
    path("exercises/<str:exercise_id>/forms/<int:slot>/draft", views.draft, name="form-draft"),
    path("exercises/<str:exercise_id>/forms/<int:slot>/remove", form_views.remove, name="form-remove"),
]
