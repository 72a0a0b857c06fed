"""Sentences around the page: its connection, its forms, the board of a class, the words of the course."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGE: dict[str, str | Promise] = {
    # Connection.
    "connection.up": _("Connected"),
    "connection.slow": _("Reconnecting"),
    "connection.down": _("Offline"),
    "connection.down.kept": _("Offline. Your code is saved here; we go on when you are back"),
    # The class board.
    "board.live": _("Live"),
    "board.slow": _("Reconnecting · as of {time}"),
    "board.down": _("Offline · as of {time}"),
    "board.closed": _("Closed: sign in again or go back to your classes"),
    # Passwords.
    "password.show": _("Show"),
    "password.hide": _("Hide"),
    # The glossary.
    "glossary.shown": _("{shown} of {total} words"),
    # A story of which only the words arrived.
    "story.failed": _("The animation did not arrive. Load the page again; the questions and the program are here"),
}
