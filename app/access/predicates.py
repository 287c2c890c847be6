"""Two-line questions about a visitor and a subject."""

from __future__ import annotations

from typing import Any

from app.access.identity import Identity


def anybody(_who: Identity, _what: Any) -> bool:
    """Always."""
    return True


def is_stranger(who: Identity, _what: Any) -> bool:
    """Nobody is signed in."""
    return not who.is_signed_in


def is_signed_in(who: Identity, _what: Any) -> bool:
    """A session is live."""
    return who.is_signed_in


def is_active(who: Identity, _what: Any) -> bool:
    """Neither waiting for activation, nor paused, nor closed, and welcomed."""
    return who.status == "active" and who.is_welcomed


def is_own(who: Identity, what: Any) -> bool:
    """The subject's author asks; True where no subject was loaded."""
    return what is None or what.author_id == who.member_id


def is_others(who: Identity, what: Any) -> bool:
    """Somebody else wrote the subject; True where no subject was loaded."""
    return what is None or what.author_id != who.member_id


def is_open(_who: Identity, what: Any) -> bool:
    """The thread takes replies; True where no subject was loaded."""
    return what is None or not what.is_closed
