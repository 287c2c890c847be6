"""Where a hit stands: its clause, the words near it, the letters between them; cut out when a rule asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from ..text.speech import Stream
from ..text.tokens import Reading, Tokens

_REACH: Final = 7
_NEAR: Final = 4
_FAR: Final = 200  # letters in which the other quotation mark is looked for
_STOPS: Final = frozenset(".!?;\n")

Words = tuple[str, ...]


class Stretch(NamedTuple):
    """Some canonical words, and the same space-padded."""

    words: Words
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words and space-padded phrases that say one thing, in canonical spelling."""

    words: frozenset[str]
    phrases: tuple[str, ...]

    def stands_in(self, stretch: Stretch) -> bool:
        """Whether one of them is there."""
        return not self.words.isdisjoint(stretch.words) or any(phrase in stretch.text for phrase in self.phrases)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where hits are judged: the canonical words and what lies between them."""

    reading: Reading
    tokens: Tokens
    stream: Stream
    help_talk: Cue

    @cached_property
    def is_help_talk(self) -> bool:
        """Whether the whole text speaks of help; looked at once."""
        return self.help_talk.stands_in(Stretch(self.stream.words, self.stream.text()))

    def between(self, index: int) -> str:
        """The letters between canonical word `index` and the next one."""
        owner, following = self.stream.owners[index], self.stream.owners[index + 1]
        if owner == following:
            return ""
        return self.reading.folded.text[self.tokens.ends[owner] : self.tokens.starts[following]]

    def has_stop(self, index: int) -> bool:
        """Whether a sentence ends between canonical word `index` and the next one."""
        return not _STOPS.isdisjoint(self.between(index))

    def is_one_sentence(self, first: int, last: int) -> bool:
        """Whether canonical words `first` and `last` stand in the same sentence."""
        return not any(map(self.has_stop, range(first, last)))

    def clause(self, first: int, last: int, breaks: frozenset[str]) -> tuple[int, int]:
        """Up to seven words to each side, not beyond the end of the sentence or a "but"."""
        words = self.stream.words
        left = first
        while left > 0 and first - left < _REACH:
            if words[left - 1] in breaks or self.has_stop(left - 1):
                break
            left -= 1
        right = last
        while right < len(words) and right - last < _REACH:
            if words[right] in breaks or self.has_stop(right - 1):
                break
            right += 1
        return left, right


@dataclass(frozen=True, kw_only=True)
class Around:
    """A hit over canonical words `first` up to but not including `last`; its surroundings are cut when asked for."""

    place: Place
    first: int
    last: int
    breaks: frozenset[str]

    @cached_property
    def clause(self) -> tuple[int, int]:
        """Where its clause begins and ends."""
        return self.place.clause(self.first, self.last, self.breaks)

    @cached_property
    def before(self) -> Words:
        """The words of its clause before it."""
        return self.place.stream.words[self.clause[0] : self.first]

    @cached_property
    def near(self) -> Stretch:
        """The last few of these."""
        words = self.before[-_NEAR:]
        return Stretch(words, padded(words))

    @cached_property
    def both(self) -> Stretch:
        """The words of its clause before and after it; no phrase reaches across it."""
        after = self.place.stream.words[self.last : self.clause[1]]
        return Stretch(self.before + after, padded(self.before) + padded(after))

    @property
    def nearest(self) -> Iterator[str]:
        """Its own words, then those before it, the nearest first."""
        return chain(self.place.stream.words[self.first : self.last], reversed(self.before))


def is_quoted(around: Around) -> bool:
    """Between quotation marks opened before and closed after, within the same text."""
    place = around.place
    text = place.reading.folded.text
    if '"' not in text:
        return False
    start = place.tokens.starts[place.stream.owners[around.first]]
    end = place.tokens.ends[place.stream.owners[around.last - 1]]
    opened = text.count('"', max(0, start - _FAR), start) % 2 == 1
    return opened and '"' in text[end : end + _FAR]


def padded(words: Words) -> str:
    """Words in one text, a space at each end, so that a phrase hits whole words only."""
    return f" {' '.join(words)} "
