"""Words of a folded text, with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .evasion import Glued, Vocabulary, glued_runs, is_suspect, plain_words
from .folding import Folded, fold

WORD: Final = re.compile(r"[^\W_]+")
BLANK: Final = "\x00"
# The letters of ASCII by their numbers, those that belong to no word as blanks.
_SPACED: Final = "".join(letter if letter.isalnum() else " " for letter in map(chr, range(128)))


class Tokens:
    """Words without punctuation; `starts` and `ends` count in the folded text and are made when first asked for."""

    def __init__(self, words: Sequence[str], spans: Callable[[], list[tuple[int, int]]]) -> None:
        self.words = tuple(words)
        self._spans = spans

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word begins."""
        return tuple([start for start, _ in self._places])

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends."""
        return tuple([end for _, end in self._places])

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return self._spans()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A text prepared once for every detector.

    `open_text` is the folded text with help lines and public bodies blanked out: what may be
    looked at for personal details. Both have the same length.
    """

    lang: str
    folded: Folded
    tokens: Tokens
    blanked: Callable[[str], str]

    @cached_property
    def open_text(self) -> str:
        """The folded text without what must stay readable."""
        return self.blanked(self.folded.text)

    @cached_property
    def is_suspect(self) -> bool:
        """Whether anything here could be written to slip past a list."""
        return is_suspect(self.folded.text, self.tokens.words)

    @cached_property
    def loosened(self) -> list[tuple[str, int, int]]:
        """The words without leet, repeats and spacing, each with its folded span."""
        return plain_words(self.folded.text)

    def read_by(self, vocabulary: Vocabulary) -> Tokens | None:
        """A suspect text in words as a vocabulary reads them; None where it finds nothing behind what was typed."""
        if not self.is_suspect:
            return None
        text = self.folded.text
        read = [(vocabulary.read(text[a:b], word), a, b) for word, a, b in self.loosened]
        if not any(word != text[a:b] and word in vocabulary.words for word, a, b in read):
            return None
        return Tokens([word for word, _, _ in read], lambda: [(start, end) for _, start, end in read])

    @cached_property
    def glued(self) -> list[Glued]:
        """Runs of single letters, joined."""
        return glued_runs(self.folded.text)

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


def words_in(text: str) -> list[str]:
    """The words of folded text."""
    # Cutting at blanks finds the same words, and is quicker than any expression.
    return text.translate(_SPACED).split() if text.isascii() else WORD.findall(text)


def split(text: str) -> Tokens:
    """Cut folded text into words, with their places."""
    return Tokens(words_in(text), lambda: [found.span() for found in WORD.finditer(text)])


def words_of(phrase: str) -> tuple[str, ...]:
    """The folded words of a list entry."""
    return split(fold(phrase).text).words
