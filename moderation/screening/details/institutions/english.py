"""Schools, hospitals, clinics, churches and employers in English, by the word that ends their name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import BLANK, Reading
from ..gazetteer import load_gazetteer
from ..named import any_of, institution, is_capital, listed, pieces_of
from ..scan import Found, Pattern, word_set
from ..vocabulary import is_ordinary
from ..windows import has_capital, windows

_AFTER: Final = Pattern(
    rf"\b(?P<name>(?:[a-z0-9][\w'&-]{{1,22}}\s|&\s|of\s|(?:p|st)\.\s){{1,4}})"
    rf"(?P<end>{any_of(listed('ends', 'tight', 'loose', 'named'))})(?:\sof\s(?P<of>[a-z][\w'-]+))?(?![\w'-])"
    rf"(?P<more>\s(?:[a-z][\w'&-]{{1,15}}\s)?(?:{any_of(listed('ends', 'tight'))})(?![\w'-]))?"
)
_TIGHT: Final = frozenset(listed("ends", "tight"))
_NAMED: Final = frozenset(listed("ends", "named"))
_TITLED: Final = frozenset(listed("ends", "titled"))
_SAYINGS: Final = frozenset(listed("ends", "sayings"))
_END_WORDS: Final = frozenset(
    word for end in listed("ends", "tight", "loose", "named") for word in end.replace("-", " ").split()[-1:]
)
_TIGHT_WORDS: Final = frozenset(end.split()[-1] for end in _TIGHT)
_SMALL: Final = word_set(
    "the at my a an in from our and to this that of with is was every each any i we her his or on near it no go "
    "past by their your for but not some what which don't won't can't didn't isn't wasn't"
)
_LINKS: Final = frozenset(["&", "of", "and", "st.", "p."])
_PLACE_CUES: Final = frozenset(["at", "the", "in", "to", "from", "near", "by", "of", "off", "outside", "behind"])
_RADIO: Final = word_set(
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec "
    "romeo sierra tango uniform victor whiskey yankee zulu"
)


def institutions(reading: Reading) -> Iterator[Redaction]:
    """Places of work, care, study and worship whose name stands before: "Maplewood High School"."""
    if reading.has_word(_END_WORDS):
        for first, stop in windows(reading, _END_WORDS, before=6, after=2, worth=_may_end):
            yield from _named_before(reading, first, stop)


def _may_end(reading: Reading, index: int) -> bool:
    """A cheap gate: a capital before the ending, or in lower case a word that is no everyday one."""
    if has_capital(reading, index - 4, index):
        return True
    words = reading.tokens.words
    return words[index] in _TIGHT_WORDS and any(not is_ordinary(word) for word in words[max(0, index - 5) : index])


def _named_before(reading: Reading, first_letter: int, stop: int) -> Iterator[Redaction]:
    text = reading.folded.text[:stop]
    lists = load_gazetteer()
    for found in _AFTER.find(text, first_letter):
        start, end = found.span()[0], _end(reading, found)
        if reading.folded.typed(start, end).isupper() or found.text in _SAYINGS or reading.open_text[end - 1] == BLANK:
            continue
        pieces = _after_the(list(pieces_of(text, *found.span("name"))))
        while pieces and (pieces[0][1] in _SMALL or pieces[0][1] in lists.not_names):
            pieces.pop(0)
        first = next((n for n, (at, _) in enumerate(pieces) if is_capital(reading, at)), None)
        if first is None:
            yield from _lower(reading, pieces, end, found.group("end"))
        # Whatever stands before the first capital does not belong to the name.
        elif reading.open_text[pieces[first][0]] != BLANK and _is_name(
            reading, pieces[first:], found.span("end")[0], found.group("end")
        ):
            yield institution(reading, (pieces[first][0], end), "named place")


def _end(reading: Reading, found: Found) -> int:
    """ "Deer Lodge OSI clinic" goes on after its first ending; "the Lodge is a clinic" does not."""
    start, end = found.span("more")
    if start < 0:
        return found.span()[1]
    named = is_capital(reading, start + 1) and found.group("more").split()[0] not in _SMALL
    return end if named else start


def _after_the(pieces: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """ "Wednesdays at the Deer Lodge" is named after its article; "Our Lady of the Lake" is one name."""
    for place in range(len(pieces) - 1, 0, -1):
        if pieces[place][1] in _PLACE_CUES and "of" not in (pieces[place - 1][1], pieces[place][1]):
            return pieces[place + 1 :]
    return pieces


def _is_name(reading: Reading, pieces: list[tuple[int, str]], end: int, ending: str) -> bool:
    """Capitals throughout, and a word that is neither a title nor a country; an ending in lower case needs more."""
    lists = load_gazetteer()
    if "'" in pieces[0][1][:2] or f"{' '.join(word for _, word in pieces)} {ending}" in _SAYINGS:
        return False
    if not all(word in _SMALL or word in _LINKS or is_capital(reading, at) for at, word in pieces):
        return False
    names = [word for _, word in pieces if word not in _SMALL and word not in _LINKS]
    own = [word for word in names if word not in _TITLED and word not in lists.kept_places]
    rare = [word for word in own if not is_ordinary(word) or word in lists.also_words]
    if not own or (_RADIO.issuperset(names) and _RADIO.issuperset(ending.split())):
        return False
    if is_capital(reading, end):
        return bool(rare) or ending not in _NAMED
    return ending in _TIGHT and (bool(rare) or (len(own) > 1 and _is_inside(reading, pieces[0][0])))


def _is_inside(reading: Reading, place: int) -> bool:
    """Whether a word stands before on the same line and sentence: a capital there says something."""
    before = reading.folded.text[max(0, place - 12) : place]
    return before[-1:] == " " and before[-2:-1].isalnum()


def _lower(reading: Reading, pieces: list[tuple[int, str]], end: int, ending: str) -> Iterator[Redaction]:
    """ "at the riverbend clinic": in lower case only a word that is no everyday one names the place."""
    lists = load_gazetteer()
    if ending not in _TIGHT or is_capital(reading, end - len(ending)):
        return
    # A function word inside ends what came before it: "won't go past an armoury".
    last = max((n for n, (_, word) in enumerate(pieces) if word in _SMALL and word not in _LINKS), default=-1)
    pieces = pieces[last + 1 :]
    while pieces and is_ordinary(pieces[0][1]) and pieces[0][1] not in lists.also_words:
        pieces = pieces[1:]
    if not pieces or "'" in pieces[0][1][:3] or pieces[0][1] in _TITLED:
        return
    name = pieces[0][1].rstrip("'")
    if name not in lists.kept_places and len(name) > 3 and not is_ordinary(name):
        before = reading.folded.text[: pieces[0][0]][-12:].split()
        sure = bool(before) and before[-1] in _PLACE_CUES
        yield institution(reading, (pieces[0][0], end), "named place in lower case", sure=sure)
