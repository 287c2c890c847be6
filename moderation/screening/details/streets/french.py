"""French streets: by number, type and name, by their own number, or the ones that every town has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..named import is_capital
from ..scan import Found, Pattern
from ..vocabulary import is_ordinary
from ..windows import has_capital, has_number, windows
from ..wordlists import words_of_entries
from .shapes import FIGURES, NUMBER, SAID_FR, TAIL, address, any_listed, listed

_TYPE, _KNOWN = any_listed("french", "types"), any_listed("french", "known")
_IN_EVERY_TOWN: Final = frozenset(listed("french", "known"))
_NEED_NUMBER: Final = frozenset(listed("french", "need_number"))
_MEASURED: Final = frozenset(listed("french", "measured"))
_FRENCH_WORDS: Final = words_of_entries(listed("french", "types", "types_short")) - words_of_entries(
    ["cul-de-sac", "rond-point"]
)
_NAME: Final = (
    r"(?:(?:de\s+la|de\s+l'|de|des|du|la|le|les|saint|sainte|st|ste|d'|l')[\s-]{0,1}){0,2}"
    r"(?:[a-z0-9][\w'/-]{1,35}|\d{1,4})(?:-[\w'/-]{1,25}){0,4}"
)
_RUE: Final = Pattern(
    rf"(?<![\w.])(?:{NUMBER}(?:de\s+la\s+|sur\s+(?:la\s+)?)?)?(?P<type>{_TYPE})\s"
    rf"(?P<name>{_NAME}(?:\s(?:nord|sud|est|ouest)\b|\s(?:[nseo])(?=[\s,.;!?\n]|\Z))?){TAIL}"
)
_COUNTED: Final = Pattern(
    rf"(?<![\w.])(?P<number>{FIGURES},?\s)?(?P<street>\d{{1,3}}(?:e|eme|re|er|ieme)\s(?:avenue|rue|rang|boulevard|boul)(?:\s(?:nord|sud|est|ouest))?"
    rf"|(?:avenue|rue|rang)\s\d{{1,3}}(?:e|eme)?)\b{TAIL}"
)
_LOWER: Final = Pattern(rf"\b(?:sur|su|dans|pres\sde)\s(?:la\s)?(?P<street>rue\s{_KNOWN})(?!\w)")
_COUNTED_WORDS: Final = frozenset(["avenue", "rue", "rang", "boulevard", "boul"])


def streets_fr(reading: Reading) -> Iterator[Redaction]:
    """« 14, rue Vimy », « la 3e Avenue », « sur la rue Principale »."""
    if not reading.has_word(_FRENCH_WORDS):
        return
    text = reading.folded.text
    for first, stop in windows(reading, _FRENCH_WORDS, before=9, after=12, worth=_may_be_rue):
        for found in _RUE.find(text, first, stop):
            if _is_rue(reading, found):
                yield address(reading, found.span(), "adresse")
    if reading.has_word(_COUNTED_WORDS):
        for found in _COUNTED.find(text) if reading.has_digits() else ():
            if found.group("number") or "rang" not in found.group("street") or "Rang" in _typed(reading, found):
                yield address(reading, found.span(), "numbered street")
        for found in _LOWER.find(text):
            yield address(reading, found.span("street"), "street of every town", sure="principale" not in found.text)


def _typed(reading: Reading, found: Found) -> str:
    return reading.folded.typed(*found.span())


def _may_be_rue(reading: Reading, index: int) -> bool:
    """A cheap gate: a number before the type of a street, or a capital after it."""
    numbered = has_number(reading, index - 3, index, SAID_FR)
    return numbered or (reading.tokens.words[index] not in _NEED_NUMBER and has_capital(reading, index + 1, index + 5))


def _is_rue(reading: Reading, found: Found) -> bool:
    """With a number nearly always, unless something is counted or measured; without one by its capital."""
    kind, number, text = found.group("type").rstrip("."), found.group("number"), reading.folded.text
    start, end = found.span("name")
    capital = any(is_capital(reading, place) for place in _beginnings(text, start, end))
    if not number:
        if kind in _NEED_NUMBER or not capital:
            return False
        if kind == "montee" and reading.folded.text[: found.span()[0]][-3:] not in ("la ", "la-"):
            return False  # « ma sœur est montée de Victoriaville »
        return kind not in ("montee", "rang", "allee") or not _is_mere_word(found)
    if not capital and is_ordinary(found.group("name")) and found.group("name") not in _IN_EVERY_TOWN:
        return False
    if kind in ("rue", "avenue", "boulevard", "boul", "chemin", "rang") and not _is_measure(text, end):
        return capital or not _is_measure(text, found.span("type")[1]) or kind != "chemin"
    return (
        capital
        or found.group("name").isdigit()
        or (kind not in _MEASURED and not _is_measure(text, found.span("type")[1]))
    )


def _is_mere_word(found: Found) -> bool:
    """« montée de lait »: the name begins with an everyday word."""
    word = found.group("name").split(" ")[-1].split("-")[0]
    return word not in ("st", "ste", "saint", "sainte") and is_ordinary(word)


def _beginnings(text: str, start: int, end: int) -> list[int]:
    """Where the words of a name begin: « de la Montagne », « d'Youville », « l'Église »."""
    return [start, *(place + 1 for place in range(start, end) if text[place] in " '-" and place + 1 < end)]


def _is_measure(text: str, end: int) -> bool:
    """« 3 places pour », « 2 parcs qui »: a little word goes on where a name would stand."""
    return text[end : end + 5].strip().split(" ")[0] in ("pour", "de", "a", "par", "et", "qui", "que")
