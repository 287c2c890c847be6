"""The short questions after activation. All may be left out; the answers shape the first page and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from app.kernel.db import Tx
from app.kernel.i18n import N_
from app.members import store

THEMES = (("auto", N_("Like my device")), ("light", N_("Light")), ("dark", N_("Dark")))
BRINGS = (
    ("to_read", N_("To read, for now")),
    ("to_talk", N_("To talk about what happened to me")),
    ("to_cope", N_("To find out what helps others")),
    ("to_support", N_("To support someone close to me")),
)
FIRST = (
    ("stories", N_("What others write")),
    ("daily_life", N_("Getting through the day")),
    ("system", N_("Finding my way through services and paperwork")),
    ("relations", N_("Family, friends and trust")),
)
WELCOME = (
    ("message", N_("With a message from a guide")),
    ("quietly", N_("Quietly, no message")),
)
# The name of a question -> what may be chosen. The theme is a setting, not an answer.
CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {"brings": BRINGS, "first": FIRST, "welcome": WELCOME}


async def answer(tx: Tx, member_id: int, answers: Mapping[str, str], *, theme: str = "") -> None:
    """The questions are behind the member; what was chosen is kept, the rest left open.

    A choice that is not offered raises ValueError: the form lets none through.
    """
    given = [(question, choice) for question, choice in answers.items() if choice]
    if any(choice not in dict(CHOICES[question]) for question, choice in given):
        raise ValueError("not an offered choice")
    if given:
        await store.add_answers(tx, member_id, given)
    await set_theme(tx, member_id, theme)
    await store.set_welcomed(tx, member_id)


async def set_theme(tx: Tx, member_id: int, theme: str) -> None:
    """The member's pages look as chosen; an empty choice changes nothing."""
    if theme in dict(THEMES):
        await store.set_theme(tx, member_id, theme)
