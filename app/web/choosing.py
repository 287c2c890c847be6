"""The field in which a member chooses a password: at the door, after a reset, and later."""

from __future__ import annotations

from app.http.forms import Text
from app.kernel.i18n import N_
from app.members import passwords


def new_password(label: str) -> Text:
    """A password to choose; what makes one good enough is asked of `app.members.passwords`."""
    return Text(
        label,
        kind="password",
        hint=N_("At least 15 characters. Four words that have nothing to do with each other work well."),
        most=passwords.MOST,
        missing=N_("Please choose a password."),
        autocomplete="new-password",
        is_verbatim=True,
    )
