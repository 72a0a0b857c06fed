"""Sentences of the editor, and of the forms of a program beside it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EDITOR: dict[str, str | Promise] = {
    # Editor.
    "editor.saved.now": _("saved"),
    "editor.saved.ago": _("saved {ago} ago"),
    "editor.saved.here": _("saved on this device"),
    "editor.saving": _("saving"),
    "editor.conflict": _("This code was also changed in another window. Nothing is lost: choose which one goes on."),
    "editor.conflict.mine": _("Keep this one"),
    "editor.conflict.theirs": _("Take the other one"),
    "editor.conflict.show": _("See the other one"),
    "editor.read-only": _("Read only"),
    "editor.hot": _("holds up the loop"),
    "editor.help": _("Tab indents. To leave with the keyboard: Escape, then Tab. Ctrl+Enter runs."),
    # Forms of a program, raced against each other.
    "forms.name": _("Forms of your program"),
    "forms.add": _("Another form"),
    "forms.race": _("Race all {n}"),
    "forms.rename": _("Rename this form"),
    "forms.remove": _("Remove this form"),
    "forms.new": _("A new form"),
    "forms.new.name": _("Name"),
    "forms.new.form": _("Works"),
    "forms.new.from": _("Starts as"),
    "forms.from.copy": _("a copy of {name}"),
    "forms.from.given": _("{name} (given)"),
    "forms.create": _("Add it"),
    "forms.save": _("Save"),
    "forms.cancel": _("Cancel"),
    "forms.undo": _("Undo"),
    "forms.removed": _("{name} is removed."),
    "forms.back": _("{name} is back."),
    "forms.full": _("A race has room for four."),
    "forms.taken": _("Another form has this name."),
    "forms.bad-name": _("A name starts with a letter or a digit and has at most 40 characters, no signs but . - + ( )"),
    "forms.unsaved": _("That could not be kept: no answer from the server. Try again."),
    "form.any": _("freely"),
    "form.sync": _("synchronous"),
    "form.async": _("asynchronous"),
    "form.threads": _("with threads"),
    "form.processes": _("with processes"),
}
