"""Coming into a class by its code or link.

Joining lets a teacher see one's work, so it takes a press of a button: opening a link never joins. A visitor presses it
first and makes the account after; the session keeps that wish over the sign-up.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from parrilla.accounts.models import User
from parrilla.classroom import codes, guessing
from parrilla.classroom.forms import CodeForm, JoinForm
from parrilla.classroom.models import Class, join

WISH = "joining"
"""The session's key for the code a visitor pressed Join on before having an account."""

PEOPLE = 500
"""As many as one class can hold; the board is read as a whole."""


@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """The form with a code leads to the code's own page; whether it opens anything is asked there."""
    if request.method == "GET":
        return redirect("classes")
    typed = request.POST.get("code", "")
    return redirect("class-join", codes.tidy(typed) or "-")


@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, code: str) -> HttpResponse:
    if guessing.spent(request):
        return _closed(request, _("Too many codes that open nothing. Wait five minutes and try again."), 429)
    tidied = codes.tidy(code)
    classroom = Class.objects.select_related("teacher").filter(join_code=tidied).first() if tidied else None
    if classroom is None:
        guessing.count(request)
        return _closed(
            request, _("This code opens no class. Check it with your teacher; it may have been changed."), 404
        )
    user = request.user
    if user.is_authenticated and user.pk != classroom.teacher_id:
        return _member(request, classroom, user)
    if request.method == "POST" and not user.is_authenticated:
        request.session[WISH] = tidied
        door = reverse("account_login" if "have" in request.POST else "account_signup")
        return redirect(f"{door}?{urlencode({'next': request.path})}")
    return render(request, "classroom/join.html", {"classroom": classroom})


def _member(request: HttpRequest, classroom: Class, user: User) -> HttpResponse:
    """For somebody with an account: the name to be shown, then in; at once for who wished it before signing up."""
    wished = request.method == "GET" and request.session.pop(WISH, None) == classroom.join_code
    form = JoinForm({"name": user.name} if wished and user.name else request.POST or None, initial={"name": user.name})
    enrolment = classroom.enrolments.filter(learner=user).first()
    if enrolment is None and form.is_valid():
        return _join(request, classroom, user, form.cleaned_data["name"])
    context = {"classroom": classroom, "form": form, "enrolment": enrolment}
    return render(request, "classroom/join.html", context, status=422 if form.errors else 200)


def _join(request: HttpRequest, classroom: Class, user: User, name: str) -> HttpResponse:
    if classroom.enrolments.count() >= PEOPLE:
        return _closed(request, _("This class is full. Tell your teacher."), 409)
    join(classroom, user, name)
    messages.success(request, _("You are in %(name)s.") % {"name": classroom.name})
    return redirect("exercises")


def _closed(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    return render(request, "classroom/join.html", {"code_form": CodeForm(), "reason": reason}, status=status)
