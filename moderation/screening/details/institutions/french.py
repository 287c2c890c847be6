"""Schools, hospitals, clinics and employers in French, by the word that heads their name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import BLANK, Reading
from ..gazetteer import load_gazetteer
from ..named import any_of, institution, is_capital, listed, pieces_of
from ..scan import Found, Pattern, word_set
from ..windows import has_capital, windows
from .shops import shops

_HEADS: Final = listed("heads", "words")
_LINKS: Final = any_of(listed("heads", "links"))
_BEFORE: Final = Pattern(
    rf"\b(?P<head>{any_of(_HEADS)})(?P<link>(?:\s(?:{_LINKS})(?:(?=\s)|(?<='))){{0,5}})[\s']{{0,2}}"
    r"(?<=[\s'])(?P<name>(?:(?:st|ste|saint|sainte)[\s.-]{1,2})?[a-z0-9][\w'-]{1,30})"
    r"(?P<rest>(?:\s(?:et|&|de\sla|des|du|de|chez|d'|l')?[\s']?[a-z][\w'-]{1,25}){0,3})"
)
_HEAD_WORDS: Final = frozenset(head.replace("-", " ").replace("'", " ").split()[0] for head in _HEADS)
_DRINKS: Final = frozenset(listed("heads", "drinks"))
_SAYINGS: Final = frozenset(listed("heads", "sayings"))
_SOME: Final = word_set("du de un mon ton son notre bon votre d une ma ta sa le vieux petit gros")
_SAINTS: Final = frozenset(["st", "ste", "saint", "sainte"])
_GOES_ON: Final = frozenset(["et", "de", "la", "des", "du", "chez", "&", "le", "a", "les"])


def institutions_fr(reading: Reading) -> Iterator[Redaction]:
    """Institutions whose name stands after « école », « clinique », « garage » …, and shops told by their place."""
    if reading.has_word(_HEAD_WORDS):
        for first, stop in windows(reading, _HEAD_WORDS, before=0, after=10, worth=_may_head):
            for found in _BEFORE.find(reading.folded.text[:stop], first):
                if reading.open_text[found.span()[0]] != BLANK and _is_name(reading, found):
                    end = _rest(reading, found.span("rest"), found.span("name")[1])
                    yield institution(reading, (found.span()[0], end), "établissement nommé")
    yield from shops(reading)


def _may_head(reading: Reading, index: int) -> bool:
    """A cheap gate: a capital, a saint or a listed town soon after the head."""
    places = load_gazetteer().places
    after = reading.tokens.words[index + 1 : index + 6]
    return has_capital(reading, index + 1, index + 7) or any(
        word in _SAINTS or (word,) in places.get(word, ()) for word in after
    )


def _is_name(reading: Reading, found: Found) -> bool:
    """A capital inside the name, a saint, or a listed place; never a country, a title or a verb's « a »."""
    text, lists = reading.folded.text, load_gazetteer()
    start, end = found.span("name")
    name = found.group("name").replace("-", " ").replace("'", " ").split()
    first = name[0] if len(name[0]) > 1 or len(name) < 2 else name[1]
    places = [start, *(at + 1 for at in range(start, end) if text[at] in "-'")]
    capital = any(is_capital(reading, at) for at in places) and not reading.folded.typed(*found.span()).isupper()
    if found.group("head") in _DRINKS and (not capital or _is_some(text, found.span()[0], found.group("head"))):
        return False
    if first in _SAINTS or text[found.span()[0] : end] in _SAYINGS:
        return first in _SAINTS
    if first in lists.kept_places or first in lists.not_names or first in ("canada", "forces"):
        return False
    if found.group("link").split()[-1:] in (["a"], ["au"], ["aux"]):
        return False
    return capital or (text[start - 1] != "'" and (first,) in lists.places.get(first, ()))


def _is_some(text: str, start: int, head: str) -> bool:
    """« du café Maxwell House » is drunk."""
    before = text[max(0, start - 8) : start].replace("'", " ").split()
    return head in ("cafe", "bar", "salle") and bool(before) and before[-1] in _SOME


def _rest(reading: Reading, span: tuple[int, int], end: int) -> int:
    if span[0] < 0:
        return end
    for at, word in pieces_of(reading.folded.text, *span):
        if word[:1].isalpha() and is_capital(reading, at):
            end = at + len(word)
        elif word not in _GOES_ON:
            break
    return end
