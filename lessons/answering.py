"""An answer that a form sent: checked and kept, or given back with the reason."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from lessons.items import Item
from lessons.learner import TooManyAnswers, get_record
from lessons.question import Question, read_form
from lessons.quiz import InvalidAnswer, check


def answered(request: HttpRequest, item: Item, seed: str) -> Question:
    """The question with its answer kept; with a `complaint` where it was not, and then what was sent is in it."""
    given = read_form(item, request.POST)
    try:
        return Question(item, seed, get_record().keep_answer(request, item.id, check(item, given)))
    except InvalidAnswer as error:
        return Question(item, seed, given=given, complaint=error.code)
    except TooManyAnswers as refused:
        return Question(item, seed, given=given, complaint="too-many", wait_s=refused.wait_s)


def with_status(response: HttpResponse, question: Question) -> HttpResponse:
    """The page that shows an answered question, with the status that tells whether the answer was kept."""
    if question.wait_s:
        response.status_code = 429
        response["Retry-After"] = str(question.wait_s)
    elif question.complaint:
        response.status_code = 422
    return response
