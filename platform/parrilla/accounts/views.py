"""The page about oneself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from parrilla.accounts import language
from parrilla.accounts.forms import ProfileForm


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
