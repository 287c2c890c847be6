"""Lower case, no accents, no invisible letters, and a map back to what was typed.

Everything that matches works on folded text, everything that is stored or masked counts in the
letters the author typed. A wrong map would leave half a name visible, so the map is the promise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Letters of other scripts that pass for Latin ones; used to slip past word lists.
_LOOKALIKES: Final = dict(zip("авекмнорстухіѕјԁӏαβεικνορτυχѡ", "abekmhopctyxisjdlabeiknoptuxw", strict=True))
_LETTERS: Final = {
    "\n": "\n", "\t": " ", "\r": " ",
    "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "“": '"', "”": '"', "„": '"',
    "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "⁄": "/",
}  # fmt: skip

# Whatever is not a line break or a plain printable letter (of these the backtick alone changes).
_SPECIAL: Final = re.compile(r"([^\n -_a-~])")

# What a whole category of signs becomes: invisible ones vanish, broken ones stand as one mark.
_WHOLE: Final = {
    **dict.fromkeys(("Cf", "Cc", "Mn", "Me"), ""),
    **dict.fromkeys(("Cs", "Co", "Cn"), "\ufffd"),
    **dict.fromkeys(("Zs", "Zl", "Zp"), " "),
}


def _fold_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter in _LETTERS:
        return _LETTERS[letter]
    if category in _WHOLE:
        return _WHOLE[category]
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    out = []
    for part in unicodedata.normalize("NFKD", letter).lower():
        if unicodedata.category(part) not in ("Mn", "Me", "Cf", "Cc"):
            out.append(_LETTERS.get(part) or _LOOKALIKES.get(part, part))
    # A single sign may stand for eighteen letters ("ﷺ"): of more than three, what is no word ("⑽") goes, then
    # all but the first, so that a text of them grows by little.
    folded = "".join(out)
    if len(folded) > 3:
        folded = "".join(filter(str.isalnum, folded))
    return folded if len(folded) <= 3 else folded[0]


class _Table(dict[str, str]):
    def __missing__(self, letter: str) -> str:
        folded = _fold_letter(letter)
        # Bounded, so that a flood of rare letters cannot grow the process.
        if len(self) < 20_000:
            self[letter] = folded
        return folded


_TABLE: Final = _Table()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Folded text beside the text as typed."""

    raw: str
    text: str
    origin: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The typed letters behind a folded span, trailing accents and invisible marks included."""
        if self.origin is None or end <= start:
            return start, end
        last = self.origin[end - 1] + 1
        following = self.origin[end] if end < len(self.origin) else len(self.raw)
        return self.origin[start], max(last, following)

    def typed(self, start: int, end: int) -> str:
        """What was typed behind a folded span."""
        first, last = self.span(start, end)
        return self.raw[first:last]


def fold(raw: str) -> Folded:
    """Fold any string, lone surrogates and NUL included; never raises."""
    if raw.isascii() and raw.isprintable():
        return Folded(raw=raw, text=raw.lower().replace("`", "'"), origin=None)
    # Every other part is one special letter; between them stand letters that only lose their capitals.
    parts = _SPECIAL.split(raw)
    special = [_TABLE[letter] for letter in parts[1::2]]
    parts[1::2] = special
    text = "".join(parts).lower()
    return Folded(raw=raw, text=text, origin=None if set(map(len, special)) <= {1} else _origin(parts))


def _origin(parts: Sequence[str]) -> tuple[int, ...]:
    """For each folded letter the typed one behind it, of plain parts and special letters by turns."""
    origin: list[int] = []
    at = 0
    for index, part in enumerate(parts):
        if index % 2:
            origin += [at] * len(part)
            at += 1
        else:
            origin += range(at, at + len(part))
            at += len(part)
    return tuple(origin)
