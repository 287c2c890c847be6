"""Templates: choices of words in order, for what no list of phrases can hold.

"[i] .. {want|need to} .. [die]" asks for one word or phrase of each choice within one sentence; ".." lets up
to three words stand between, "..." up to seven, nothing means side by side. "[die]" names a class of
context/<lang>.toml, "{a|b}" lists its own words, "{a|}" may be absent, bare words stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Final

from ..text.speech import Speech, said
from .forms import expand
from .lexicon import Row
from .template import Element, Template, Words, by_word, window_of

_GAPS: Final = {"..": 3, "...": 7}
_PART: Final = re.compile(r"\{[^{}]*\}|\[[\w-]+\]|\.{2,3}|[^\s\[\]{}.]+")
_WORDS: Final = 1e5  # frequencies are told per so many words
_MOST_COMMON: Final = 20_000  # nothing that stands in every post is worth an anchor
_UNSEEN: Final = 1
_RARE: Final = 10
_MOST_ANCHORS: Final = 120


class Templates:
    """One language's templates over the word classes of its context file.

    `frequent` says how often a word is written: the rarest choice of a template is its anchor.
    """

    def __init__(
        self, rows: Iterable[Row], speech: Speech, classes: Mapping[str, Sequence[str]], frequent: Mapping[str, int]
    ) -> None:
        self._speech, self._classes, self._frequent = speech, classes, frequent
        self._said: dict[str, Words] = {}
        self._elements: dict[tuple[tuple[Words, ...], int], Element] = {}
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
        options = {options for options, _ in self._elements}
        return set(chain(*chain(*options)))

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
                    elements.append(self._element(options, gap))
                    gap = 0
            anchors, first, last = self._anchors(elements)
            if anchors:
                rarest = self._rarest(elements, first, last)
                found.append(
                    Template(
                        row=row,
                        form=form,
                        elements=tuple(elements),
                        anchors=anchors,
                        anchored=first,
                        needs=frozenset(min(option, key=self._rate) for option in elements[rarest].options),
                        window=window_of(elements, first, rarest),
                    )
                )
        if not found:
            raise ValueError(f"lexicon {row.lang}, row {row.id}: nothing rare enough to look for: {form}")
        return found

    def _element(self, options: tuple[Words, ...], gap: int) -> Element:
        """A choice and what may stand before it; made once, however many templates hold it."""
        if (options, gap) not in self._elements:
            self._elements[options, gap] = Element(
                options=options,
                opening=by_word(0, options),
                ending=by_word(-1, options),
                gap=gap,
                commonness=self._commonness(options),
            )
        return self._elements[options, gap]

    def _rarest(self, elements: Sequence[Element], first: int, last: int) -> int:
        """Which element is rarest of those outside `first` up to `last`, or of all where these are all."""
        others = [*range(first), *range(last, len(elements))] or range(len(elements))
        return min(others, key=lambda index: elements[index].commonness)

    def _anchors(self, elements: Sequence[Element]) -> tuple[tuple[str, ...], int, int]:
        """The rarest element spelled out, with those after it while that makes it rarer and stays short.

        With it the place of its first element, and that after its last.
        """
        best: tuple[Words, ...] = ()
        least, place, after = float(_MOST_COMMON), 0, 0
        for first in range(len(elements)):
            spelled: list[Words] = [()]
            rate = _WORDS
            for last, element in enumerate(elements[first:], first + 1):
                if spelled != [()] and element.gap:
                    break
                options = element.options
                if spelled != [()] and len(spelled) * len(options) > _MOST_ANCHORS:
                    break
                spelled = [(*before, *option) for before in spelled for option in options]
                rate *= element.commonness / _WORDS
                if rate < least / 2:
                    best, least, place, after = tuple(spelled), rate, first, last
                if rate < _RARE:
                    break
        return tuple(f" {' '.join(words)} " for words in best), place, after

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
