"""Whether a word that is a name too stands for a person: who acts, is told, is introduced, signs."""

from __future__ import annotations

from typing import Final

from ...text.tokens import Reading
from ..gazetteer import Gazetteer, longest
from ..naming import starts_sentence
from ..scan import word_set
from ..vocabulary import everyday
from ..wordlists import word_lists

_LISTS: Final = word_lists("names_around", "acting")
_TELLING: Final = _LISTS["telling"]
_BEING: Final = frozenset(["is", "was", "est", "etait"])
_MINE: Final = frozenset(["my", "our", "his", "her", "mon", "ma", "notre", "sa", "son"])
_MATES: Final = _LISTS["mates"]
_JOINING: Final = word_set("then and but when because after before until so while pis puis et quand mais apres lorsque")
_PAST: Final = _LISTS["past"]
_NEVER_SMALL: Final = _LISTS["never_small"]
_NO_THING: Final = _LISTS["no_thing"]
_SIGNED: Final = 4


def is_told(words: tuple[str, ...], index: int) -> bool:
    """Whether somebody is spoken to: « parlé à Clément », "wrote to Hope"."""
    return index > 1 and words[index - 1] in ("a", "to", "with") and words[index - 2] in _TELLING


def may_act(words: tuple[str, ...], index: int) -> bool:
    """A cheap gate: does a word follow that may tell what a person did?"""
    return index + 1 < len(words) and (words[index + 1] in _PAST or words[index + 1] == "from")


def is_introduced(reading: Reading, lists: Gazetteer, last: int) -> bool:
    """ "Ginger is my sponsor", « Aimée était ma coéquipière », "Rose from the group", "Hope, my roommate"."""
    words, after = reading.tokens.words, last + 1
    if after + 1 >= len(words):
        return False
    if reading.gap(last) == ", " or (words[after] in _BEING and reading.gap(last) == " "):
        start = after if reading.gap(last) == ", " else after + 1
        return start + 1 < len(words) and (
            longest(lists.relatives, words, start) > 0 or (words[start] in _MINE and words[start + 1] in _MATES)
        )
    return words[after] == "from" and words[after + 1] in ("the", "my", "our") and words[last] in _NO_THING


def is_signed(reading: Reading, index: int, last: int) -> bool:
    """ "— Mich, Amos": a name that begins the last line, after a dash, with little behind it."""
    if not index or len(reading.tokens.words) - last > _SIGNED or "-" not in reading.gap(index - 1):
        return False
    return "\n" in reading.gap(index - 1)


def acts(reading: Reading, lists: Gazetteer, index: int) -> bool:
    """ "then mark walked in", « pis jo dit », "with jo": a small letter where only a person can stand."""
    words = reading.tokens.words
    word = words[index]
    if (
        word in _NEVER_SMALL
        or (word in lists.not_names and word != "june")
        or word not in lists.also_small
        or index + 1 >= len(words)
    ):
        return False
    before = words[index - 1] if index else ""
    begins = starts_sentence(reading, index) or before in _JOINING
    if begins and words[index + 1] in _PAST and reading.gap(index) == " ":
        return True
    free = word not in everyday() and len(word) > 1 and reading.lang == "fr"
    if free and (before in ("avec", "chez") or (begins and words[index + 1] in lists.deeds)):
        return True
    return begins and words[index + 1] == "from" and word in _NO_THING and words[index + 2 : index + 3] == ("the",)
