"""Units by what they are called aloud: a bare number, one word of a regiment's name, a ship without its HMCS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..named import institution
from ..scan import word_set
from ..wordlists import entries, longest, phrases_of, table

_LISTS: Final = table("units_oral")
_SQUADRONS: Final = frozenset(entries({"numbers": _LISTS["squadrons"]["numbers"]}))
_ROADS: Final = frozenset(entries({"numbers": _LISTS["squadrons"]["also_roads"]}))
_REGIMENTS: Final = frozenset(entries(_LISTS["regiments"]))
_SHORT: Final = phrases_of(entries(_LISTS["short"]))
_SHIPS: Final = phrases_of(entries({"names": _LISTS["ships"]["names"]}))
_ASHORE: Final = phrases_of(entries({"names": _LISTS["ships"]["ashore"]}))

_NTH: Final = ("", "e", "eme", "ieme")
_NUMBERS: Final = frozenset(f"{number}{end}" for number in _SQUADRONS | _ROADS for end in _NTH) | _REGIMENTS
_NAME_WORDS: Final = frozenset([*_SHORT, *_SHIPS, *_ASHORE])
_SHORT_CUES: Final = word_set("the les des aux")
_ABOARD: Final = word_set("on aboard off sailed sur bord embarque embarquee")
_ASHORE_CUES: Final = word_set("at in from to a de")
_ARTICLES: Final = word_set("the le la l du")

_END: Final = (
    r"(?=\s?[,.;!?)\"\u00bb]|\s(?:a|au|aux|en|de\s(?:19|20)\d\d|pendant|pis|et|quand|entre|comme|depuis|dans|pour|ou|avec|in|at|and|but"
    r"|when|for|out|was|were|is|had|they|we|i|hangar|from|as|he|she|before|after|until|while|during)\b(?!\s\d{1,3}\b)|\s?\Z)"
)
_SERVED: Final = (
    r"(?:servi|service|carriere|ans|annees|mute|mutee|poste|postee|passe|passee|entre|entree|enrole|enrolee|fait|transfere|transferee"
    r"|attache|attachee|deploye|deployee|tour|mission)"
)
_FOLK: Final = (
    r"(?:gars|gang|anciens?|ancienne|boys|filles?|veterane?s?|caporal|caporale|soldate?s?|sergente?|officiers?|capitaine|adjudant|adjum|major"
    r"|padre|medic|mess|monde|infirmiere|infirmier|technicienne|technicien|pilotes?|commandant|cmdt|colonel|recrues?|party|hangar)"
)
_NUMBERED: Final = re.compile(
    rf"\b(?P<served>{_SERVED}\b[^.!?\n\x00]{{0,30}}?\b(?:avec|dans)\sle\s|{_FOLK}\s(?:de\s)?du\s)(?P<number>\d{{2,3}}(?:e|eme|ieme)?|1er){_END}"
)
_FLEW: Final = re.compile(
    r"\b(?:with|flew|served|posted|joined|attached|worked|tech|pilot|left|in)\s(?:with\s|to\s|for\s|at\s|in\s)?the\s(?P<number>4\d\d)"
    + _END
)
# A squadron is « le », a road « la ».
_NTH_ALONE: Final = re.compile(r"\b(?:le|au|du)\s(?P<number>4\d\d(?:e|eme|ieme))\b")
_COUNTED: Final = word_set(_LISTS["no_unit"]["counted"])


def oral_units(reading: Reading) -> Iterator[Redaction]:
    """« Le 425e », "with the 442", « les gars du 22 », « des Voltigeurs », "on the Fredericton"."""
    if reading.has_word(_NUMBERS):
        yield from _by_number(reading)
    if reading.has_word(_NAME_WORDS):
        yield from _by_name(reading)


def _by_number(reading: Reading) -> Iterator[Redaction]:
    text = reading.open_text
    for found in _NUMBERED.finditer(text):
        if found.group("number") in _REGIMENTS or found.group("number")[:3] in _SQUADRONS | _ROADS:
            yield institution(reading, found.span("number"), "unit by its number alone")
    for found in _FLEW.finditer(text):
        served = not found.group().startswith("in ")
        if found.group("number") in (_SQUADRONS | _ROADS if served else _SQUADRONS):
            yield institution(reading, found.span("number"), "squadron by its number alone")
    for found in _NTH_ALONE.finditer(text):
        following = text[found.end("number") + 1 : found.end("number") + 16].split()
        if found.group("number")[:3] in _SQUADRONS | _ROADS and not (
            following and following[0].rstrip(",.s") in _COUNTED
        ):
            yield institution(reading, found.span("number"), "squadron by its number alone")


def _by_name(reading: Reading) -> Iterator[Redaction]:
    words = reading.tokens.words
    for index, word in enumerate(words):
        if index == 0 or word not in _NAME_WORDS or not reading.is_capital(index):
            continue
        before, second = words[index - 1], words[index - 2] if index > 1 else ""
        if before in _SHORT_CUES and word in _SHORT:
            length = longest(_SHORT, words, index)
        elif before in _ARTICLES and second in _ABOARD and word in _SHIPS:
            length = longest(_SHIPS, words, index)
            length = length if _stands_alone(reading, index + length - 1) else 0
        elif before in _ASHORE_CUES and word in _ASHORE:
            length = longest(_ASHORE, words, index)
        else:
            continue
        if length:
            span = reading.tokens.starts[index], reading.tokens.ends[index + length - 1]
            yield institution(reading, span, "unit by its short name")


_ALONE: Final = re.compile(_END)


def _stands_alone(reading: Reading, index: int) -> bool:
    """ "On the Ottawa side" is no ship."""
    return _ALONE.match(reading.folded.text, reading.tokens.ends[index]) is not None or reading.gap(index)[:1] != " "
