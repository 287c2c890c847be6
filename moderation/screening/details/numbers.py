"""Phone numbers, postal codes and the numbers that identify a person, with their check digits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .redacting import redaction
from .scan import Pattern

_SEP: Final = r"[\s.\-/()]{0,3}"
_DIGITS: Final = Pattern(rf"(?<![\w])(?:\+\s?)?\(?\d(?:{_SEP}\d){{5,18}}(?!\w)(?!\s?%)")
_EXTENSION: Final = Pattern(r"\s{0,2}(?:ext|x|poste|#)\.?\s{0,2}\d{1,6}\b")
_POSTAL: Final = Pattern(
    r"(?<!\w)[abceghj-nprstvxy][\s.\-]?[\do][\s.\-]?[abceghj-nprstv-z][\s.\-]{0,3}[\do][\s.\-]?"
    r"[abceghj-nprstv-z][\s.\-]?[\do](?!\w)"
)
_SERVICE: Final = Pattern(r"(?<!\w)[a-z][\s-]?\d{2}[\s-]?\d{3}[\s-]?\d{3}(?!\w)")
_HEALTH: Final = Pattern(
    r"(?<!\w)(?:[a-z]{4}[\s-]?\d{4}[\s-]?\d{4}|\d{4}[\s-]?\d{3}[\s-]?\d{3}[\s-]?[a-z]{2}"
    r"|[a-z]\d{4}[\s-]\d{5}[\s-]?\d{5}|[a-z]\d{4}[\s-]\d{6}[\s-]\d{2})(?!\w)"
)
_IP: Final = Pattern(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)")
_CUED: Final = Pattern(
    r"\b(?:sin|nas|service\s?(?:number|no|#)|serial\s?number|regimental\s?number|matricule|badge"
    r"|k[\s-]?number|file\s?(?:number|no|#)|case\s?(?:number|no|#)|numero\s+de\s+(?:dossier|service|matricule)"
    r"|dossier\s?(?:numero|no|#)|client\s?(?:number|id)|licence|license|permis|health\s?card|carte\s+(?:soleil|"
    r"d'assurance[\s-]maladie)|passport|passeport|policy\s?(?:number|no)|plate|plaque)\b"
    r"[\s:#.]{0,4}(?:(?:number|no|is|est|c'est|numero|was|le|the|my|:)[\s:#.]{1,3}){0,2}"
    r"(?P<number>[a-z]{0,4}[\s-]?\d(?:[\s.\-]?[\da-z]){3,16})(?!\w)"
)
_CALL_CUES: Final = frozenset(
    [
        "call",
        "text",
        "phone",
        "cell",
        "cellphone",
        "number",
        "tel",
        "telephone",
        "mobile",
        "reach",
        "fax",
        "sms",
        "appelle",
        "appelez",
        "texte",
        "textez",
        "numero",
        "cellulaire",
        "joindre",
        "rejoindre",
        "telecopieur",
    ]
)


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others (cards, SIN)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def digit_runs(reading: Reading) -> Iterator[Redaction]:
    """Phone numbers, SIN and cards among the typed digits; length and check digits decide."""
    text = reading.open_text
    if not reading.has_digits(6):
        return
    for found in _DIGITS.find(text):
        start, end = found.span()
        digits = "".join(letter for letter in found.text if letter.isdigit())
        kind, sure, rule = _judge(digits, found.text, cued=is_cued(reading, start))
        if kind is None:
            continue
        if kind is Kind.PHONE:
            end = next((e for e in _extension_end(text, end)), end)
        yield redaction(reading, (start, end), kind, sure=sure, rule=rule)


def _extension_end(text: str, end: int) -> Iterator[int]:
    for found in _EXTENSION.find(text[end : end + 20]):
        if found.span()[0] == 0:
            yield end + found.span()[1]


def _judge(digits: str, typed: str, *, cued: bool) -> tuple[Kind | None, bool, str]:
    phone = _judge_phone(digits, typed, cued=cued)
    if phone is not None:
        return phone
    if len(digits) == 9:
        checks = luhn(digits) and digits[0] not in "08"
        return Kind.ID_NUMBER, checks, "nine digits, check digit" if checks else "nine digits"
    if 13 <= len(digits) <= 19 and luhn(digits):
        return Kind.ID_NUMBER, True, "card check digit"
    if len(digits) >= 8 and not _is_date(typed):
        return Kind.ID_NUMBER, cued, "long number"
    return None, False, ""


def _judge_phone(digits: str, typed: str, *, cued: bool) -> tuple[Kind, bool, str] | None:
    if typed.startswith("+") and len(digits) >= 8:
        return Kind.PHONE, True, "phone with country"
    ten = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    if len(ten) == 10:
        is_phone = ten[0] in "23456789" and ten[3] in "23456789"
        return (Kind.PHONE, True, "phone") if is_phone else (Kind.ID_NUMBER, cued, "ten digits")
    if len(digits) == 7 and (cued or (typed[3:4] == "-" and digits[0] in "23456789")):
        return Kind.PHONE, True, "local phone"
    return None


def _is_date(typed: str) -> bool:
    groups = "".join(c if c.isdigit() else " " for c in typed).split()
    if len(groups) == 2 and all(len(g) == 4 and g[:2] in ("19", "20") for g in groups):
        return True
    return len(groups) == 3 and sorted(map(len, groups)) in ([2, 2, 4], [1, 2, 4], [1, 1, 4])


def is_cued(reading: Reading, start: int) -> bool:
    """Whether somebody is told to call or write to what stands at `start`."""
    before = reading.open_text[max(0, start - 40) : start].replace(":", " ").split()
    return any(word.strip("'.,") in _CALL_CUES for word in before)


def postal_codes(reading: Reading) -> Iterator[Redaction]:
    """Canadian postal codes, spaced or with the letter O for zero."""
    if reading.has_digits():
        for found in _POSTAL.find(reading.open_text):
            if any(letter.isdigit() for letter in found.text):
                yield redaction(reading, found.span(), Kind.POSTAL_CODE, rule="postal code")


def identifiers(reading: Reading) -> Iterator[Redaction]:
    """Service, health card, licence, file and badge numbers, and network addresses."""
    text = reading.open_text
    if not reading.has_digits(4):
        return
    for pattern, rule in ((_SERVICE, "service number"), (_HEALTH, "health card or licence")):
        for found in pattern.find(text):
            yield redaction(reading, found.span(), Kind.ID_NUMBER, rule=rule)
    for found in _CUED.find(text):
        if sum(letter.isdigit() for letter in found.group("number")) >= 4:
            yield redaction(reading, found.span("number"), Kind.ID_NUMBER, rule="number by cue")
    for found in _IP.find(text):
        if all(int(part) < 256 for part in found.text.split(".")):
            yield redaction(reading, found.span(), Kind.ID_NUMBER, rule="network address")
