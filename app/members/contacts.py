"""Contact details as people type them, read into one form each."""

from __future__ import annotations

import re
from datetime import date

import phonenumbers

_POSTAL = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d")
_EMAIL = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.[^\W\d_]{2,}")
_DATE = re.compile(r"(\d{4})[ ./-]?(\d{1,2})[ ./-]?(\d{1,2})", re.ASCII)
_LONGEST_EMAIL = 254  # bytes; the envelope has room for no more
_EARLIEST = date(1900, 1, 1)


def read_email(text: str) -> str | None:
    """The address, or None when it cannot be one."""
    email = text.strip()
    is_one = _EMAIL.fullmatch(email) is not None and len(email.encode()) <= _LONGEST_EMAIL
    return email if is_one and ".." not in email else None


def read_phone(text: str) -> str | None:
    """The number as +1…, or None. Without a country code it is Canadian or American."""
    try:
        number = phonenumbers.parse(text, "CA")
    except phonenumbers.NumberParseException:
        return None
    # "Possible", not "valid": a real number that a list does not know yet must not be refused.
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_postal(text: str) -> str | None:
    """A Canadian postal code as "K1A 0B1", from any case and spacing, or None."""
    plain = re.sub(r"[\s-]", "", text).upper()
    return f"{plain[:3]} {plain[3:]}" if _POSTAL.fullmatch(plain) else None


def read_birth_date(text: str, *, today: date) -> date | None:
    """A past date that somebody living can have, or None: year, month, day, with any separator or none."""
    match = _DATE.fullmatch(text.strip())
    try:
        born = date(*map(int, match.groups())) if match else today
    except ValueError:
        return None
    return born if _EARLIEST < born < today else None


def age_on(today: date, born: date) -> int:
    """Full years on a day; who was born on 29 February has a birthday on 1 March in other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
