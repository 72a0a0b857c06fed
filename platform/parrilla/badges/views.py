"""The badges' pages: what they take, one badge for whoever has its address, and what a verifier asks for."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lessons.learner import NOBODY
from lessons.pages import ladder
from parrilla.accounts import guests
from parrilla.accounts.names import clean_name
from parrilla.badges.achievements import ACHIEVEMENTS
from parrilla.badges.award import CONTEXT, NotEarned, award, issuer_profile
from parrilla.badges.models import NAME_CHARACTERS, Badge
from parrilla.badges.signing import Forged, public_key, verified
from parrilla.progress.record import standing_of

View = Callable[..., HttpResponse]


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("The name on it"),
        max_length=2 * NAME_CHARACTERS,
        help_text=_("Whoever has the badge's address reads it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


@never_cache
@require_safe
def badges(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
def claim(request: HttpRequest, achievement: str) -> HttpResponse:
    """An account's only: a guest is whoever sits at that browser."""
    wanted = ACHIEVEMENTS.get(achievement)
    if wanted is None:
        raise Http404
    if not request.user.is_authenticated:
        return redirect("badges")
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        return redirect(award(request.user, wanted, form.cleaned_data["name"], request.build_absolute_uri))
    except NotEarned:
        return _page(request, form, 409)


@never_cache
@require_safe
def badge(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    found = get_object_or_404(Badge, pk=badge_id)
    return render(
        request,
        "badges/badge.html",
        {
            "badge": found,
            "credential": _credential(found),
            "mine": request.user.is_authenticated and found.owner_id == request.user.pk,
            "address": request.build_absolute_uri(found.get_absolute_url()),
        },
    )


def for_anybody(view: View) -> View:
    """Verifiers are pages of other sites too, so their scripts may read what it answers. It is public, and no cookie
    counts in it."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


@for_anybody
@require_safe
def token(_request: HttpRequest, badge_id: UUID) -> HttpResponse:
    """The signed credential itself, for a verifier or a backpack."""
    found = get_object_or_404(Badge, pk=badge_id)
    answer = HttpResponse(found.token, content_type="application/vc+jwt")
    answer["Content-Disposition"] = f'attachment; filename="parrilla-{found.achievement}.jwt"'
    return answer


@for_anybody
@require_safe
def image(_request: HttpRequest, achievement: str) -> HttpResponse:
    """What a backpack draws for it; the address in the credentials stays good when the site's own files change."""
    if achievement not in ACHIEVEMENTS:
        raise Http404
    return HttpResponse(render_to_string("badges/image.svg"), content_type="image/svg+xml")


@require_POST
def revoke(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    """Its address opens nothing any more; it can be had again."""
    if request.user.is_authenticated:
        Badge.objects.filter(pk=badge_id, owner=request.user).delete()
    return redirect("badges")


@for_anybody
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    profile = {"@context": CONTEXT, **issuer_profile(request.build_absolute_uri)}
    return JsonResponse(profile, content_type="application/ld+json")


@for_anybody
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    jwk = public_key(request.build_absolute_uri(reverse("badge-key")))
    return JsonResponse(jwk, content_type="application/jwk+json")


def _page(request: HttpRequest, form: NameForm | None = None, status: int = 200) -> HttpResponse:
    user = guests.current(request)
    standing = standing_of(user) if user else NOBODY
    have = {badge.achievement: badge for badge in Badge.objects.filter(owner=user)} if user else {}
    name = request.user.name if request.user.is_authenticated else ""
    shown = [(one, one.missing(standing), have.get(one.slug)) for one in ACHIEVEMENTS.values()]
    context = {"achievements": shown, "ladder": ladder(standing), "form": form or NameForm(initial={"name": name})}
    return render(request, "badges/badges.html", context, status=status)


def _credential(badge: Badge) -> dict[str, object] | None:
    """What was signed; None where the signature does not hold."""
    try:
        return verified(badge.token)
    except Forged:
        return None
