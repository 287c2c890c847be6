"""Everything that may go wrong in a way a person should read.

The docstring of each class is the sentence shown when nothing better was said;
it is a msgid, so it has its French in the catalogue.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping


class HavreError(Exception):
    """Something broke on our side. Your text is safe. Need someone now? Call or text 9-8-8."""

    def __init__(self, sentence: str | None = None, **params: object) -> None:
        self.sentence = sentence or inspect.cleandoc(type(self).__doc__ or "")
        self.params: Mapping[str, object] = params
        super().__init__(self.sentence)


class NotFound(HavreError):
    """This page is not available to you."""


class NotAllowed(HavreError):
    """This page is not available to you."""


class SignInFirst(NotAllowed):
    """Please sign in first."""


class Conflict(HavreError):
    """Someone else changed this in the meantime. Please look at it again."""


class Invalid(HavreError):
    """Some answers need another look."""

    def __init__(self, sentence: str | None = None, *, field: str | None = None, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


class TooLarge(HavreError):
    """This text is too long to send. Please shorten it."""


class TooMany(HavreError):
    """Please wait %(seconds)s seconds. Your text is safe."""

    def __init__(self, *, seconds: int) -> None:
        super().__init__(None, seconds=seconds)
        self.seconds = seconds


class Forged(HavreError):
    """This form has expired. Please send it again."""


class Unavailable(HavreError):
    """This part of the site is resting. Please try again in a minute."""


class LostLease(HavreError):
    """Another worker holds this job now."""
