"""What stands in a lexicon as automata see it: patterns, the matcher that finds them, and hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from ..text.speech import Speech, canonical, edges, spoken
from .forms import expand, is_template
from .lexicon import Row
from .template import Span, Template, Words

Match = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One spelled-out form, or a guard that may cancel its row's hits on the same words."""

    row: Row
    form: str
    is_guard: bool
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def is_whole(self, words: tuple[str, ...], first: int, last: int) -> bool:
        """Whether the words the form opens and ends with stand there, though screening steps over them."""
        before, after = words[max(0, first - len(self.before)) : first], words[last + 1 : last + 1 + len(self.after)]
        return before == self.before and after == self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """An automaton and what it finds: phrases first, then the anchors of templates.

    `telling` are the phrases that are not only guards: a text in which none of them stands says nothing.
    """

    automaton: AhoCorasick
    patterns: tuple[tuple[Pattern, ...], ...]
    telling: frozenset[int]
    templates: tuple[tuple[Template, ...], ...]

    @property
    def phrases(self) -> int:
        """How many of the automaton's patterns are phrases."""
        return len(self.patterns)

    def find(self, text: str) -> list[Match]:
        """Every pattern in `text`, guards and anchors included."""
        return self.automaton.find_matches_as_indexes(text, overlapping=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A pattern over canonical words `first` up to but not including `last`; a guard may cover any of `parts`."""

    row: Row
    form: str
    pattern: Pattern | None
    first: int
    last: int
    parts: tuple[Span, ...] = ()

    @property
    def is_guard(self) -> bool:
        """Whether this is an idiom that cancels, not a phrase that counts."""
        return self.pattern is not None and self.pattern.is_guard

    def covers(self, other: Hit) -> bool:
        """Whether `other`, or for a guard one part of it, lies within this hit."""
        if self.first <= other.first and other.last <= self.last:
            return True
        return self.is_guard and any(self.first <= first and last <= self.last for first, last in other.parts)


def patterns_of(row: Row, speech: Speech) -> Iterator[tuple[Pattern, Words]]:
    """A row's phrases and guards, spelled out, each with its canonical words; its templates are read elsewhere."""
    for is_guard, forms in ((False, row.forms), (True, row.guards)):
        for form in forms:
            for spelled in expand(form) if is_guard or not is_template(form) else ():
                words = spoken(speech, spelled)
                before, after = edges(speech, words)
                pattern = Pattern(row=row, form=spelled, is_guard=is_guard, before=before, after=after)
                yield pattern, canonical(speech, words).words


def matcher_of(patterns: Iterable[tuple[Pattern, str]], anchors: Mapping[str, Sequence[Template]]) -> Matcher:
    """An automaton over phrases and anchors, each given with its text."""
    by_text: dict[str, list[Pattern]] = {}
    for pattern, text in patterns:
        if text.strip():
            by_text.setdefault(text, []).append(pattern)
    return Matcher(
        automaton=AhoCorasick([*by_text, *anchors], store_patterns=False),
        patterns=tuple(map(tuple, by_text.values())),
        telling=frozenset(at for at, some in enumerate(by_text.values()) if not all(one.is_guard for one in some)),
        templates=tuple(map(tuple, anchors.values())),
    )


def phrase_hits(found: Iterable[Match], matcher: Matcher, text: str) -> Iterator[Hit]:
    """The phrases among what an automaton finds in `text`, where a blank stands before each word."""
    for which, start, end in found:
        first = text.count(" ", 0, start)
        last = first + text.count(" ", start, end - 1)
        for pattern in matcher.patterns[which]:
            yield Hit(row=pattern.row, form=pattern.form, pattern=pattern, first=first, last=last)


def template_hit(template: Template, parts: tuple[Span, ...]) -> Hit:
    """A template that was found, as a hit."""
    first, last = parts[0][0], parts[-1][1]
    return Hit(row=template.row, form=template.form, pattern=None, first=first, last=last, parts=parts)


def kept(hits: list[Hit]) -> list[Hit]:
    """Drop hits that a guard of the same row covers, and hits inside a longer one of their row."""
    by_row: dict[str, list[Hit]] = {}
    for hit in hits:
        by_row.setdefault(hit.row.id, []).append(hit)
    left: list[Hit] = []
    for group in by_row.values():
        # Guards first, then longest: whoever covers comes before the covered.
        group.sort(key=lambda h: (not h.is_guard, h.first - h.last, h.first))
        strong: list[Hit] = []
        for hit in group:
            if not any(s.covers(hit) for s in strong[-32:]):
                strong.append(hit)
        left += [hit for hit in strong if not hit.is_guard]
    return sorted(left, key=lambda h: h.first)
