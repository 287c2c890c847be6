"""One template as it is looked for: around an anchor that stands in the text, outwards, nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lexicon import Row

Span = tuple[int, int]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One choice, its options by their first and by their last word, and how many words may stand before it.

    `commonness` is how often one of them is to be expected.
    """

    options: tuple[Words, ...]
    opening: Mapping[str, tuple[Words, ...]]
    ending: Mapping[str, tuple[Words, ...]]
    gap: int
    commonness: float

    @property
    def longest(self) -> int:
        """How many words its longest option has."""
        return max(map(len, self.options))


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template of a row; one of its `anchors`, texts of the elements from `anchored` on, must be there first.

    One of the words it `needs` must stand in the `window`, counted from the anchor's first word: else the rarest of
    its other elements is missing, and looking for the rest is in vain.
    """

    row: Row
    form: str
    elements: tuple[Element, ...]
    anchors: tuple[str, ...]
    anchored: int
    needs: frozenset[str]
    window: Span

    def find(self, words: Words, at: int) -> tuple[Span, ...] | None:
        """The spans of its elements around an anchor that begins at word `at`; nearest first, None without one."""
        first, last = self.window
        if self.needs.isdisjoint(words[max(0, at + first) : at + last]):
            return None
        after = self._after(words, self.anchored, at, 0)
        before = after and self._before(words, self.anchored, at)
        return None if after is None or before is None else (*before, *after)

    def _after(self, words: Words, index: int, start: int, gap: int) -> tuple[Span, ...] | None:
        """Elements from `index` on, the first of them at most `gap` words after `start`."""
        if index == len(self.elements):
            return ()
        for at in range(start, min(start + gap + 1, len(words))):
            for option in self.elements[index].opening.get(words[at], ()):
                end = at + len(option)
                if words[at:end] == option:
                    following = self.elements[index + 1].gap if index + 1 < len(self.elements) else 0
                    rest = self._after(words, index + 1, end, following)
                    if rest is not None:
                        return ((at, end), *rest)
        return None

    def _before(self, words: Words, index: int, start: int) -> tuple[Span, ...] | None:
        """Elements up to `index`, the last of them near enough before `start`."""
        if index == 0:
            return ()
        for end in range(start, max(0, start - self.elements[index].gap - 1), -1):
            for option in self.elements[index - 1].ending.get(words[end - 1], ()):
                at = end - len(option)
                if at >= 0 and words[at:end] == option:
                    rest = self._before(words, index - 1, at)
                    if rest is not None:
                        return (*rest, (at, end))
        return None


def window_of(elements: Sequence[Element], first: int, other: int) -> Span:
    """Between which words element `other` lies where element `first` begins at word 0."""
    if other < first:
        return -sum(one.longest + following.gap for one, following in pairwise(elements[other : first + 1])), 0
    return 0, elements[first].longest + sum(one.gap + one.longest for one in elements[first + 1 : other + 1])


def by_word(place: int, options: Iterable[Words]) -> dict[str, tuple[Words, ...]]:
    """Options by their first (0) or last (-1) word."""
    found: dict[str, list[Words]] = {}
    for option in options:
        found.setdefault(option[place], []).append(option)
    return {word: tuple(some) for word, some in found.items()}
