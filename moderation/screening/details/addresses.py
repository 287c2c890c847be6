"""Street addresses: number and street, a street by its type and name, boxes and apartments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .redacting import redaction
from .scan import Pattern, word_set

_SAID: Final = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
)
_NUMBER: Final = (
    rf"(?<![\w.$-])(?P<number>#?\d{{1,5}}[a-d]?(?:\s?-\s?\d{{1,5}})?|{_SAID}(?:[\s-]{_SAID}){{1,4}}),?\s{{1,2}}"
)
_CLEAR: Final = (
    r"(?:street|strett|stret|str?\.?|avenue|ave?\.?|road|rd\.?|boulevard|blvd\.?|crescent|cresent|cres\.?"
    r"|highway|hwy|parkway|pkwy"
    r"|drive|crt\.?|lane|terrace|sideroad|concession|line)"
)
_VAGUE: Final = (
    r"(?:dr\.?|court|place|way|trail|circle|close|gate|heights|hill|landing|grove|bay|row|square|gardens|green"
    r"|mews|point|run|view)"
)
_TAIL: Final = (
    r"(?:(?:\s|,\s)(?:n\.?w|s\.?w|n\.?e|s\.?e|north|south|east|west|northwest|northeast|southwest|southeast"
    r"|nord|sud|est|ouest)\b\.?)?"
    r"(?:,?\s(?:apt|apartment|app|appt?|appartement|suite|unit|unite|bureau|room|logement|log|porte"
    r"|#)\b?\.?\s?#?\s?\d{1,5}[a-z]?\b)?"
)
_STREET: Final = Pattern(
    rf"{_NUMBER}(?P<name>(?:[a-z][\w'.-]{{1,25}}|\d{{1,3}}(?:st|nd|rd|th))(?:\s[a-z][\w'.-]{{0,25}}){{0,2}})\s"
    rf"(?:(?P<clear>{_CLEAR})|(?P<vague>{_VAGUE}))(?!\w){_TAIL}"
)
_ALONE: Final = Pattern(
    r"\b(?P<cue>(?:on|at|off|down|onto|along|of|near|by|the)\s)(?P<street>(?P<name>(?!my\b|the\b|our\b|his\b"
    r"|your\b|this\b|that\b|a\b|same\b|side\b|her\b)"
    r"[a-z][\w'.-]{2,25}(?:\s[a-z][\w'-]{2,25})?)\s(?P<type>street|strett|stret|avenue|ave|road|rd|boulevard"
    r"|blvd|crescent|cres|drive|lane|parkway))\b" + _TAIL
)
_NAMED_TYPE: Final = (
    r"(?P<type>rues?|avenue|av\.|ave\.?|boulevard|boul\.?|blvd\.?|chemin|ch\.|rang|route|rte|montee|croissant"
    r"|impasse|allee|cote|place|terrasse|ruelle|carre)"
)
_RUE: Final = Pattern(
    rf"(?<![\w.])(?:(?P<number>\d{{1,5}}[a-d]?(?:-\d{{1,5}})?),?\s{{1,2}}(?:de\s+la\s+)?)?{_NAMED_TYPE}\s"
    r"(?P<name>(?:(?:de\s+la|de\s+l'|de|des|du|la|le|saint|sainte|st|ste|d')[\s-]{0,1}){0,2}[a-z0-9][\w'/-]{1,35}"
    r"(?:-[\w'/-]{1,25}){0,4}(?:\s(?:nord|sud|est|ouest|n|s|e|o)\b)?)" + _TAIL
)
_NTH: Final = Pattern(
    r"(?<![\w.])\d{1,5}[a-d]?,?\s(?:\d{1,3}(?:e|eme|re|er|ieme)\s(?:avenue|rue|rang|boulevard)|(?:avenue|rue"
    r"|rang)\s\d{1,3}(?:e|eme)?)\b" + _TAIL
)
_RUE_WORDS: Final = word_set(
    "rue rues avenue av ave boulevard boul blvd chemin ch rang route rte montee croissant impasse allee cote "
    "place terrasse ruelle carre"
)
_STREET_WORDS: Final = word_set(
    "street strett stret avenue ave road rd boulevard blvd crescent cres drive lane parkway"
)
_TYPE_WORDS: Final = _STREET_WORDS | word_set(
    "st str av cresent highway hwy pkwy crt terrace sideroad concession line dr court place way trail circle "
    "close gate heights hill landing grove bay row square gardens green mews point run view"
)
_NTH_WORDS: Final = frozenset(["avenue", "rue", "rang", "boulevard"])
_BOX_SIGNS: Final = (
    "box",
    "rr",
    "rural",
    "civic",
    "fire",
    "postale",
    "c.p",
    "cp",
    "casier",
    "apt",
    "app",
    "suite",
    "unit",
)
_NEED_NUMBER: Final = frozenset(["cote", "place", "terrasse", "carre", "ch.", "route", "av.", "ave", "ave."])
_BOX: Final = Pattern(
    r"\b(?:p\.?\s?o\.?\s?box|rr\s?#?\s?\d{1,2}(?:,?\s(?:box|site|comp)\s?\d{1,4}){0,3}|rural\sroute\s\d{1,2}"
    r"|general\sdelivery"
    r"|(?:civic|fire)\s(?:number|no\.?|#)\s?\d{2,5}|box|case\s+postale|c\.?p\.|cp|casier|apt\.?|apartment"
    r"|appartement|appt?\.?|unit|suite)"
    r"(?<=\d)|\b(?:p\.?\s?o\.?\s?box|box|case\s+postale|c\.p\.|casier(?:\spostal)?|apt\.?|apartment"
    r"|appartement|appt?\.?|suite)\s?#?\s?\d{1,5}\b"
)
_FUNCTION: Final = word_set(
    "minute minutes hour hours day days min mins of to the a in for km years year long way from my and with "
    "week weeks month months on at per block blocks times miles mile people cars an every each both lane "
    "lanes hr hrs her his our more extra gas kids step steps one or is was left right down up off"
)


def addresses(reading: Reading) -> Iterator[Redaction]:
    """Street addresses with a number, sure; without one, sure when the name has a capital or a cue stands before."""
    text = reading.open_text
    has_digits = reading.has_digits()
    has_street = reading.has_word(_STREET_WORDS)
    if (has_digits or has_street) and reading.has_word(_TYPE_WORDS):
        for found in _STREET.find(text):
            if _is_street(reading, found.span("name"), vague=bool(found.group("vague"))):
                yield _address(reading, found.span(), "street address")
    if has_digits and any(sign in text for sign in _BOX_SIGNS):
        for found in _BOX.find(text):
            yield _address(reading, found.span(), "box or apartment")
    if has_digits and reading.has_word(_NTH_WORDS):
        for found in _NTH.find(text):
            yield _address(reading, found.span(), "numbered street")
    if has_street:
        for found in _ALONE.find(text):
            start = found.span("name")[0]
            last = text.rfind(" ", start, found.span("name")[1]) + 1 or start
            capital = reading.folded.typed(start, start + 1).isupper() or reading.folded.typed(last, last + 1).isupper()
            named = capital or (found.group("cue") in ("on ", "at ", "off ") and _is_plain(found.group("name")))
            if named and _FUNCTION.isdisjoint(found.group("name").split()):
                yield _address(reading, (start, found.span()[1]), "street by its type")
    if reading.has_word(_RUE_WORDS):
        yield from _french(reading, text)


_COMMON: Final = word_set(
    "busy main side dirt gravel back country city quiet dark other service open long same wrong right high "
    "rocky narrow winding memory test bus dead wet icy access private every some any little whole next last "
    "first one two one-way residential paved bumpy mean easy rough slow fast hard good bad cross the new old "
    "big hot"
)


def _is_plain(name: str) -> bool:
    """In lower case only a one-word name that is no everyday adjective: "on queen street"."""
    words = name.split()
    return len(words) == 1 and words[0] not in _COMMON


def _french(reading: Reading, text: str) -> Iterator[Redaction]:
    for found in _RUE.find(text):
        kind, number = found.group("type"), found.group("number")
        start, end = found.span("name")
        last = max(text.rfind(" ", start, end), text.rfind("'", start, end)) + 1 or start
        capital = reading.folded.typed(start, start + 1).isupper() or reading.folded.typed(last, last + 1).isupper()
        if kind == "montee" and not number and not reading.folded.typed(*found.span("type"))[:1].isupper():
            continue
        if not number and (kind in _NEED_NUMBER or not capital):
            continue
        if (
            number
            and kind in ("route", "place", "cote", "chemin")
            and not capital
            and _is_measure(text, found.span("type")[1])
        ):
            continue
        yield _address(reading, found.span(), "adresse")


def _is_measure(text: str, end: int) -> bool:
    return text[end : end + 4].strip() in ("pour", "de", "a", "par", "et", "qui", "que")


def _is_street(reading: Reading, span: tuple[int, int], *, vague: bool) -> bool:
    words = reading.open_text[span[0] : span[1]].split()
    if not _FUNCTION.isdisjoint(words):
        return False
    return not vague or reading.folded.typed(span[0], span[0] + 1).isupper()


def _address(reading: Reading, span: tuple[int, int], rule: str) -> Redaction:
    return redaction(reading, span, Kind.ADDRESS, rule=rule)
