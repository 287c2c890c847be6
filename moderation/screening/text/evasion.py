"""Reads letters written to slip past a list: leet, spaced letters, stretched words, stars."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

_LEET: Final = str.maketrans("013457@$!|", "oieastasii")
_SUSPECT: Final = re.compile(
    r"[^\W\d_][0134578@$!|*#_]+[^\W\d_]|(?<!\d)[@$0134578](?!(?:am|pm|th|rd|hrs?|mg|min|e|h)\b)[^\W\d_]{2}"
    r"|([^\W\d_])\1\1|(?<!\w)[^\W_](?:[^\w\n]{1,3}[^\W_]){2,}(?!\w)"
)
_MIXED: Final = re.compile(r"[\w@$!|*]+")
_RUN: Final = re.compile(r"(?<!\w)[^\W_](?:[^\w\n]{1,3}[^\W_]){2,}(?!\w)")
_REPEAT: Final = re.compile(r"(.)\1+")
_SHORTEST_GLUED: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Glued:
    """A run of single letters with what separated them taken out."""

    letters: str
    start: int
    end: int


def is_suspect(text: str) -> bool:
    """A cheap test: could anything be written evasively here?"""
    return _SUSPECT.search(text) is not None


def skeleton(word: str) -> str:
    """A word with each run of one letter cut to a single letter; l and i count as one (kiII)."""
    return _REPEAT.sub(r"\1", word.replace("l", "i"))


def plain_words(text: str, starred: Mapping[tuple[int, str], Collection[str]]) -> list[tuple[str, int, int]]:
    """The words of a suspect text as they would be without leet, stars or spacing, each with its span."""
    words = [(_decode(text[start:end], starred), start, end) for start, end in _pieces(text)]
    return [one for one in words if one[0]]


def glued_runs(text: str) -> list[Glued]:
    """Runs of spaced letters long enough to hold a phrase."""
    runs = []
    for found in _RUN.finditer(text):
        letters = "".join(letter for letter in found.group() if letter.isalnum())
        if len(letters) >= _SHORTEST_GLUED:
            letters = skeleton(letters.translate(_LEET))
            runs.append(Glued(letters=letters, start=found.start(), end=found.end()))
    return runs


def _pieces(text: str) -> list[tuple[int, int]]:
    runs = [found.span() for found in _RUN.finditer(text)]
    pieces: list[tuple[int, int]] = []
    at = 0
    for start, end in [*runs, (len(text), len(text))]:
        pieces.extend(found.span() for found in _MIXED.finditer(text, at, start))
        if end > start:
            pieces.append((start, end))
        at = end
    return pieces


def _decode(piece: str, starred: Mapping[tuple[int, str], Collection[str]]) -> str:
    if "*" in piece.strip("*") and len(piece) <= 20:
        for word in sorted(starred.get((len(piece), piece[0]), ())):
            if all(a in ("*", b) for a, b in zip(piece, word, strict=True)):
                return skeleton(word)
    if not any(letter.isalpha() for letter in piece):
        return piece if piece.isalnum() else ""
    ended = piece.rstrip("!|*")
    decoded = "".join(letter for letter in ended.translate(_LEET) if letter.isalnum())
    return skeleton(decoded)
