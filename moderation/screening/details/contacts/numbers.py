"""Phone numbers, SIN and cards among typed digits: length and check digits decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..scan import Pattern, word_set

_SEP: Final = r"[\s.\-/()_*]{0,3}"
_DIGITS: Final = Pattern(rf"(?<![\w])(?:\+\s?)?\(?\d(?:{_SEP}\d){{5,18}}(?!\w)(?!\s?%)")
_EXTENSION: Final = Pattern(r"[\s,]{0,2}(?:ext|x|poste|extension|#)\.?\s{0,2}\d{1,6}\b")
# Nobody's own telephone: offices and help lines.
_TOLL_FREE: Final = frozenset(["800", "833", "844", "855", "866", "877", "888"])
_CALL_CUES: Final = word_set(
    "call text phone cell cellphone number tel telephone mobile reach fax sms appelle appelez texte textez numero "
    "cellulaire joindre rejoindre telecopieur num cel ring dial"
)
_SIN_CUES: Final = frozenset(["sin", "nas", "sins", "social", "sociale", "ssn", "insurance", "assurance"])


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others (cards, SIN)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def digit_runs(reading: Reading) -> Iterator[Redaction]:
    """Phone numbers, SIN and cards; a long number without check digits needs a cue to be sure."""
    text = reading.open_text
    if not reading.has_digits(6):
        return
    for found in _DIGITS.find(text):
        start, end = found.span()
        digits = "".join(letter for letter in found.text if letter.isdigit())
        kind, sure, rule = judge(
            digits,
            found.text,
            called=is_cued(reading, start),
            insured=_is_near(text, start, _SIN_CUES) or _is_before(text, end),
        )
        if kind is None:
            continue
        if kind is Kind.PHONE:
            end = next((e for e in _extension_end(text, end)), end)
        yield redaction(reading, (start, end), kind, sure=sure, rule=rule)


def _extension_end(text: str, end: int) -> Iterator[int]:
    for found in _EXTENSION.find(text[end : end + 20]):
        if found.span()[0] == 0:
            yield end + found.span()[1]


def judge(digits: str, typed: str, *, called: bool, insured: bool) -> tuple[Kind | None, bool, str]:
    """What a run of digits is, whether that is sure, and the rule; None when it says nothing."""
    phone = _judge_phone(digits, typed, called=called)
    if phone is not None:
        return phone
    if len(digits) == 9:
        checks = insured or (luhn(digits) and digits[0] not in "08")
        return Kind.ID_NUMBER, checks, "nine digits, check digit" if checks else "nine digits"
    if 13 <= len(digits) <= 19 and (luhn(digits) or len(digits) == 16):
        return Kind.ID_NUMBER, True, "card number"
    if len(digits) >= 8 and not _is_date(typed):
        return Kind.ID_NUMBER, called or insured, "long number"
    return None, False, ""


def _judge_phone(digits: str, typed: str, *, called: bool) -> tuple[Kind, bool, str] | None:
    if typed.startswith("+") and len(digits) >= 8:
        return Kind.PHONE, True, "phone with country"
    ten = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    if len(ten) == 10:
        is_phone = ten[0] in "23456789" and ten[3] in "23456789"
        if ten[:3] in _TOLL_FREE:
            return Kind.PHONE, False, "toll-free line"
        return (Kind.PHONE, True, "phone") if is_phone else (Kind.ID_NUMBER, called, "ten digits")
    if len(digits) == 7 and (called or (typed[3:4] == "-" and digits[0] in "23456789")):
        return Kind.PHONE, True, "local phone"
    return None


def _is_date(typed: str) -> bool:
    groups = "".join(c if c.isdigit() else " " for c in typed).split()
    if len(groups) == 2 and all(len(g) == 4 and g[:2] in ("19", "20") for g in groups):
        return True
    return len(groups) == 3 and sorted(map(len, groups)) in ([2, 2, 4], [1, 2, 4], [1, 1, 4])


def is_cued(reading: Reading, start: int) -> bool:
    """Whether somebody is told to call or write to what stands at `start`."""
    return _is_near(reading.open_text, start, _CALL_CUES)


def _is_before(text: str, end: int) -> bool:
    """« 051-273-944 dans la case du NAS »: said after, in the same clause."""
    clause, _, _ = text[end : end + 36].partition(".")
    return any(word in ("sin", "nas", "ssn") for word in clause.replace(",", " ").split()[:7])


def _is_near(text: str, start: int, words: frozenset[str]) -> bool:
    before = text[max(0, start - 40) : start].replace(":", " ").replace("(", " ").replace("=", " ").split()
    return any(word.strip("'.,") in words for word in before)
