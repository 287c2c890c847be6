"""Templates: choices of words in order, for what no list of phrases can hold.

"[i] .. {want|need to} .. [die]" asks for one word or phrase of each choice within one sentence; ".." lets up
to three words stand between, "..." up to seven, nothing means side by side. "[die]" names a class of
context/<lang>.toml, "{a|b}" lists its own words, "{a|}" may be absent, bare words stand for themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import Final

from ..text.speech import Speech, said
from .forms import expand
from .lexicon import Row

_GAPS: Final = {"..": 3, "...": 7}
_PART: Final = re.compile(r"\{[^{}]*\}|\[[\w-]+\]|\.{2,3}|[^\s\[\]{}.]+")
_MOST_HITS: Final = 8
_WORDS: Final = 1e5  # frequencies are told per so many words
_MOST_COMMON: Final = 20_000  # nothing that stands in every post is worth an anchor
_UNSEEN: Final = 1
_RARE: Final = 10
_MOST_ANCHORS: Final = 120

Span = tuple[int, int]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One choice, its options by their first word, and how many words may stand between it and the one before.

    `keys` holds the rarest word of each option: without any of them the choice cannot be there.
    """

    keys: frozenset[str]
    options: Mapping[str, tuple[Words, ...]]
    gap: int

    def spans(self, words: Words, places: Mapping[str, Sequence[int]]) -> list[Span]:
        """Where any option stands, ordered by their ends."""
        found = [
            (at, at + len(option))
            for first in self.options.keys() & places.keys()
            for option in self.options[first]
            for at in places[first]
            if len(option) == 1 or words[at : at + len(option)] == option
        ]
        return sorted(found, key=lambda span: span[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template of a row; one of its `anchors`, as text, must be there before anything else is looked at."""

    row: Row
    form: str
    elements: tuple[Element, ...]
    anchors: tuple[str, ...]

    def may_be_in(self, words: Collection[str]) -> bool:
        """A cheap test: does a key word of every element occur?"""
        return all(not element.keys.isdisjoint(words) for element in self.elements)

    def find(self, words: Words, places: Mapping[str, Sequence[int]]) -> list[tuple[Span, ...]]:
        """The spans of its elements, in words; at most eight finds a text."""
        paths: list[tuple[Span, ...]] = [(span,) for span in self.elements[0].spans(words, places)]
        for element in self.elements[1:]:
            if not paths:
                return []
            paths = list(_extended(paths, element.spans(words, places), element.gap))
        return paths[:_MOST_HITS]


def _extended(paths: Sequence[tuple[Span, ...]], spans: Sequence[Span], gap: int) -> Iterator[tuple[Span, ...]]:
    """Each span with the nearest path that ends before it, if that is near enough."""
    ends = [path[-1][1] for path in paths]
    for span in spans:
        nearest = bisect_right(ends, span[0]) - 1
        if nearest >= 0 and span[0] - ends[nearest] <= gap:
            yield (*paths[nearest], span)


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
        choices = (some for template in self.all for one in template.elements for some in one.options.values())
        return set(chain(*chain(*choices)))

    def find(self, wanted: Sequence[Template], words: Words) -> list[tuple[Template, tuple[Span, ...]]]:
        """Every template of `wanted` that is there, with the spans of its elements."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(words if wanted else ()):
            places.setdefault(word, []).append(at)
        return [(template, parts) for template in wanted for parts in template.find(words, places)]

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
                    keys = frozenset(min(option, key=self._rate) for option in options)
                    elements.append(Element(keys=keys, options=_by_first(options), gap=gap))
                    gap = 0
            anchors = self._anchors(elements)
            if anchors:
                found.append(Template(row=row, form=form, elements=tuple(elements), anchors=anchors))
        if not found:
            raise ValueError(f"lexicon {row.lang}, row {row.id}: nothing rare enough to look for: {form}")
        return found

    def _anchors(self, elements: Sequence[Element]) -> tuple[str, ...]:
        """The rarest element spelled out, with the ones at its side while that makes it rarer and stays short."""
        best: tuple[Words, ...] = ()
        least = float(_MOST_COMMON)
        for first in range(len(elements)):
            spelled: list[Words] = [()]
            rate = _WORDS
            for element in elements[first:]:
                if spelled != [()] and element.gap:
                    break
                options = [option for some in element.options.values() for option in some]
                if spelled != [()] and len(spelled) * len(options) > _MOST_ANCHORS:
                    break
                spelled = [(*before, *option) for before in spelled for option in options]
                rate *= self._commonness(options) / _WORDS
                if rate < least / 2:
                    best, least = tuple(spelled), rate
                if rate < _RARE:
                    break
        return tuple(f" {' '.join(words)} " for words in best)

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


def _by_first(options: Iterable[Words]) -> dict[str, tuple[Words, ...]]:
    by_first: dict[str, list[Words]] = {}
    for option in options:
        by_first.setdefault(option[0], []).append(option)
    return {first: tuple(some) for first, some in by_first.items()}
