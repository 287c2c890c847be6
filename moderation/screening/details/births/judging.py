"""Whether a date is somebody's birth: what stands before it, after it, or between it and the one before."""

from __future__ import annotations

import re
from typing import Final

from ...text.tokens import Reading, words_in
from ..wordlists import word_lists
from .cues import AFTERWARDS, CORRECTED, CUE, SAID_BORN
from .dates import Date

_LISTS: Final = word_lists("dates", "births")
_LINKERS: Final = _LISTS["linkers"]
_OTHER_DAYS: Final = _LISTS["other_days"]
# Letters before a date in which a cue counts; from a cue to its date with other words between, and in the next
# sentence; words between a cue and its date.
_BACK, _REACH, _FAR, _NEAR = 110, 45, 90, 7
_FIGURATIVE: Final = (" d'un", " de la ", " de l'", " out of ", " of ", " from ")  # « née d'une colère »
_YEARS: Final = range(1925, 2013)


def is_cued(reading: Reading, date: Date) -> bool:
    """Whether what stands before a date says that it is somebody's birth."""
    text = reading.folded.text
    cues = list(CUE.finditer(text, max(0, date.words - _BACK), date.words))
    if not cues or not _is_meant(reading, cues[-1]):
        return False
    cue, gap = cues[-1], text[cues[-1].end() : date.words]
    words = words_in(gap)
    ends = sum(gap.count(mark) for mark in ".!?\n\x00") - gap.startswith(".")
    if gap.startswith(_FIGURATIVE):
        return False
    if ends <= 0 and len(words) < _NEAR and all(word in _LINKERS for word in words):
        return not (date.named and ("and" in words or "et" in words))
    return not date.named and _is_far_cue(text, cue, date, words, ends)


def _is_far_cue(text: str, cue: re.Match[str], date: Date, words: list[str], ends: int) -> bool:
    """With other words between: a whole date in the same sentence, or one of an age to be a birth in the next."""
    length, names = date.words - cue.end(), bool(cue.group("naming"))
    if ends > 0:
        return names and date.full and ends < 2 and length <= _FAR and _is_old(text, date)
    if not _OTHER_DAYS.isdisjoint(words):
        return False
    return length <= _REACH if date.full else names and len(words) <= 3


def _is_meant(reading: Reading, cue: re.Match[str]) -> bool:
    """« né » needs its accent, or a verb before it or a date right after; "b." stands alone."""
    word = cue.group()
    if word not in ("ne", "nes"):
        return True
    return "\u00e9" in reading.folded.typed(*cue.span()).lower() or (
        SAID_BORN.search(reading.folded.text[max(0, cue.start() - 8) : cue.end() + 5]) is not None
    )


def _is_old(text: str, date: Date) -> bool:
    """A year in which somebody who writes here can be born; one in words is taken to be."""
    return date.year in _YEARS or (not date.year and text[date.words].isalpha() and text[date.end - 1].isalpha())


def is_cued_after(text: str, date: Date) -> bool:
    """ "March 3 is my birthday", « 19820611, ma date de fête »."""
    found = AFTERWARDS.match(text[date.end : date.end + 100])
    if found is None or date.named:
        return False
    gap = found.group("gap")
    words = words_in(gap)
    if any(mark in gap for mark in ".!?"):
        return date.full and (not date.year or date.year in _YEARS) and len(words) < 8 and gap.count(".") < 2
    return len(words) < (12 if date.full else 6) and _OTHER_DAYS.isdisjoint(words)


def goes_on(text: str, born: list[tuple[int, int]], date: Date) -> bool:
    """The same birth once more: "jan 5, no wait they wrote jan 6"."""
    return bool(born) and CORRECTED.match(text[born[-1][1] : date.start][:_REACH]) is not None
