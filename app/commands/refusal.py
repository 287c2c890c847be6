"""What a command says when it cannot do what it was asked."""

from __future__ import annotations

from app.kernel.db import GONE
from app.kernel.errors import HavreError, Unavailable
from app.up.refusal import CannotStart


class Refused(Exception):
    """The message is one plain sentence."""


def plain_sentence(error: Exception) -> str | None:
    """The sentence for an error that a person can do something about; None for a defect."""
    if isinstance(error, (Refused, CannotStart)):
        return str(error)
    if isinstance(error, Unavailable) or (isinstance(error, GONE) and not isinstance(error, FileNotFoundError)):
        return "The database does not answer; `havre up` starts it, or DATABASE_URL says where it is."
    if isinstance(error, HavreError):
        return error.sentence % error.params if error.params else error.sentence
    if isinstance(error, OSError):
        return f"{error.filename or 'A file'}: {error.strerror or error}."
    return None
