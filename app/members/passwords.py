"""Which passwords are refused: short ones, and long ones that somebody else would try first.

No rules of composition: length counts (NIST SP 800-63B-4). What is refused is a known password or
phrase in any dress (digits around it, leet, repeats), keyboard runs, and what points to the member.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from app.kernel.i18n import N_

LEAST, MOST = 15, 200
_FEWEST_KINDS = 6  # different characters
_LEAST_LEFT = 8  # characters that must remain when runs and repeats count once
_SITE = ("havre",)
_ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "01234567890",
    "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "qazwsxedcrfvtgbyhnujmik", "!@#$%^&*()_+",
)  # fmt: skip
_RUN = 4
_LEET = str.maketrans("@4301$578!", "aaeoisstbi")
_LEET_L = str.maketrans("@4301$578!", "aaeolsstbl")
_SAME = re.compile(r"(.)\1{2,}")


def complaint(password: str, *, own: tuple[str, ...] = ()) -> str | None:
    """Why this password cannot be taken, in one sentence, or None. `own` are words that lead to the member."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < LEAST:
        return N_("Please use at least 15 characters. Four words that have nothing to do with each other work well.")
    if len(plain) > MOST:
        return N_("Please use at most 200 characters.")
    folded = _folded(plain)
    if len(set(folded)) < _FEWEST_KINDS or len(_without_runs(folded)) < _LEAST_LEFT:
        return N_("This is a row of neighbouring keys or the same thing again. Please choose something less regular.")
    if any(word in _bare(folded) for word in _own_words(own)):
        return N_("Please leave your chosen name, your e-mail address and the name of this site out of it.")
    if any(_is_common(letters) for letters in _readings(folded)):
        return N_("This password is on a list of common ones. Please choose words that nobody would guess.")
    return None


def _own_words(own: tuple[str, ...]) -> list[str]:
    words = (_bare(_folded(word.partition("@")[0])) for word in (*own, *_SITE))
    return [word for word in words if len(word) >= 4]


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def _readings(folded: str) -> set[str]:
    """The letters of a password in each way that it may be meant, repeats counted once."""
    trimmed = folded.strip("0123456789 .,!?*#+-_/@$&=")
    dressed = (folded, trimmed, trimmed.translate(_LEET), trimmed.translate(_LEET_L), folded.translate(_LEET))
    letters = {"".join(c for c in reading if c.isalpha()) for reading in dressed}
    return {_once(reading) for reading in letters if reading}


def _is_common(letters: str) -> bool:
    known = _common()
    if letters in known:
        return True
    # Two listed words side by side are no better than one.
    return any(letters[:at] in known and letters[at:] in known for at in range(4, len(letters) - 3))


def _once(text: str) -> str:
    """The unit that a text repeats, or the text itself."""
    at = (text + text).find(text, 1)
    return text[:at]


def _without_runs(text: str) -> str:
    """A text in which every run of neighbours and every repetition counts as one character."""
    left = _SAME.sub(r"\1", _once(text))
    at, kept = 0, []
    while at < len(left):
        kept.append(left[at])
        at += _run_at(left, at)
    return "".join(kept)


def _run_at(text: str, at: int) -> int:
    """The length of the run that begins here; 1 where none does."""
    end = at + _RUN
    while end <= len(text) and text[at:end] in _runs():
        end += 1
    return end - 1 - at if end > at + _RUN else 1


@cache
def _runs() -> frozenset[str]:
    """Every piece of a row of keys, forwards and backwards."""
    rows = [row * 2 if row.isdigit() else row for row in _ROWS]
    rows += [row[::-1] for row in rows]
    return frozenset(row[a:b] for row in rows for a in range(len(row)) for b in range(a + _RUN, len(row) + 1))


@cache
def _common() -> frozenset[str]:
    lines = (Path(__file__).parent / "common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
