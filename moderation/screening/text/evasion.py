"""Reads letters written to slip past a list: leet, spaced letters, stretched words, stars."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase
from typing import Final

from ahocorasick_rs import AhoCorasick

_LEET: Final = str.maketrans("013457@$!|", "oieastasii")
_SIGN: Final = re.compile(r"[0134578@$!|*#_]")
# Each begins with one of these rare signs, so that a calm text is passed over quickly.
_INSIDE: Final = re.compile(r"[0134578@$!|*#_](?<=[^\W\d_].)[0134578@$!|*#_]*(?=[^\W\d_])")
_BEFORE: Final = re.compile(r"[@$0134578](?<!\w\w)(?!(?:am|pm|th|rd|st|hrs?|mg|min|e|h)\b)(?=[^\W\d_]{2})")
_STRETCHED: Final = re.compile(r"([^\W\d_])\1\1")
_TRIPLES: Final = AhoCorasick([letter * 3 for letter in ascii_lowercase], store_patterns=False)
_MIXED: Final = re.compile(r"[\w@$!|*]+")
_RUN: Final = re.compile(r"(?<!\w)[^\W_](?:[^\w\n]{1,3}[^\W_]){2,}(?!\w)")
_REPEAT: Final = re.compile(r"(.)\1+")
_SHORTEST_GLUED: Final = 7
_SHORTEST_STARRED: Final = 3
_LONGEST_STARRED: Final = 20
_LONGEST: Final = 60  # no word of a lexicon; such a run is not kept in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Glued:
    """A run of single letters with what separated them taken out."""

    letters: str
    start: int
    end: int


def is_suspect(text: str, words: Sequence[str]) -> bool:
    """A cheap test: could anything be written evasively here?"""
    return _has_signs(text) or _is_stretched(text) or _is_spaced(text, words)


def _has_signs(text: str) -> bool:
    """Whether signs that may stand for letters are where letters are."""
    first = _SIGN.search(text)
    if first is None:
        return False
    return _INSIDE.search(text, first.start()) is not None or _BEFORE.search(text, first.start()) is not None


def _is_stretched(text: str) -> bool:
    """Whether one letter stands three times in a row."""
    if _TRIPLES.find_matches_as_indexes(text):
        return True
    return not text.isascii() and _STRETCHED.search(text) is not None


def _is_spaced(text: str, words: Sequence[str]) -> bool:
    """Whether three single letters follow each other, with little between them."""
    lengths = [*map(len, words)]
    if lengths.count(1) < 3 or (1, 1, 1) not in zip(lengths, lengths[1:], lengths[2:], strict=False):
        return False
    return _RUN.search(text) is not None


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """A word with each run of one letter cut to a single letter; l and i count as one (kiII)."""
    return _REPEAT.sub(r"\1", word.replace("l", "i"))


def plain_words(text: str) -> list[tuple[str, int, int]]:
    """The words of a suspect text as they would be without leet or spacing, each with its span; stars are kept."""
    words = [(_decode(text[start:end]), start, end) for start, end in _pieces(text)]
    return [one for one in words if one[0]]


class Vocabulary:
    """The words of a lexicon, to recognize one that was written evasively."""

    def __init__(self, words: Collection[str]) -> None:
        self.words = frozenset(words)
        self._by_skeleton: dict[str, str] = {}
        self._by_ends: dict[tuple[int, str], list[str]] = {}
        for word in sorted(self.words):
            self._by_skeleton.setdefault(skeleton(word), word)
            if len(word) > _SHORTEST_STARRED:
                self._by_ends.setdefault((len(word), word[0]), []).append(word)

    def read(self, typed: str, loosened: str) -> str:
        """The word of the lexicon that stands behind a piece, else the piece without stars."""
        if typed in self.words:
            return typed
        if "*" not in loosened:
            return self._by_skeleton.get(loosened, typed if typed.isalnum() else loosened)
        for word in self._by_ends.get((len(loosened), loosened[0]), ()):
            if all(a in ("*", b) for a, b in zip(loosened, word, strict=True)):
                return word
        return loosened.replace("*", "")


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
    # Starred words side by side ("a*d i") only look like a run.
    runs = [found.span() for found in _RUN.finditer(text) if not _is_starred(found.group())]
    pieces: list[tuple[int, int]] = []
    at = 0
    for start, end in [*runs, (len(text), len(text))]:
        pieces.extend(found.span() for found in _MIXED.finditer(text, at, start))
        if end > start:
            pieces.append((start, end))
        at = end
    return pieces


def _decode(piece: str) -> str:
    if piece.isalpha():
        return skeleton(piece) if len(piece) < _LONGEST else piece
    if not any(letter.isalpha() for letter in piece):
        return piece if piece.isalnum() else ""
    if _is_starred(piece):
        return piece
    decoded = "".join(letter for letter in piece.rstrip("!|*").translate(_LEET) if letter.isalnum())
    return skeleton(decoded) if len(decoded) < _LONGEST else decoded


def _is_starred(piece: str) -> bool:
    return "*" in piece.strip("*") and len(piece) <= _LONGEST_STARRED
