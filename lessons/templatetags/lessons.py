"""Filters of the course's templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from lessons import colours, reading

register = template.Library()


@register.filter
def sentence(text: object) -> SafeString:
    """One sentence of the course: its code and emphasis, in the active language."""
    return reading.inline(str(text))


@register.filter
def passage(text: object) -> SafeString:
    """A text of several paragraphs."""
    return reading.document(str(text))


@register.filter
def python(source: object) -> SafeString:
    """A program, coloured, for `<pre class="code">`."""
    return colours.block(str(source))
