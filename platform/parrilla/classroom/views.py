"""A teacher's classes and what can be done to one. Joining is in `joining`, a learner's work in `submissions`."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parrilla.classroom.access import classes_of, own_class
from parrilla.classroom.board import board
from parrilla.classroom.forms import ClassForm, CodeForm
from parrilla.classroom.models import Class, Enrolment

CLASSES = 100
"""As many as one teacher can have; a mistake or a script ends here."""


@never_cache
@require_http_methods(["GET", "POST"])
def classes(request: HttpRequest) -> HttpResponse:
    """The classes one teaches and those one has joined; the doors to a new one of either kind."""
    user = request.user
    form = ClassForm(request.POST if request.method == "POST" and user.is_authenticated and user.is_teacher else None)
    taught = classes_of(user).annotate(people=Count("enrolments"))
    if form.is_bound and form.is_valid():
        if len(taught) < CLASSES:
            form.instance.teacher = user
            return redirect("class-board", form.save().pk)
        form.add_error(None, _("You have %(count)d classes, as many as one person can have.") % {"count": CLASSES})
    joined = Enrolment.objects.none()
    if user.is_authenticated:
        joined = Enrolment.objects.filter(learner=user).select_related("classroom__teacher").order_by("joined_at")
    context = {"taught": taught, "joined": joined, "form": form, "code_form": CodeForm()}
    return render(request, "classroom/classes.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_GET
def class_board(request: HttpRequest, class_id: UUID) -> HttpResponse:
    classroom = own_class(request.user, class_id)
    context = {
        "classroom": classroom,
        "board": board(classroom),
        "enrolments": classroom.enrolments.order_by("display_name", "pk"),
        "form": ClassForm(instance=classroom),
        "link": request.build_absolute_uri(f"/classes/join/{classroom.join_code}/"),
    }
    return render(request, "classroom/board.html", context)


@login_required
@require_POST
def rename(request: HttpRequest, class_id: UUID) -> HttpResponse:
    form = ClassForm(request.POST, instance=own_class(request.user, class_id))
    if form.is_valid():
        form.save()
        messages.success(request, _("The class has its new name."))
    else:
        messages.error(request, " ".join(str(error) for error in form.errors.get("name", [])))
    return redirect("class-board", class_id)


@login_required
@require_POST
def rotate(request: HttpRequest, class_id: UUID) -> HttpResponse:
    classroom = own_class(request.user, class_id)
    classroom.rotate_code()
    messages.success(
        request, _("New code: %(code)s. The old one opens nothing any more.") % {"code": classroom.join_code}
    )
    return redirect("class-board", class_id)


@login_required
@require_POST
def remove(request: HttpRequest, class_id: UUID, enrolment_id: int) -> HttpResponse:
    """Take a learner out. What they did stays theirs; this teacher no longer sees it."""
    enrolment = get_object_or_404(Enrolment, classroom=own_class(request.user, class_id), pk=enrolment_id)
    enrolment.delete()
    messages.success(request, _("%(name)s is no longer in this class.") % {"name": enrolment.display_name})
    return redirect("class-board", class_id)


@login_required
@require_POST
def leave(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """A learner's own door out."""
    classroom = get_object_or_404(Class, pk=class_id, enrolments__learner=request.user.pk)
    for enrolment in classroom.enrolments.filter(learner=request.user.pk):
        enrolment.delete()
    messages.success(request, _("You have left %(name)s. Your work is still yours.") % {"name": classroom.name})
    return redirect("classes")
