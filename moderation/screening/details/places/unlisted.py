"""Towns no list holds: mistyped, after a word of place, or by their make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ...text.tokens import Reading
from ..gazetteer import Gazetteer
from ..naming import is_known_name
from ..scan import word_set
from ..vocabulary import is_ordinary, is_slip

# "a" is an article in English: "for a Protecteur" names no town.
_WEAK_CUES: Final = {
    "en": frozenset(["in", "near", "from", "outside"]),
    "fr": frozenset(["pres", "vers", "a", "en", "in", "from"]),
}
_SHORTEST: Final = 4
_LONG_TOWN: Final = 6
_LONGEST: Final = 30
# A word of place that a capital name follows or precedes: "Baker Brook", "Lac Brochet", "Cole Harbour".
_ENDS: Final = word_set(
    "lake bay brook creek river harbour harbor falls cove beach island point ridge heights valley mountain "
    "hill hills springs landing mills junction crossing corners station narrows inlet sound arm head bend "
    "rapids grove park ranch village reserve"
)
Find = tuple[int, bool, str]


def find(  # noqa: PLR0911 - a ladder of rules, the strongest first
    reading: Reading, lists: Gazetteer, index: int, *, cued: bool
) -> Find | None:
    """The last word of the town at `index`, whether it is sure, and why."""
    word = reading.tokens.words[index]
    if (
        not _SHORTEST <= len(word) <= _LONGEST
        or not word.isalpha()
        or word in lists.not_names
        or word in lists.kept_places
    ):
        return None
    mistyped = _cued_slip(reading, lists, index, cued=cued)
    if mistyped:
        return mistyped
    named = word in lists.given or word in lists.surnames
    capital = reading.is_capital(index) and not reading.folded.raw.isupper()
    typed = reading.typed(index)
    meant = None if named or len(word) < 6 else _near(lists.typos, word)
    if meant is not None and not is_ordinary(word):
        sure = cued or capital or has_weak_cue(reading.tokens.words, index) or not is_slip(word)
        return index, sure, "listed place, mistyped"
    if is_ordinary(word) or (typed.isupper() and len(word) < 6):
        return None
    last = _extent(reading, index)
    if cued and capital:
        return last, True, "unknown word after a place cue"
    if cued and not named and not is_slip(word):
        return last, True, "unknown word after a place cue, in lower case"
    before = reading.tokens.words[index - 1] if index else ""
    if capital and not named and before in _WEAK_CUES[reading.lang] and reading.gap(index - 1) == " ":
        return last, not is_slip(word), "unknown word after a place word"
    if capital and last > index and reading.tokens.words[last] in _ENDS:
        return last, True, "place by its make"
    return None


def _cued_slip(reading: Reading, lists: Gazetteer, index: int, *, cued: bool) -> Find | None:
    """ "in bordon", "my ex in Regnia": towns that are names too count only after a word of place."""
    word = reading.tokens.words[index]
    if len(word) < _LONG_TOWN or not (cued or has_weak_cue(reading.tokens.words, index)):
        return None
    if is_ordinary(word) or word in lists.also_words or is_known_name(lists, word):
        return None
    return (index, True, "listed place, mistyped") if _near(lists.name_typos, word) else None


def _extent(reading: Reading, index: int) -> int:
    last = index
    words = reading.tokens.words
    while last + 1 < len(words) and last - index < 3 and reading.gap(last) in (" ", "-"):
        follows = reading.is_capital(last + 1) or reading.gap(last) == "-" or words[last + 1] in _ENDS
        if not follows or not reading.is_open(last + 1):
            break
        last += 1
    return last


def _near(typos: Mapping[str, str], word: str) -> str | None:
    """The listed place one letter away, or None."""
    found = typos.get(word)
    if found is not None:
        return found
    for place in range(len(word)):
        shorter = typos.get(word[:place] + word[place + 1 :])
        if shorter is not None and abs(len(shorter) - len(word)) < 2 and shorter[0] == word[0]:
            return shorter
    return None


def has_weak_cue(words: tuple[str, ...], index: int) -> bool:
    """Whether a little word of place stands before."""
    return index > 0 and words[index - 1] in ("in", "at", "near", "from", "a", "to")
