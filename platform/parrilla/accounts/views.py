"""The page about oneself."""

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parrilla.accounts import guests, language
from parrilla.accounts.archive import archive
from parrilla.accounts.forms import FarewellForm, ProfileForm
from parrilla.runs.models import Run
from parrilla.runs.request import Refused
from parrilla.runs.stop import stop


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Name and language; doors to password and e-mail."""
    assert request.user.is_authenticated
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        response = redirect("profile")
        language.remember(response, user.language)  # a choice kept on this browser would win over the account's
        with translation.override(user.language):
            messages.success(request, _("Saved."))
        return response
    return render(request, "account/profile.html", {"form": form})


@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What is kept of whoever asks, a guest too; to take away or to delete."""
    user = guests.current(request)
    return render(request, "account/data.html", {"person": user, "form": FarewellForm(user) if user else None})


@never_cache
@require_safe
def download(request: HttpRequest) -> HttpResponse | FileResponse:
    user = guests.current(request)
    if user is None:
        return redirect("data")
    return FileResponse(archive(user), as_attachment=True, filename=f"parrilla-{timezone.localdate()}.zip")


@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Everything, for good: what runs is stopped, then the person goes with all they own."""
    user = guests.current(request)
    if user is None:
        return redirect("data")
    form = FarewellForm(user, request.POST)
    if not form.is_valid():
        return render(request, "account/data.html", {"person": user, "form": form}, status=422)
    for run in Run.objects.filter(owner=user).active():
        with suppress(Refused):  # it ends at its limits then, and nobody hears of it
            stop(run, user)
    user.delete()
    logout(request)  # a guest's key goes with the session
    messages.success(request, _("All of it is deleted."))
    return redirect("home")
