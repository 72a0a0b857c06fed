"""Forms of a class."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parrilla.accounts.names import NAME_LENGTH, clean_name
from parrilla.classroom.models import Class


class ClassForm(forms.ModelForm):  # type: ignore[type-arg]
    name = forms.CharField(label=_("Name of the class"), max_length=2 * NAME_LENGTH)

    class Meta:
        model = Class
        fields = ["name"]

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Class code"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class JoinForm(forms.Form):
    name = forms.CharField(
        label=_("Your name, as your teacher will see it"),
        max_length=2 * NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])
