"""Service, health card, licence, file, badge and plate numbers, and network addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..scan import Found, Pattern, word_set
from ..windows import windows

_SERVICE: Final = Pattern(r"(?<![\w'])(?:[b-hj-xz]\s?|[aiy]|[a-z]-)\d{2,3}[\s.-]?\d{3}[\s.-]?\d{3}(?![\w-]*\d)")
_HEALTH: Final = Pattern(
    r"(?<!\w)(?:[a-z]{4}[\s-]?\d{4}[\s-]?\d{4}|\d{4}[\s-]?\d{3}[\s-]?\d{3}[\s-]?[a-z]{2}"
    r"|[a-z]\d{4}[\s-]\d{5,6}[\s-]?\d{2,5}|[a-z]{5}\s?\d{6}\s?\d{3})(?!\w)"
)
# Letters in capitals, a dash, and digits: a file number whatever stands around it.
_CODED: Final = Pattern(
    r"(?<![\w#/-])(?:[a-z]{1,5}-\d{3,7}(?:-\d{2,7}){0,3}|\d{4}-[a-z]{1,3}-\d{3,7}|\d{2,4}-\d{5,8})(?![\w-]*\w)"
)
_IP: Final = Pattern(r"(?<![\w.])(?:\d{1,3}\s?\.\s?){3}\d{1,3}(?![\w.]*\d)")
_IP6: Final = Pattern(r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])")
_CUE: Final = (
    r"\b(?P<cue>sin|nas|ssn|service\s?(?:number|no|num|#)|sn|svc\s?(?:no|number|#)|serial"
    r"|regimental\s?(?:number|no)|matricule"
    r"|badge|k#|k[\s-]?number|file|case|claim|dossier|reclamation|demande|grief|grievance|plainte|complaint"
    r"|report|ticket"
    r"|reference|ref|occurrence|incident|event|client|member|membre|licen[cs]e|permis|health\s?card"
    r"|health\s?number|ohip|ramq|msp|mcp"
    r"|carte(?:\s(?:soleil|sante|d'assurance[\s-]maladie|d'identite|de\scredit))?|assurance[\s-]maladie"
    r"|passport|passeport|policy"
    r"|police\sno|plate|plaque|account|compte|transit|visa|mastercard|amex|debit|credit|card|confirmation|numero|number"
    r"|id|control|warrant|mandat|cheque|student|employee|employe|prisoner|patient|chart|mrn|prescription|rx"
    r"|crime\sreport)\b"
)
_SHAPE: Final = (
    r"(?P<number>[a-z]{0,5}[\s-]?\d[\da-z]*(?:[\s.\-/][\da-z]*\d[\da-z]*|-[\da-z]{1,6}|\s[a-z]{2,3}(?=[,.;!?)]"
    r"|$)){0,5})"
)
_CUED: Final = Pattern(
    _CUE + r"[\s:#.=('\-]{0,4}(?:(?:medicale?|personnel(?:le)?|militaire|(?:du|de|le|la)\s\w{3,12}|numbers?|num|no|n"
    r"|is|est|c'est|cest|numero"
    r"|was|etait|le|the|my|mon|ma|son|sa|his|her|at|a|au|au\stribunal|at\sthe\s\w{3,12}|porte|#|:|="
    r"|\()[\s:#.=('\-]{1,3}){0,6}"
    + _SHAPE + r"(?!\w)(?!\s?(?:%|\$|heures?|hours?|days?|jours?|mois|months?|years?|ans|fois|times|minutes?|pages?"
    r"|people|weeks?|semaines?))"
)  # fmt: skip
_WEAK_CUES: Final = word_set(
    "report event incident demande numero number id control carte compte card visa debit account credit warrant "
    "mandat patient member membre client student employee case file cheque reference complaint plainte permis "
    "licence license reclamation ticket chart police dossier claim"
)
_YEARS: Final = Pattern(r"\A(?:19|20)\d\d(?:[-/.\s](?:19|20)?\d\d){0,2}\Z")
_CUE_WORDS: Final = _WEAK_CUES | word_set(
    "sin nas ssn service servicenumber sn svc serial regimental matricule badge k grief grievance ref occurrence "
    "licence health healthcard healthnumber ohip ramq msp mcp assurance passport passeport policy police plate "
    "plaque transit mastercard amex confirmation employe prisoner mrn prescription rx crime"
)
_GATE: Final = 2
_LEAST_LONG: Final = 8
_TEN: Final = 10
_PLATES: Final = frozenset(["plate", "plaque"])


def identifiers(reading: Reading) -> Iterator[Redaction]:
    """Numbers that stand for one person or one file."""
    text = reading.open_text
    if not reading.has_digits(_GATE):
        return
    long = reading.has_digits(_LEAST_LONG)
    for pattern, rule in ((_SERVICE, "service number"), (_HEALTH, "health card or licence")) if long else ():
        for found in pattern.find(text):
            yield redaction(reading, found.span(), Kind.ID_NUMBER, rule=rule)
    if "-" in text:
        for found in _CODED.find(text):
            if _is_code(reading, found):
                yield redaction(reading, found.span(), Kind.ID_NUMBER, rule="file number by its shape")
    for first, stop in windows(reading, _CUE_WORDS, before=1, after=20, worth=_has_number_after):
        for found in _CUED.find(text, first, stop):
            if _is_number(found, reading):
                yield redaction(reading, _without_words(reading, found), Kind.ID_NUMBER, rule="number by cue")
    yield from _network_addresses(reading, text)


def _has_number_after(reading: Reading, index: int) -> bool:
    """A cheap gate: a word with a digit soon after the cue, as far as the words between may reach."""
    after = reading.tokens.words[index + 1 : index + 12]
    return any(not word.isalpha() for word in after)


def _network_addresses(reading: Reading, text: str) -> Iterator[Redaction]:
    if "." in text:
        for found in _IP.find(text):
            if all(part.isdigit() and int(part) < 256 for part in found.text.replace(" ", "").split(".")):
                yield redaction(reading, found.span(), Kind.ID_NUMBER, rule="network address")
    if "::" in text or text.count(":") > 3:
        for found in _IP6.find(text):
            if len(found.text) > 6 and ("::" in found.text or found.text.count(":") > 4):
                yield redaction(reading, found.span(), Kind.ID_NUMBER, rule="network address")


# « Formulaire SJ-1012 »: everybody's.
_PRINTED: Final = word_set(
    "formulaire formulaires form forms norme normes directive reglement manuel model modele loi bill projet vol "
    "flight standard policy order ordre iso csa chapitre chapter article section arrete decret canforgen cangen "
    "instruction regle rule serie"
)
_FORMS: Final = word_set(
    "phq gad pcl cf dnd vac pen dsm icd c f op bill daod mp dd h covid cis gaf whodas adl fim audit ace c19 b n a "
    "cff pl"
)


def _is_code(reading: Reading, found: Found) -> bool:
    letters = found.text.partition("-")[0]
    before = reading.open_text[max(0, found.span()[0] - 24) : found.span()[0]].split()
    if not _PRINTED.isdisjoint(before[-2:]):
        return False
    digits = sum(letter.isdigit() for letter in found.text)
    if letters.isdigit():
        return "-" in found.text and not any(True for _ in _YEARS.find(found.text)) and digits >= 7
    return letters not in _FORMS and digits >= 4 and reading.folded.typed(*found.span())[:1].isupper()


def _is_ten(number: str) -> bool:
    """Ten digits with letters for some of them are a telephone number."""
    plain = [letter for letter in number.split(" ", maxsplit=1)[0] if letter.isalnum()]
    return len(plain) == _TEN and not number.isdigit() and all(one.isdigit() or one in "oil" for one in plain)


def _without_words(reading: Reading, found: Found) -> tuple[int, int]:
    """Only a plate ends on letters set apart."""
    start, end = found.span("number")
    if reading.open_text[start - 1 : start] == "#":
        start -= 1
    head, gap, tail = found.group("number").rpartition(" ")
    return start, end - len(gap + tail) if head and tail.isalpha() and found.group("cue") not in _PLATES else end


def _is_number(found: Found, reading: Reading) -> bool:
    number = found.group("number").strip()
    digits = sum(letter.isdigit() for letter in number)
    letters = sum(letter.isalpha() for letter in number)
    if found.group("cue") not in _PLATES and _is_ten(number):
        return False
    if found.group("cue") in _PLATES:
        return digits > 1 and digits + letters >= 5
    if any(True for _ in _YEARS.find(number)) or digits < 3:
        return False
    if digits == 3 or (found.group("cue") in _WEAK_CUES and digits < 5):
        return (
            digits + letters >= 5
            and letters > 0
            and digits > 2
            and reading.folded.typed(*found.span("number"))[:1].isupper()
        )
    return True
