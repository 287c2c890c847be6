"""Names no list knows: an unknown word with a capital where people stand, or acting as people do."""

from __future__ import annotations

from typing import Final

from ...text.tokens import Reading
from ..gazetteer import Gazetteer
from ..naming import Find, extent, is_dotted, starts_sentence
from ..vocabulary import is_ordinary, is_slip
from .acting import is_told
from .listed import DETERMINERS, is_person_here

_SHORTEST: Final = 3


def find(  # noqa: PLR0911 - a ladder of rules, the strongest first
    reading: Reading, lists: Gazetteer, index: int, *, shouted: bool
) -> Find | None:
    """A name by how an unknown word is used; doubtful when only its capital speaks for it."""
    word = reading.tokens.words[index]
    if len(word) < _SHORTEST or shouted or word in lists.not_names or word in lists.cue_words or not word.isalpha():
        return None
    if word in lists.places or word in lists.ambiguous_places or word in lists.kept_places or word in lists.units:
        return None
    if is_ordinary(word):
        return None
    if not reading.is_capital(index):
        return _lower(reading, lists, index, word)
    typed = reading.typed(index)
    if typed.rstrip("s").isupper() or _is_camel(typed) or _is_part(reading, index):
        return None
    last = extent(reading, lists, index, shouted=shouted)
    first_of_sentence = starts_sentence(reading, index)
    person = is_person_here(reading, lists, index, last, strict=False)
    if first_of_sentence:
        if is_slip(word) and last == index:
            return None
        sure = person or last > index
        return Find(index, last, sure, "unknown word that begins a sentence", is_dotted(reading, last))
    sure = person or last > index or not is_slip(word)
    return Find(index, last, sure, "unknown word with a capital", is_dotted(reading, last))


def _lower(reading: Reading, lists: Gazetteer, index: int, word: str) -> Find | None:
    """ "told shanelle", "szabo said": flagged when a person is meant and the word is no slip of the keyboard."""
    words = reading.tokens.words
    if index and words[index - 1] in DETERMINERS:
        return None
    after = index + 1 < len(words) and words[index + 1] in lists.deeds and reading.gap(index) == " "
    before = index > 0 and words[index - 1] in lists.social and reading.gap(index - 1) == " "
    told = is_told(words, index)
    if not (after or before or told) or len(word) < 4 or is_slip(word):
        return None
    return Find(index, index, after and (before or told), "unknown word where a name stands")


def _is_camel(typed: str) -> bool:
    return (
        any(letter.isupper() for letter in typed[1:])
        and not typed[1:].isupper()
        and not typed.startswith(("Mc", "Mac", "De", "La", "Le", "O"))
    )


def _is_part(reading: Reading, index: int) -> bool:
    """A piece of a hashtag, an address, a file name."""
    start = reading.tokens.starts[index]
    return reading.folded.text[max(0, start - 1) : start] in ("#", "@", "_", "/", "\\")
