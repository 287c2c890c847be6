"""Templates: choices of words in order, for what no list of phrases can hold.

"[i] .. {want|need to} .. [die]" asks for one word or phrase of each choice within one sentence; ".." lets up
to three words stand between, "..." up to seven, nothing means side by side. "[die]" names a class of
context/<lang>.toml, "{a|b}" lists its own words, "{a|}" may be absent, bare words stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import Final

from ..text.speech import Speech, said
from .forms import expand
from .lexicon import Row

_GAPS: Final = {"..": 3, "...": 7}
_PART: Final = re.compile(r"\{[^{}]*\}|\[[\w-]+\]|\.{2,3}|[^\s\[\]{}.]+")
_WORDS: Final = 1e5  # frequencies are told per so many words
_MOST_COMMON: Final = 20_000  # nothing that stands in every post is worth an anchor
_UNSEEN: Final = 1
_RARE: Final = 10
_MOST_ANCHORS: Final = 120

Span = tuple[int, int]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One choice, its options by their first and by their last word, and how many words may stand before it."""

    opening: Mapping[str, tuple[Words, ...]]
    ending: Mapping[str, tuple[Words, ...]]
    gap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template of a row; one of its `anchors`, texts of the elements from `anchored` on, must be there first."""

    row: Row
    form: str
    elements: tuple[Element, ...]
    anchors: tuple[str, ...]
    anchored: int

    def find(self, words: Words, at: int) -> tuple[Span, ...] | None:
        """The spans of its elements around an anchor that begins at word `at`; nearest first, None without one."""
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


def within_one(sentences: Sequence[int], parts: Sequence[Span]) -> bool:
    """Whether a find lies in one sentence; `sentences` numbers that of each word."""
    return sentences[parts[0][0]] == sentences[parts[-1][0]]


class Templates:
    """One language's templates over the word classes of its context file.

    `frequent` says how often a word is written: the rarest choice of a template is its anchor.
    """

    def __init__(
        self, rows: Iterable[Row], speech: Speech, classes: Mapping[str, Sequence[str]], frequent: Mapping[str, int]
    ) -> None:
        self._speech, self._classes, self._frequent = speech, classes, frequent
        self._said: dict[str, Words] = {}
        self.all = tuple(template for row in rows for form in row.templates for template in self._parse(row, form))

    def anchors(self) -> dict[str, list[Template]]:
        """The texts whose presence makes it worth looking for a template, each with its templates."""
        found: dict[str, list[Template]] = {}
        for template in self.all:
            for text in template.anchors:
                found.setdefault(text, []).append(template)
        return found

    def words(self) -> set[str]:
        """Every word that a template asks for."""
        choices = (some for template in self.all for one in template.elements for some in one.opening.values())
        return set(chain(*chain(*choices)))

    def _parse(self, row: Row, form: str) -> list[Template]:
        """A template for each way to leave out what may be absent, but those that leave only common words."""
        slots = [self._slot(row, part) for part in _PART.findall(form)]
        found: list[Template] = []
        for variant in product(*slots):
            elements, gap = list[Element](), 0
            for options in variant:
                if isinstance(options, int):
                    gap = max(gap, options)
                elif options is not None:
                    elements.append(Element(opening=_by(0, options), ending=_by(-1, options), gap=gap))
                    gap = 0
            anchors, anchored = self._anchors(elements)
            if anchors:
                told = Template(row=row, form=form, elements=tuple(elements), anchors=anchors, anchored=anchored)
                found.append(told)
        if not found:
            raise ValueError(f"lexicon {row.lang}, row {row.id}: nothing rare enough to look for: {form}")
        return found

    def _anchors(self, elements: Sequence[Element]) -> tuple[tuple[str, ...], int]:
        """The rarest element spelled out, with those after it while that makes it rarer and stays short; its place."""
        best: tuple[Words, ...] = ()
        least, place = float(_MOST_COMMON), 0
        for first in range(len(elements)):
            spelled: list[Words] = [()]
            rate = _WORDS
            for element in elements[first:]:
                if spelled != [()] and element.gap:
                    break
                options = [option for some in element.opening.values() for option in some]
                if spelled != [()] and len(spelled) * len(options) > _MOST_ANCHORS:
                    break
                spelled = [(*before, *option) for before in spelled for option in options]
                rate *= self._commonness(options) / _WORDS
                if rate < least / 2:
                    best, least, place = tuple(spelled), rate, first
                if rate < _RARE:
                    break
        return tuple(f" {' '.join(words)} " for words in best), place

    def _slot(self, row: Row, part: str) -> tuple[tuple[Words, ...] | int | None, ...]:
        if part in _GAPS:
            return (_GAPS[part],)
        pieces = [piece.strip() for piece in part.strip("{}").split("|")]
        found = [option for piece in pieces for option in self._options(row, piece)]
        options = tuple(dict.fromkeys(option for option in found if option))
        # What screening steps over (an empty choice, "just") may be absent.
        return tuple(dict.fromkeys((options or None, None if () in found else options)))

    def _options(self, row: Row, piece: str) -> Iterator[Words]:
        entries: Sequence[str] = (piece,)
        if piece.startswith("["):
            if piece[1:-1] not in self._classes:
                raise ValueError(f"lexicon {row.lang}, row {row.id}: no class {piece}")
            entries = [spelled for entry in self._classes[piece[1:-1]] for spelled in expand(entry)]
        for entry in entries:
            if entry not in self._said:
                self._said[entry] = said(self._speech, entry).words
            yield self._said[entry]

    def _commonness(self, options: Iterable[Words]) -> float:
        """How often one of them is to be expected: each as often as its rarest word."""
        return sum(min(map(self._rate, option)) for option in options)

    def _rate(self, word: str) -> int:
        return self._frequent.get(word, _UNSEEN)


def _by(place: int, options: Iterable[Words]) -> dict[str, tuple[Words, ...]]:
    """Options by their first (0) or last (-1) word."""
    by_word: dict[str, list[Words]] = {}
    for option in options:
        by_word.setdefault(option[place], []).append(option)
    return {word: tuple(some) for word, some in by_word.items()}
