"""Templates: classes of words in order, for what no list of phrases can hold.

"[i] .. [want] .. [die]" asks for a word of each class in one sentence; ".." lets up to three words
stand between, "..." up to seven, nothing means side by side. A bare word stands for itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick

from ..text.speech import Speech, Stream, said
from .lexicon import Row, expand

_GAPS: Final = {"..": 3, "...": 7}
_PART: Final = re.compile(r"\[[\w-]+\]|\.{2,3}|[^\s\[\].]+")
_MOST_HITS: Final = 8

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One class, and how many words may stand between it and the element before."""

    name: str
    gap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template form of a row; `anchor` is the class that must be there before anything else is looked at."""

    row: Row
    form: str
    elements: tuple[Element, ...]
    anchor: str

    def find(self, places: Mapping[str, Sequence[Span]], sentence: Sequence[int]) -> Iterator[tuple[Span, ...]]:
        """The spans of its elements, in words; at most eight finds a text."""
        paths: list[tuple[Span, ...]] = [(span,) for span in places.get(self.elements[0].name, ())]
        for element in self.elements[1:]:
            if not paths:
                return
            paths = list(_extended(paths, places.get(element.name, ()), element.gap, sentence))
        yield from paths[:_MOST_HITS]


def _extended(
    paths: Sequence[tuple[Span, ...]], spans: Sequence[Span], gap: int, sentence: Sequence[int]
) -> Iterator[tuple[Span, ...]]:
    """Each span with the nearest path that ends before it, if that is near enough and in its sentence."""
    ends = [path[-1][1] for path in paths]
    for span in spans:
        nearest = bisect_right(ends, span[0]) - 1
        if nearest < 0 or span[0] - ends[nearest] > gap:
            continue
        if sentence[paths[nearest][-1][0]] == sentence[span[0]]:
            yield (*paths[nearest], span)


class Templates:
    """One language's templates over the word classes of context/<lang>.toml; a common class is no anchor."""

    def __init__(self, rows: Iterable[Row], speech: Speech, classes: Mapping[str, Sequence[str]]) -> None:
        self._speech = speech
        self._members = {name: _members(speech, phrases) for name, phrases in classes.items()}
        self._common = frozenset(classes.get("common", ()))
        self.all = tuple(self._parse(row, form) for row in rows for form in _templates_of(row))
        used = {element.name for template in self.all for element in template.elements}
        by_text: dict[str, list[str]] = {}
        for name in sorted(used):
            for text in self._members[name]:
                by_text.setdefault(text, []).append(name)
        self._names = tuple(map(tuple, by_text.values()))
        self._automaton = AhoCorasick(list(by_text), store_patterns=False)

    def anchors(self) -> dict[str, list[Template]]:
        """The texts whose presence makes it worth looking for a template, each with its templates."""
        found: dict[str, list[Template]] = {}
        for template in self.all:
            for text in self._members[template.anchor]:
                found.setdefault(text, []).append(template)
        return found

    def places(self, stream: Stream) -> dict[str, list[Span]]:
        """Where words of each class stand, in words, ordered by their ends."""
        offsets = stream.offsets()
        found: dict[str, list[Span]] = {}
        for which, start, end in self._automaton.find_matches_as_indexes(stream.text(), overlapping=True):
            span = stream.at(start + 1, offsets), stream.at(end - 2, offsets) + 1
            for name in self._names[which]:
                found.setdefault(name, []).append(span)
        return found

    def _parse(self, row: Row, form: str) -> Template:
        elements: list[Element] = []
        gap = 0
        for part in _PART.findall(form):
            if part in _GAPS:
                gap = _GAPS[part]
                continue
            name = part[1:-1] if part.startswith("[") else f"={part}"
            if name.startswith("="):
                self._members.setdefault(name, _members(self._speech, [part]))
            elif name not in self._members:
                raise ValueError(f"lexicon {row.lang}, row {row.id}: no class [{name}]")
            elements.append(Element(name=name, gap=gap))
            gap = 0
        rare = [e.name for e in elements if e.name not in self._common and e.name[1:] not in self._common]
        if len(elements) < 2 or not rare:
            raise ValueError(f"lexicon {row.lang}, row {row.id}: a template needs two elements, one of them not common")
        return Template(row=row, form=form, elements=tuple(elements), anchor=rare[-1])


def _members(speech: Speech, phrases: Iterable[str]) -> tuple[str, ...]:
    spelled = (spelling for phrase in phrases for spelling in expand(phrase))
    texts = (f" {' '.join(said(speech, one).words)} " for one in spelled)
    return tuple(dict.fromkeys(text for text in texts if text.strip()))


def _templates_of(row: Row) -> Iterator[str]:
    for form in row.forms:
        if "[" in form:
            yield from expand(form)
