"""`{% lack setup.services as lacks %}`: the sentence that says why its programs cannot be run here, or nothing."""

from collections.abc import Mapping
from typing import Any

from django import template

from parrilla.runs import equipment

register = template.Library()


@register.simple_tag
def lack(services: Mapping[str, Any]) -> str:
    return equipment.lack(services)
