"""Words of a folded text, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .folding import Folded, fold

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Words without punctuation; `starts` and `ends` count in the folded text."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text prepared once for every detector.

    `open_text` is the folded text with help lines and public bodies blanked out: what may be
    looked at for personal details. Both have the same length.
    """

    lang: str
    folded: Folded
    tokens: Tokens
    open_text: str

    def has_digits(self, least: int = 1) -> bool:
        """A cheap gate: are there at least so many digits to look at?"""
        return sum(map(self.open_text.count, "0123456789")) >= least

    def has_word(self, words: frozenset[str]) -> bool:
        """A cheap gate: does any of these words occur?"""
        return not words.isdisjoint(self.tokens.words)

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next one."""
        end = self.tokens.ends[index]
        following = index + 1
        stop = self.tokens.starts[following] if following < len(self.tokens.words) else None
        return self.folded.text[end:stop]

    def is_open(self, index: int) -> bool:
        """False when word `index` belongs to an allowed phrase such as a help line."""
        return self.open_text[self.tokens.starts[index]] != BLANK

    def typed(self, index: int) -> str:
        """Word `index` with its capitals and accents."""
        return self.folded.typed(self.tokens.starts[index], self.tokens.ends[index])

    def is_capital(self, index: int) -> bool:
        """Whether word `index` was typed with a capital first letter."""
        return self.typed(index)[:1].isupper()


BLANK: Final = "\x00"


def split(text: str) -> Tokens:
    """Cut folded text into words."""
    spans = [found.span() for found in _WORD.finditer(text)]
    return Tokens(
        words=tuple([text[start:end] for start, end in spans]),
        starts=tuple([start for start, _ in spans]),
        ends=tuple([end for _, end in spans]),
    )


def words_of(phrase: str) -> tuple[str, ...]:
    """The folded words of a list entry."""
    return split(fold(phrase).text).words
