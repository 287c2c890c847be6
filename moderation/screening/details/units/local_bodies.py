"""Courses, platoons, cadet corps, branches of the Legion: the body is everybody's, its number is one town's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..named import institution
from ..scan import Pattern
from .shapes import WORDS

_COURSE: Final = Pattern(
    r"\b(?:peloton|platoon|cours|serial|course|corps(?:\sde\scadets)?|troop)\s(?:no\s"
    r"|#)?\d{3,4}[a-z]?\b(?:\s(?:de|du)\s(?:st|ste|saint|sainte)?[\s-]?[a-z][\w'-]+)?"
)
_LOCAL: Final = Pattern(
    r"\b\d{1,4}(?:st|nd|rd|th|e)?\s(?:[a-z][\w'-]{2,15}\s){0,2}?(?:royal\scanadian\s)?(?:army|sea|air|navy(?:\sleague)?)\scadets?"
    r"(?:\s(?:corps|squadron|sqn))?\b"
    r"|\b(?:rcacc|rcscc|rcacs|ccmrc|earc|escadron\sde\scadets|corps\sde\scadets|cadets\sde\sl'air|cadet\s(?:corps|squadron))"
    r"\s(?:no\.?\s|#)?\d{1,4}\b|\b\d{2,4}\s(?:rcacc|rcscc|rcacs|cadet\s(?:corps|squadron))\b"
    r"|\b(?:(?:royal\scanadian\s)?legion,?\s)?branch\s(?:no\.?\s|number\s|#\s?)?\d{1,3}\b(?:\sof\sthe\s(?:royal\scanadian\s)?legion)?"
    r"|\bfiliale\s(?:no\.?\s|numero\s|#\s?)?\d{1,3}\b(?:\sde\sla\slegion)?"
)


def local_bodies(reading: Reading) -> Iterator[Redaction]:
    """« Peloton 0214 », "2643 Army Cadets", "Branch 12 of the Legion"; the Legion alone stays readable."""
    if not reading.has_digits():
        return
    if reading.has_word(WORDS["courses"]):
        for found in _COURSE.find(reading.open_text):
            yield institution(reading, found.span(), "course or platoon")
    if reading.has_word(WORDS["local"]):
        # The name of a public body is blanked in the open text, and its number with a town is not public.
        for found in _LOCAL.find(reading.folded.text):
            yield institution(reading, found.span(), "cadets or branch")
