"""Where allauth's account flows meet our User, which has a name, a role and a language and no username."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from parrilla.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """A new account: what the form says, and the language the page was read in."""
        user.name = form.cleaned_data.get("name", "")
        user.role = form.cleaned_data.get("role") or User.Role.LEARNER
        user.language = (translation.get_language() or "es")[:5]
        super().save_user(request, user, form, commit=commit)
        return user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if user.is_authenticated and user.is_teacher:
            return reverse("classes")
        return str(super().get_login_redirect_url(request))

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter speaks the language of the person it goes to, whoever asked for it."""
        language = getattr(context.get("user"), "language", None) or translation.get_language() or "es"
        with translation.override(language):
            super().send_mail(template_prefix, email, context)
