"""Bases, ships, wings, squadrons, regiments, companies: by list and by the way they are written."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .gazetteer import load_gazetteer, longest
from .redacting import redaction
from .scan import has_mixed_word
from .unit_shapes import (
    BASE,
    BASE_WORDS,
    CAREFUL,
    HASHED,
    HEAD_WORDS,
    HEADED,
    LETTERED,
    LETTERED_WORDS,
    NUMBERED,
    NUMBERED_WORDS,
    SAID_FIRST,
    SAID_WORDS,
    SHORT,
    UNIT,
    UNIT_WORDS,
)
from .vocabulary import is_ordinary


def units(reading: Reading) -> Iterator[Redaction]:
    """Bases, ships, wings, squadrons and regiments."""
    text = reading.open_text
    if reading.has_word(BASE_WORDS):
        yield from _bases(reading)
    if "hmcs" in text or "ncsm" in text or "cfb" in text or "bfc" in text:
        for found in HASHED.find(text):
            yield _unit(reading, found.span(), "base or ship, glued")
    if reading.has_digits():
        yield from _numbered(reading)
    for found in SAID_FIRST.find(text) if reading.has_word(SAID_WORDS) else ():
        yield _unit(reading, found.span(), "unit with its number said")
    for found in LETTERED.find(text) if reading.has_word(LETTERED_WORDS) else ():
        sure = reading.folded.typed(*found.span()) != found.text or len(found.text) > 12
        yield _unit(reading, found.span(), "lettered unit", sure=sure)
    if reading.has_word(UNIT_WORDS):
        yield from _named(reading)
    lists = load_gazetteer()
    words = reading.tokens.words
    for index, word in enumerate(words):
        length = longest(lists.units, words, index) if word in lists.units else 0
        # "Canadian Forces Joint Signal Regiment" begins like a public body that is kept.
        if length and (reading.is_open(index) or reading.is_open(index + length - 1)):
            end = reading.tokens.ends[index + length - 1]
            yield _unit(reading, (reading.tokens.starts[index], end), "listed unit")


def _numbered(reading: Reading) -> Iterator[Redaction]:
    text = reading.open_text
    words = reading.tokens.words
    may_hold = not HEAD_WORDS.isdisjoint(words) or has_mixed_word(words)
    for found in UNIT.find(text) if may_hold else ():
        start, end = found.span()
        named = found.span("name")
        if named[0] >= 0 and not (reading.folded.typed(named[0], named[0] + 1).isupper() and _belongs(text, named[0])):
            end = len(text[start : named[0]].rstrip()) + start
        if text[start].isdigit() or start:
            head = text[start:end].split()
            if head[-1] in SHORT and not reading.folded.typed(start, end)[-len(head[-1]) :][:1].isupper():
                continue
            if not text[start].isdigit() and text[start:end].split()[0].strip("-") in (
                "one",
                "two",
                "three",
                "five",
                "second",
                "first",
            ):
                continue
        yield _unit(reading, (start, end), "numbered unit")
    if reading.has_word(NUMBERED_WORDS):
        for found in NUMBERED.find(text):
            yield _unit(reading, found.span(), "course or platoon")


def _belongs(text: str, place: int) -> bool:
    """ "4 Wing Cold Lake", « 17e Escadre Winnipeg »: only right after the unit and a single space."""
    return text[place - 1 : place] == " " and text[place - 2 : place - 1].isalnum()


def _bases(reading: Reading) -> Iterator[Redaction]:
    lists = load_gazetteer()
    for found in BASE.find(reading.open_text):
        start, end = found.span("name")
        capital = reading.folded.typed(start, start + 1).isupper()
        name = found.group("name")
        listed = (name,) in lists.places.get(name, ()) or (name,) in lists.ambiguous_places.get(name, ())
        if found.group("head") in CAREFUL and not (listed or (capital and not is_ordinary(name))):
            continue
        if found.group("head") not in ("hmcs", "ncsm") and not (capital or listed) and is_ordinary(name):
            continue
        second = found.span("second")
        if second[0] >= 0 and _goes_on(reading, second, found.group("second"), capital=capital):
            end = second[1]
        yield _unit(reading, (found.span()[0], end), "base or ship")


def _goes_on(reading: Reading, second: tuple[int, int], word: str, *, capital: bool) -> bool:
    if reading.open_text[second[0] - 1] == "-":
        return True
    return (capital and reading.folded.typed(second[0], second[0] + 1).isupper()) or word in (
        "lake",
        "jaw",
        "bay",
        "jean",
        "johns",
        "hubert",
    )


def _named(reading: Reading) -> Iterator[Redaction]:
    """ "North Saskachewan Regment": capitals before a word that only units end in."""
    for found in HEADED.find(reading.open_text):
        start = found.span()[0]
        for place, word in _pieces(reading.open_text, *found.span("name")):
            if (reading.folded.typed(place, place + 1).isupper() and not is_ordinary(word)) or (
                word in ("royal", "north", "west", "south", "queen's", "king's", "first", "black", "canadian")
                and reading.folded.typed(place, place + 1).isupper()
            ):
                start = place
                break
        else:
            continue
        if not reading.folded.typed(start, found.span()[1]).isupper():
            yield _unit(reading, (start, found.span()[1]), "regiment by its name")


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for word in text[start:end].split(" "):
        if word:
            yield at, word
        at += len(word) + 1


def _unit(reading: Reading, span: tuple[int, int], rule: str, *, sure: bool = True) -> Redaction:
    return redaction(reading, span, Kind.ORG_UNIT, sure=sure, rule=rule)
