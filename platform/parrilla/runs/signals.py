"""What other apps may listen to."""

from django.dispatch import Signal

run_changed = Signal()
"""Sent after the commit when a run is queued, running or ended, with `run`. In the web process for the first, in the
platform worker for the others. A receiver that fails is logged and stops nobody else."""
