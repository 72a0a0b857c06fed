"""The forms about oneself. Log-in, password and e-mail forms are allauth's own."""

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from parrilla.accounts.models import User
from parrilla.accounts.names import NAME_LENGTH, clean_name

LANGUAGES = [("es", "Español"), ("en", "English")]  # each in its own words, whatever the page speaks


def name_field() -> forms.CharField:
    # Twice the length is taken in, so that cleaning, not the browser, has the last word on a pasted name.
    return forms.CharField(
        label=_("Name"),
        max_length=2 * NAME_LENGTH,
        help_text=_("Your teacher sees it, your classmates do not."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class SignupForm(AllauthSignupForm):  # type: ignore[misc]
    name = name_field()
    role = forms.ChoiceField(
        label=_("I am here to"),
        choices=[(User.Role.LEARNER, _("Learn")), (User.Role.TEACHER, _("Teach"))],
        initial=User.Role.LEARNER,
        widget=forms.RadioSelect,
    )
    field_order = ["name", "email", "password1", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)  # a label says it, and stays while one types

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    name = name_field()
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ["name", "language"]

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class FarewellForm(forms.Form):
    """Asks for the password, where there is one, so that no open browser is enough to delete somebody's work."""

    password = forms.CharField(
        label=_("Your password, to be sure"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self._user.check_password(password):
            raise forms.ValidationError(_("That is not your password."))
        return password
