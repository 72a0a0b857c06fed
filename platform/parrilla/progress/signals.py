from django.dispatch import Signal

answered = Signal()
"""An answer to an item was kept: `owner`, `item`, `right`, `shown` (slugs of the ideas it showed)."""

bet_placed = Signal()
"""A bet was placed, for the first time: `owner`, `letter`, `stake` (of `lessons.bet`)."""
