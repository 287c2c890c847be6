"""Finds every listed phrase in a reading, in plain sight or written evasively."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from ..model import Signal, Urgency
from ..text.evasion import glued_runs, is_suspect, plain_words, skeleton
from ..text.speech import Speech, Stream, canonical, edges, load_speech, said
from ..text.tokens import Reading, Tokens
from .context import Context, load_context
from .lexicon import Lexicon, Row, expand

_SHORTEST_GLUED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One spelled-out form, or a guard that may cancel its row's hits on the same words."""

    row: Row
    form: str
    is_guard: bool
    before: tuple[str, ...]
    after: tuple[str, ...]

    def is_whole(self, words: tuple[str, ...], first: int, last: int) -> bool:
        """Whether the words the form opens and ends with stand there, though screening steps over them."""
        before, after = words[max(0, first - len(self.before)) : first], words[last + 1 : last + 1 + len(self.after)]
        return before == self.before and after == self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """An automaton and what each of its patterns stands for."""

    automaton: AhoCorasick
    patterns: tuple[tuple[Pattern, ...], ...]

    def find(self, text: str) -> list[tuple[Pattern, int, int]]:
        """Every pattern in `text`, guards included."""
        found = self.automaton.find_matches_as_indexes(text, overlapping=True)
        return [(one, start, end) for which, start, end in found for one in self.patterns[which]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A pattern over canonical words `first` up to but not including `last`."""

    pattern: Pattern
    first: int
    last: int


class PhraseBook:
    """One language's live rows, ready to run."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lang = lexicon.lang
        self.speech: Speech = load_speech(lexicon.lang)
        self.context: Context = load_context(lexicon.lang, self.speech)
        patterns = [
            (pattern, said(self.speech, pattern.form).words)
            for row in lexicon.live
            for pattern in _patterns(row, self.speech)
        ]
        plain = [(pattern, f" {' '.join(words)} ") for pattern, words in patterns]
        self.plain = _matcher(plain)
        bare = [(pattern, f" {' '.join(map(skeleton, words))} ") for pattern, words in patterns]
        self.bare = _matcher(bare)
        glued = [(pattern, text.replace(" ", "")) for pattern, text in bare]
        self.glued = _matcher([(p, text) for p, text in glued if len(text) >= _SHORTEST_GLUED or not p.is_guard])
        self.starred: dict[tuple[int, str], set[str]] = {}
        for word in {word for _, words in patterns for word in words if len(word) > 3}:
            self.starred.setdefault((len(word), word[0]), set()).add(word)

    def signals(self, reading: Reading) -> list[Signal]:
        """Every phrase that hits, once per place, with its level after context."""
        stream = canonical(self.speech, self.speech.read(reading.folded, reading.tokens))
        signals = list(self._read(reading, reading.tokens, stream, self.plain, "plain"))
        if is_suspect(reading.folded.text):
            seen = {(signal.phrase_id, signal.start) for signal in signals}
            signals += [s for s in self._evasive(reading) if (s.phrase_id, s.start) not in seen]
        return signals

    def _evasive(self, reading: Reading) -> Iterator[Signal]:
        tokens = plain_words(reading.folded.text, self.starred)
        stream = canonical(self.speech, tokens.words)
        stream = Stream(words=tuple(map(skeleton, stream.words)), owners=stream.owners)
        yield from self._read(reading, tokens, stream, self.bare, "evasive")
        for run in glued_runs(reading.folded.text):
            for pattern, _, _ in self.glued.find(run.letters):
                if not pattern.is_guard:
                    span = reading.folded.span(run.start, run.end)
                    yield _signal(pattern, span, "evasive", pattern.row.urgency, ())

    def _read(self, reading: Reading, tokens: Tokens, stream: Stream, matcher: Matcher, view: str) -> Iterator[Signal]:
        hits = _hits(matcher, stream)
        if not hits:
            return
        place = self.context.place(reading, tokens, stream)
        for hit in _kept(hits):
            row = hit.pattern.row
            first, last = stream.owners[hit.first], stream.owners[hit.last - 1]
            span = reading.folded.span(tokens.starts[first], tokens.ends[last])
            if view == "plain" and not hit.pattern.is_whole(tokens.words, first, last):
                continue
            if not _as_written(row, hit.pattern.form, reading.folded.raw[span[0] : span[1]]):
                continue
            urgency, rules = self.context.judge(row, place, hit.first, hit.last)
            yield _signal(hit.pattern, span, view, urgency, rules)


def _patterns(row: Row, speech: Speech) -> Iterator[Pattern]:
    for is_guard, forms in ((False, row.forms), (True, row.guards)):
        for form in forms:
            for spelled in expand(form):
                before, after = edges(speech, spelled)
                yield Pattern(row=row, form=spelled, is_guard=is_guard, before=before, after=after)


def _matcher(patterns: Sequence[tuple[Pattern, str]]) -> Matcher:
    by_text: dict[str, list[Pattern]] = {}
    for pattern, text in patterns:
        if text.strip():
            by_text.setdefault(text, []).append(pattern)
    return Matcher(
        automaton=AhoCorasick(list(by_text), store_patterns=False),
        patterns=tuple(map(tuple, by_text.values())),
    )


def _hits(matcher: Matcher, stream: Stream) -> list[Hit]:
    found = matcher.find(stream.text())
    if not found:
        return []
    offsets = stream.offsets()
    return [Hit(pattern=p, first=stream.at(a + 1, offsets), last=stream.at(b - 2, offsets) + 1) for p, a, b in found]


def _kept(hits: list[Hit]) -> list[Hit]:
    """Drop hits that a guard of the same row covers, and hits inside a longer one of their row."""
    by_row: dict[str, list[Hit]] = {}
    for hit in hits:
        by_row.setdefault(hit.pattern.row.id, []).append(hit)
    kept: list[Hit] = []
    for group in by_row.values():
        # Longest first, guards first at equal length: whoever covers comes before the covered.
        group.sort(key=lambda h: (h.first - h.last, not h.pattern.is_guard, h.first))
        strong: list[Hit] = []
        for hit in group:
            if not any(s.first <= hit.first and hit.last <= s.last for s in strong[-32:]):
                strong.append(hit)
        kept += [hit for hit in strong if not hit.pattern.is_guard]
    return sorted(kept, key=lambda h: h.first)


def _as_written(row: Row, form: str, typed: str) -> bool:
    if row.match == "folded":
        return True
    if row.match == "case":
        return typed == form
    return typed.casefold() == form.casefold()


def _signal(pattern: Pattern, span: tuple[int, int], view: str, urgency: Urgency, rules: tuple[str, ...]) -> Signal:
    row = pattern.row
    return Signal(
        phrase_id=row.id, category=row.category, urgency=urgency,
        start=span[0], end=span[1], phrase=pattern.form, view=view, rules=rules, lang=row.lang,
    )  # fmt: skip
