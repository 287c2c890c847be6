"""Towns, bases, ships, wings, regiments: by list and by the way units are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .gazetteer import Phrases, load_gazetteer, longest
from .redacting import redaction
from .scan import Pattern

_NAME: Final = r"[a-z][\w'-]{1,25}"
_BASE: Final = Pattern(
    rf"\b(?:cfb|bfc|cfs|sfc|cfad|dmfc|asu|usa|fob|camp|hmcs|ncsm|garnison|garrison)\s(?P<name>{_NAME})(?:\s(?P<second>{_NAME}))?"
)
_CAREFUL: Final = frozenset(["camp", "fob", "usa", "garnison", "garrison"])
_WING: Final = Pattern(
    r"(?<![\w.])\d{1,2}(?:e|eme|ere|th|st|nd|rd)?\s(?:wing|escadre)\b(?:\s(?P<name>[a-z][\w-]{2,20}))?"
)
_ORDER: Final = r"(?<![\w.,])(?:\d{1,3}(?:e|eme|er|ere|re|th|st|nd|rd|d)?)\s?"
_UNIT: Final = Pattern(
    rf"{_ORDER}(?:(?:royal|canadian|mechanized|field|combat|light|service|tactical|helicopter|air|engineer|"
    r"military|police|signal|maritime|transport|search|rescue|general|support|training|intelligence|medical|canadien|de)\s){0,3}"
    r"(?:squadron|sqn|escadron|esc|battalion|bn|bataillon|bon|field\sambulance|fd\samb|ambulance(?:\sde\scampagne)?|"
    r"brigade|bde|regiment|regt|regt?\.|rgt|rcr|ppcli|r22er|r22r|rcha|vp|cer|rgc|cmbg|gbmc|svc\sbn|bns|platoon|pl|"
    r"peloton|coy|compagnie|troop|battery|bty|batterie|div|division|health\sservices|ops?\ssqn)\b"
    r"(?:\s(?:de\s)?(?:field|combat|ambulance|group|du\sgenie|service|de\scampagne|des\sservices))?"
)
_LETTERED: Final = Pattern(
    r"\b[a-h]\s(?:coy|squadron|sqn|company|battery|bty)\b|\b(?:compagnie|cie|escadron|batterie)\s[a-h]\b"
)
_SCHOOL: Final = Pattern(
    r"\b(?P<name>(?:[a-z][\w'.-]{2,20}\s){1,3})(?:hospital|high\sschool|secondary\sschool|elementary|university|college|clinic)\b"
)
_ECOLE: Final = Pattern(
    r"\b(?:hopital|ecole|universite|polyvalente|cegep|clinique|clsc)\s(?:(?:secondaire|primaire|general|de|du|des|la|le|de\sl')[\s']?){0,3}(?P<name>[a-z][\w'-]{2,25})"
)
_HYPHENED: Final = Pattern(r"(?<![\w-])[a-z][\w']{1,20}(?:-[a-z][\w']{0,20}){1,5}(?![\w-])")
_STRONG_PLACE_CUES: Final = frozenset(["in", "near", "from", "a", "outside", "pres"])
_BASE_WORDS: Final = frozenset(["cfb", "bfc", "cfs", "sfc", "hmcs", "ncsm", "cfad", "dmfc", "asu", *_CAREFUL])
_LETTERED_WORDS: Final = frozenset(
    ["coy", "squadron", "sqn", "company", "battery", "bty", "compagnie", "cie", "escadron", "batterie"]
)
_INSTITUTIONS: Final = frozenset(
    [
        "hospital",
        "school",
        "elementary",
        "university",
        "college",
        "clinic",
        "hopital",
        "ecole",
        "universite",
        "polyvalente",
        "cegep",
        "clinique",
        "clsc",
    ]
)


def units(reading: Reading) -> Iterator[Redaction]:
    """Bases, ships, wings, squadrons, regiments, schools and hospitals."""
    text = reading.open_text
    if reading.has_word(_BASE_WORDS):
        yield from _bases(reading)
    if reading.has_digits():
        for pattern, rule in ((_WING, "wing"), (_UNIT, "numbered unit")):
            for found in pattern.find(text):
                yield redaction(reading, found.span(), Kind.ORG_UNIT, rule=rule)
    for found in _LETTERED.find(text) if reading.has_word(_LETTERED_WORDS) else ():
        sure = reading.folded.typed(*found.span()) != found.text
        yield redaction(reading, found.span(), Kind.ORG_UNIT, sure=sure, rule="lettered unit")
    yield from _listed(reading, load_gazetteer().units, Kind.ORG_UNIT, "listed unit")
    if reading.has_word(_INSTITUTIONS):
        yield from _institutions(reading)


def _bases(reading: Reading) -> Iterator[Redaction]:
    for found in _BASE.find(reading.open_text):
        start, end = found.span("name")
        is_capital = reading.folded.typed(start, start + 1).isupper()
        if found.text.split()[0] in _CAREFUL and not is_capital:
            continue
        second = found.span("second")
        if second[0] >= 0 and is_capital and reading.folded.typed(second[0], second[0] + 1).isupper():
            end = second[1]
        yield redaction(reading, (found.span()[0], end), Kind.ORG_UNIT, rule="base or ship")


def _institutions(reading: Reading) -> Iterator[Redaction]:
    lists = load_gazetteer()
    for pattern in (_SCHOOL, _ECOLE):
        for found in pattern.find(reading.open_text):
            start, end = found.span("name")
            names = [w for w, word in _placed(reading.open_text, start, end) if word not in lists.not_names]
            capitals = [w for w in names if reading.folded.typed(w, w + 1).isupper()]
            shouted = reading.folded.typed(*found.span()).isupper()
            if capitals and not shouted:
                first = capitals[0] if pattern is _SCHOOL else found.span()[0]
                yield redaction(reading, (first, found.span()[1]), Kind.ORG_UNIT, rule="school or hospital")


def _placed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for word in text[start:end].split(" "):
        if word and word not in ("the", "at", "my", "a", "in", "from", "our", "and", "to", "this"):
            yield at, word
        at += len(word) + 1


def towns(reading: Reading) -> Iterator[Redaction]:
    """Listed towns and bases in any spelling; those that are also words need a capital or a cue."""
    lists = load_gazetteer()
    yield from _listed(reading, lists.places, Kind.LOCATION, "listed place")
    words = reading.tokens.words
    for index, length in _runs(reading, lists.ambiguous_places):
        if not reading.is_capital(index) or longest(lists.kept_places, words, index):
            continue
        before = words[index - 1] if index else ""
        sure = before in lists.place_cues
        if sure or (index and _is_mid_sentence(reading, index)):
            yield _placed_redaction(reading, index, length, sure=sure)


def hyphenated_places(reading: Reading) -> Iterator[Redaction]:
    """French towns no list holds, by their make: at least two hyphens, capitals, a Saint or a Lac."""
    text = reading.open_text
    if text.count("-") < 2:
        return
    lists = load_gazetteer()
    for found in _HYPHENED.find(text):
        parts = found.text.split("-")
        typed = reading.folded.typed(*found.span()).split("-")
        if len(parts) < 3 or tuple(parts) in lists.kept_places.get(parts[0], ()):
            continue
        is_town = not lists.town_heads.isdisjoint(parts[:2]) and typed[0][:1].isupper() and typed[-1][:1].isupper()
        if is_town:
            yield redaction(reading, found.span(), Kind.LOCATION, rule="hyphenated place")


def unlisted_places(reading: Reading) -> Iterator[Redaction]:
    """A word with a capital after "in", "near", "près de" may be a place no list knows: flagged."""
    lists = load_gazetteer()
    words = reading.tokens.words
    for index in range(1, len(words)):
        word = words[index]
        if words[index - 1] not in _STRONG_PLACE_CUES or len(word) < 4 or word in lists.not_names:
            continue
        typed = reading.typed(index)
        is_known = word in lists.kept_places or not reading.is_open(index)
        if not is_known and typed[:1].isupper() and not typed.isupper() and _is_mid_sentence(reading, index):
            span = reading.tokens.starts[index], reading.tokens.ends[index]
            yield redaction(reading, span, Kind.LOCATION, sure=False, rule="capital after a place word")


def _is_mid_sentence(reading: Reading, index: int) -> bool:
    return not any(mark in ".!?\n" for mark in reading.gap(index - 1))


def _placed_redaction(reading: Reading, index: int, length: int, *, sure: bool) -> Redaction:
    span = reading.tokens.starts[index], reading.tokens.ends[index + length - 1]
    return redaction(reading, span, Kind.LOCATION, sure=sure, rule="place that is also a word")


def _listed(reading: Reading, phrases: Phrases, kind: Kind, rule: str) -> Iterator[Redaction]:
    kept = load_gazetteer().kept_places
    for index, length in _runs(reading, phrases):
        if longest(kept, reading.tokens.words, index) >= length:
            continue
        span = reading.tokens.starts[index], reading.tokens.ends[index + length - 1]
        yield redaction(reading, span, kind, rule=rule)


def _runs(reading: Reading, phrases: Phrases) -> Iterator[tuple[int, int]]:
    words = reading.tokens.words
    for index, word in enumerate(words):
        if word in phrases and reading.is_open(index):
            length = longest(phrases, words, index)
            if length:
                yield index, length
