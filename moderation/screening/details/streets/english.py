"""English streets: by number, name and type, or by name and type alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..named import is_capital
from ..scan import Found, Pattern
from ..windows import has_number, windows
from ..wordlists import words_of_entries
from .shapes import NUMBER, SAID_EN, TAIL, address, any_listed, listed, one_of

_CLEAR, _VAGUE = any_listed("english", "clear"), any_listed("english", "vague")
_STREET: Final = Pattern(
    rf"{NUMBER}(?P<name>(?:[a-z][\w'.-]{{1,25}}|\d{{1,3}}(?:st|nd|rd|th))(?:\s[a-z][\w'.-]{{0,25}}){{0,2}})\s"
    rf"(?:(?P<clear>{_CLEAR})|(?P<vague>{_VAGUE}))(?!\w){TAIL}"
)
_STREET_WORDS: Final = frozenset(listed("english", "alone"))
_ALONE: Final = Pattern(
    rf"\b(?P<cue>(?:on|at|off|down|onto|along|of|near|by|the|to|from|and)\s)(?P<street>"
    rf"(?P<name>(?!(?:{one_of(listed('english', 'no_name'))})\b)"
    rf"(?:[a-z][\w'.-]{{2,25}}(?:\s[a-z][\w'-]{{2,25}})?|\d{{1,3}}(?:st|nd|rd|th)))\s(?P<type>{one_of(_STREET_WORDS)}))\b"
    + TAIL
)
_TYPE_WORDS: Final = words_of_entries(listed("english", "clear", "clear_short", "vague", "vague_short"))
# What is counted, measured or told the way to is no name of a street.
_COUNTED: Final = frozenset(listed("english", "counted"))
_EVERYDAY: Final = frozenset(listed("english", "everyday"))
_WHERE: Final = ("on ", "at ", "off ")


def streets_en(reading: Reading) -> Iterator[Redaction]:
    """ "14 Queen Street", and "on Queen Street" where the name shows that it is one."""
    if not reading.has_word(_TYPE_WORDS):
        return
    text = reading.folded.text
    for first, stop in windows(reading, _TYPE_WORDS, before=12, after=6, worth=_has_number_before):
        for found in _STREET.find(text, first, stop):
            if _is_street(reading, found.span("name"), vague=bool(found.group("vague"))):
                yield address(reading, found.span(), "street address")
    for first, stop in windows(reading, _STREET_WORDS, before=6, after=6):
        for found in _ALONE.find(text, first, stop):
            if _is_named(reading, found):
                yield address(reading, (found.span("name")[0], found.span()[1]), "street by its type")


def _has_number_before(reading: Reading, index: int) -> bool:
    """Whether a number stands as near before the type of a street as its name allows."""
    return has_number(reading, index - 6, index, SAID_EN)


def _is_street(reading: Reading, span: tuple[int, int], *, vague: bool) -> bool:
    """A name that counts nothing; before a type that is an everyday word, one with its capital."""
    words = reading.folded.text[span[0] : span[1]].split()
    if not _COUNTED.isdisjoint(words):
        return False
    return not vague or is_capital(reading, span[0])


def _is_named(reading: Reading, found: Found) -> bool:
    """A name with its capital, or in lower case after "on" a word that is no everyday adjective."""
    start, end = found.span("name")
    name = found.group("name")
    if not _COUNTED.isdisjoint(name.split()):
        return False
    if name[0].isdigit():
        return is_capital(reading, found.span("type")[0]) or found.group("cue") in _WHERE
    last = reading.folded.text.rfind(" ", start, end) + 1 or start
    if is_capital(reading, start) or is_capital(reading, last):
        return True
    return found.group("cue") in _WHERE and " " not in name and name not in _EVERYDAY
