"""The one way this room fails: a plain sentence for the person at the keyboard."""

from __future__ import annotations


class CannotStart(Exception):
    """Something needed at start is missing. The message is one sentence that says what and why."""
