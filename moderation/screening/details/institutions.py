"""Schools, hospitals, clinics, churches and employers in English, by the word that ends their name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model import Redaction
from ..text.tokens import Reading
from .gazetteer import load_gazetteer
from .named import institution, is_capital, pieces_of, windows
from .scan import Pattern, word_set
from .vocabulary import is_ordinary

# The second list counts only with capitals throughout.
_ENDS: Final = (
    r"(?:hospital|high\sschool|high|secondary(?:\sschool)?|elementary(?:\sschool)?|public\sschool"
    r"|middle\sschool|school|university|college|collegiate|academy|clinic|medical\scent(?:re|er)|health\scent(?:re|er)"
    r"|cent(?:re|er)|church|cathedral|mosque|temple|synagogue|gurdwara|arena|rink|pool|library|branch|inn"
    r"|motel|hotel|lodge|retreat|shelter|manor|residence|nursing\shome|daycare|legion\sbranch"
    r"|armou?ry|armou?ries|barracks|hardware|garage|auto|motors|tire|greenhouse|nursery|farms?|bakery|diner"
    r"|cafe|grill|pub|bar|tavern|foods|construction|trucking|transport|logistics|security|pharmacy|grocery"
    r"|market|mill|mine|plant|brewery|salon|gym|fitness|studio|dental|veterinary|law|rehab|wellness|hall|house"
    r"|place|outfitters|lumber|plumbing|electric|landscaping|campground|marina|rec\scent(?:re|er)"
    r"|friendship\scent(?:re|er)|community\scent(?:re|er))"
)
_AFTER: Final = Pattern(
    rf"\b(?P<name>(?:[a-z0-9][\w'&-]{{1,22}}\s|&\s|of\s|(?:p"
    rf"|st)\.\s){{1,4}}){_ENDS}(?:\sof\s(?P<of>[a-z][\w'-]+))?(?![\w'-])"
)
_TIGHT: Final = word_set(
    "hospital school elementary secondary university college collegiate academy clinic church mosque gurdwara "
    "cathedral synagogue arena inn motel hotel hardware garage greenhouse armoury armouries armory armories "
    "branch pharmacy bakery daycare diner"
)
_LOOSE_WORDS: Final = _TIGHT | word_set(
    "high centre center temple rink pool library lodge retreat shelter manor residence barracks auto motors "
    "tire nursery farm farms cafe grill pub bar tavern foods construction trucking transport logistics "
    "security grocery market mill mine plant brewery salon gym fitness studio dental veterinary rehab "
    "wellness outfitters lumber plumbing landscaping campground marina"
)
_SMALL: Final = word_set(
    "the at my a an in from our and to this that of with is was every each any i we her his or on near it no"
)
_TITLED: Final = word_set(
    "royal military national public regional general private catholic community new old our central local "
    "walk mental emergency base animal women's children's veterans rural urgent detox pain sleep sick"
)
_LINKS: Final = frozenset(["&", "of", "and", "st.", "p."])
_PLACE_CUES: Final = frozenset(["at", "the", "in", "to", "from", "near", "by", "of", "off", "outside", "behind"])


def institutions(reading: Reading) -> Iterator[Redaction]:
    """Places of work, care, study and worship whose name stands before: "Maplewood High School"."""
    if reading.has_word(_LOOSE_WORDS):
        yield from _english(reading)


def _english(reading: Reading) -> Iterator[Redaction]:
    for first, stop in windows(reading, _LOOSE_WORDS, before=5, after=2):
        yield from _named_before(reading, first, stop)


def _named_before(reading: Reading, first_letter: int, stop: int) -> Iterator[Redaction]:
    text = reading.open_text[:stop]
    lists = load_gazetteer()
    for found in _AFTER.find(text, first_letter):
        start, end = found.span()
        if reading.folded.typed(start, end).isupper():
            continue
        pieces = [(at, word) for at, word in pieces_of(text, *found.span("name"))]
        while pieces and (pieces[0][1] in _SMALL or pieces[0][1] in lists.not_names):
            pieces.pop(0)
        # Whatever stands before the first capital does not belong to the name.
        ending = text[found.span("name")[1] : end].split()
        capital_end = is_capital(reading, found.span("name")[1])
        first = next((n for n, (at, _) in enumerate(pieces) if is_capital(reading, at)), None)
        if first is not None:
            pieces = pieces[first:]
            if (
                not all(word in _SMALL or word in _LINKS or is_capital(reading, at) for at, word in pieces)
                or "'" in pieces[0][1][:2]
            ):
                continue
            names = [word for _, word in pieces if word not in _SMALL]
            proper = any(word not in _TITLED and word not in lists.kept_places for word in names)
            if proper and (
                capital_end or (ending[0] in _TIGHT and any(not is_ordinary(w) or w in lists.also_words for w in names))
            ):
                yield institution(reading, (pieces[0][0], end), "named place")
            continue
        if capital_end or not pieces or ending[0] not in _LOOSE_WORDS:
            continue
        yield from _lower(reading, pieces, (start, end), ending)


def _lower(
    reading: Reading, pieces: list[tuple[int, str]], span: tuple[int, int], ending: list[str]
) -> Iterator[Redaction]:
    """ "at the riverbend clinic": in lower case only a word that is no everyday one names the place."""
    lists = load_gazetteer()
    if any("'" in word[:3] for _, word in pieces):
        return
    while pieces and is_ordinary(pieces[0][1]) and pieces[0][1] not in lists.also_words:
        pieces = pieces[1:]
    if pieces and ending[0] in _TIGHT and pieces[0][1] not in lists.kept_places and len(pieces[0][1]) > 3:
        before = reading.open_text[: pieces[0][0]].split()
        sure = bool(before) and before[-1] in _PLACE_CUES and not is_ordinary(pieces[0][1])
        if sure or not is_ordinary(pieces[0][1]):
            yield institution(reading, (pieces[0][0], span[1]), "named place in lower case", sure=sure)
