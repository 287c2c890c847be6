"""Where a capital or a listed name means nobody: pets, radio talk, and what is named after somebody.

A brand after the thing it marks (« poêle Coleman », "Salisbury steak"), a work after its sort (« la toune Harmonium »),
the letters of the radio alphabet in a row, the name of a dog: none of them points to a person or a town.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..text.tokens import Reading
from .scan import word_set
from .wordlists import word_lists

_LISTED: Final = word_lists("nobodies")
_PETS: Final = _LISTED["pets"]
_NAMING: Final = _LISTED["naming"]
_NAMED: Final = word_set("named called name names nomme nommee appelle appelait sappelle sappelait nom baptise")
_OWNERS: Final = word_set("my our his her their the mon ma notre son sa leur le la un une a nos mes")
_OWN: Final = word_set("my our his her their mon ma notre son sa leur nos")
_RADIO: Final = _LISTED["radio"]
# French puts the thing first, English last: « gâteau Reine-Élisabeth », "Allen key".
_HEADS: Final = _LISTED["heads"]
_AFTER: Final = _LISTED["after"]
_TAILS: Final = _LISTED["tails"]
_PLACE_TAILS: Final = _LISTED["dishes"]
_SAINTS: Final = frozenset(["saint", "sainte", "st", "ste"])
_FEASTS: Final = frozenset(["bonne", "tire", "fete", "gateau"])
_ANY: Final = _SAINTS | _PETS | _RADIO | _HEADS | _AFTER | _TAILS | _PLACE_TAILS
_NOUNS_OF: Final = frozenset({"de", "d", "du", "des", "la"})
_FURTHEST: Final = 5
_ROW: Final = 3


def nobodies(reading: Reading) -> frozenset[int]:
    """The words of a text that name no person, whatever their capitals say."""
    if not reading.has_word(_ANY):
        return frozenset()
    return frozenset((*_pets(reading), *_radio(reading), *_things(reading), *_feasts(reading)))


def is_product(reading: Reading, last: int) -> bool:
    """ "Montreal bagels", "Digby scallops": the town a dish is called after says nothing of the writer."""
    words = reading.tokens.words
    return last + 1 < len(words) and words[last + 1] in _PLACE_TAILS and reading.gap(last) == " "


def _pets(reading: Reading) -> Iterator[int]:
    words = reading.tokens.words
    if _PETS.isdisjoint(words):
        return
    pets = [index for index, word in enumerate(words) if word in _PETS and (word != "chat" or reading.lang == "fr")]
    names = {words[at] for index in pets for at in _named(reading, index)}
    if names:
        yield from (index for index, word in enumerate(words) if word in names and reading.is_capital(index))


def _named(reading: Reading, pet: int) -> Iterator[int]:
    """The words a pet is called by: right after it, after "called" or "is", or before « mon chien »."""
    words = reading.tokens.words
    at, said = pet + 1, False
    while at < len(words) and at - pet < _FURTHEST and words[at] in _NAMING and not _ends(reading, at - 1):
        said = said or words[at] in _NAMED or words[at] in ("is", "was", "est")
        at += 1
    close = at < len(words) and not _ends(reading, at - 1) and reading.is_capital(at) and reading.gap(at)[:1] != "'"
    owned = at == pet + 1 and reading.gap(pet) == " " and not _OWN.isdisjoint(words[max(0, pet - 3) : pet])
    if close and (said or owned):
        yield at
    if pet > 1 and words[pet - 1] in _OWNERS and reading.gap(pet - 2) == ", " and reading.is_capital(pet - 2):
        yield pet - 2


def _ends(reading: Reading, index: int) -> bool:
    return any(mark in reading.gap(index) for mark in ".!?;\n(")


def _radio(reading: Reading) -> Iterator[int]:
    """Two letters of the radio alphabet side by side, or more of them in a row; then the others too."""
    words = reading.tokens.words
    places = [index for index, word in enumerate(words) if word in _RADIO]
    if len(places) < 2:
        return
    rows: list[list[int]] = []
    for index in places:
        if rows and rows[-1][-1] == index - 1 and len(reading.gap(index - 1).strip(" ,-.")) == 0:
            rows[-1].append(index)
        else:
            rows.append([index])
    if any(len(row) >= _ROW for row in rows):
        yield from places
        return
    yield from (index for row in rows if len(row) > 1 and reading.gap(row[0]) in (" ", "-") for index in row)


def _things(reading: Reading) -> Iterator[int]:
    words = reading.tokens.words
    for index, word in enumerate(words):
        if word in _TAILS and index and reading.gap(index - 1) == " ":
            yield from _capitals(reading, index - 1, -1)
        if reading.lang != "fr":
            continue
        if word in _HEADS and index + 1 < len(words) and reading.gap(index) == " ":
            yield from _capitals(reading, index + 1, 1)
        if word in _AFTER:
            at = index + 1
            while at < len(words) and at - index < _ROW and words[at] in _NOUNS_OF:
                at += 1
            if at > index + 1:
                yield from _capitals(reading, at, 1)


def _feasts(reading: Reading) -> Iterator[int]:
    """« la Saint-Joseph », « bonne Sainte-Anne », « tire Sainte-Catherine »: a day, and nobody of that name."""
    words = reading.tokens.words
    for index, word in enumerate(words[:-1]):
        before = words[index - 1] if index and word in _SAINTS else ""
        if before in _FEASTS or (before == "la" and word[-1] != "e"):
            yield from (index, index + 1)


def _capitals(reading: Reading, index: int, step: int) -> Iterator[int]:
    """The words with a capital from `index` on, at most three."""
    words = reading.tokens.words
    for at in range(index, index + _ROW * step, step):
        if not 0 <= at < len(words) or not reading.is_capital(at):
            return
        if at != index and reading.gap(min(at, at - step)) not in (" ", "-", "'"):
            return
        yield at
