"""Trying codes that open nothing is counted, so that guessing stays slow; opening a class one was invited to is not."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from parrilla.accounts import guests

WINDOW_S = 300
PER_PERSON = 10
PER_ADDRESS = 120
"""A whole class behind one address may mistype."""


def spent(request: HttpRequest) -> bool:
    """True where this visitor has tried too many unknown codes lately."""
    counts = cache.get_many(_limits(request))
    return any(counts.get(key, 0) >= limit for key, limit in _limits(request).items())


def count(request: HttpRequest) -> None:
    """One more unknown code."""
    for key in _limits(request):
        cache.add(key, 0, timeout=WINDOW_S)
        try:
            cache.incr(key)
        except ValueError:  # the window closed between the two
            cache.set(key, 1, timeout=WINDOW_S)


def _limits(request: HttpRequest) -> dict[str, int]:
    limits = {f"join:address:{get_adapter(request).get_client_ip(request)}": PER_ADDRESS}
    person = guests.current(request)
    if person is not None:
        limits[f"join:person:{person.pk}"] = PER_PERSON
    return limits
