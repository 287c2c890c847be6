"""What somebody who is still writing may be told: one calm hint for each detail, and an offer of help.

The board knows neither phrases nor lists: whoever starts it hands it a `Mirror`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from app.kernel.i18n import N_, translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One finding in a text that nobody has sent: a detail with its letters, or (`is_danger`) a sign of danger."""

    kind: str
    letters: str = ""
    is_sure: bool = False
    is_danger: bool = False


class Mirror(Protocol):
    """Looks at a text that is being written; the screening library is one."""

    def look(self, text: str) -> list[Hint]:
        """Every finding, in the order of the text. Keeps nothing of it; may be asked by several threads."""
        ...


SURE: Mapping[str, str] = {
    "PERSON": N_("This looks like a name. Guides take names out to protect you."),
    "LOCATION": N_("This looks like a place. Guides take places out to protect you."),
    "ORG_UNIT": N_("This looks like a unit, base, school or employer. Guides take these out to protect you."),
    "EMAIL": N_("This looks like an e-mail address. Guides take these out to protect you."),
    "PHONE": N_("This looks like a phone number. Guides take these out to protect you."),
    "POSTAL_CODE": N_("This looks like a postal code. Guides take these out to protect you."),
    "ADDRESS": N_("This looks like a street address. Guides take these out to protect you."),
    "HANDLE": N_("This looks like a name used on another site. Guides take these out to protect you."),
    "URL": N_("This looks like a link. Guides take links out to protect you."),
    "ID_NUMBER": N_("This looks like a number that belongs to one person. Guides take these out to protect you."),
    "DATE_OF_BIRTH": N_("This looks like a birth date. Guides take these out to protect you."),
}
OTHER_SURE = N_("This looks like a personal detail. Guides take these out to protect you.")

DOUBTFUL: Mapping[str, str] = {
    "PERSON": N_("This may be a name. If it is one, guides take it out to protect you."),
    "LOCATION": N_("This may be a place. If it is one, guides take it out to protect you."),
    "ORG_UNIT": N_("This may be a unit, base, school or employer. If it is one, guides take it out to protect you."),
    "EMAIL": N_("This may be an e-mail address. If it is one, guides take it out to protect you."),
    "PHONE": N_("This may be a phone number. If it is one, guides take it out to protect you."),
    "POSTAL_CODE": N_("This may be a postal code. If it is one, guides take it out to protect you."),
    "ADDRESS": N_("This may be a street address. If it is one, guides take it out to protect you."),
    "HANDLE": N_("This may be a name used on another site. If it is one, guides take it out to protect you."),
    "URL": N_("This may be a link. If it is one, guides take it out to protect you."),
    "ID_NUMBER": N_("This may be a number that belongs to one person. If so, guides take it out to protect you."),
    "DATE_OF_BIRTH": N_("This may be a birth date. If it is one, guides take it out to protect you."),
}
OTHER_DOUBTFUL = N_("This may be a personal detail. If it is one, guides take it out to protect you.")


def words_of(hint: Hint, lang: str) -> str:
    """A detail's hint in one language; a kind that nobody knows yet still makes a sentence."""
    if hint.is_sure:
        return translate(lang, SURE.get(hint.kind, OTHER_SURE))
    return translate(lang, DOUBTFUL.get(hint.kind, OTHER_DOUBTFUL))


def details_of(hints: list[Hint], *, most: int) -> list[Hint]:
    """At most so many details, each once: sure ones before doubtful ones, otherwise as they stand in the text."""
    once: dict[tuple[str, str], Hint] = {}
    for hint in sorted(hints, key=lambda hint: not hint.is_sure):
        if not hint.is_danger and hint.letters.strip():
            once.setdefault((hint.kind, hint.letters.casefold()), hint)
    return list(once.values())[:most]
