"""Finds every listed phrase and template in a reading, in plain sight or written evasively."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from ..model import Signal, Urgency
from ..text.evasion import skeleton, unstarred
from ..text.speech import Speech, Stream, canonical, edges, load_speech, said
from ..text.tokens import Reading, Tokens
from .context import Context, load_context
from .lexicon import Lexicon, Row, expand
from .templates import Span, Template, Templates

_SHORTEST_GLUED = 7
_MOST_JUDGED = 12  # hits of one row in one text; those beyond keep their level, so that a flood costs no time


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
    """An automaton and what each of its patterns stands for."""

    automaton: AhoCorasick
    patterns: tuple[tuple[Pattern | Template, ...], ...]

    def find(self, text: str) -> list[tuple[int, int, int]]:
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


class PhraseBook:
    """One language's live rows, ready to run."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lang = lexicon.lang
        self.speech: Speech = load_speech(lexicon.lang)
        self.context: Context = load_context(lexicon.lang, self.speech)
        self.templates = Templates(lexicon.live, self.speech, self.context.classes)
        patterns = [
            (pattern, said(self.speech, pattern.form).words)
            for row in lexicon.live
            for pattern in _patterns(row, self.speech)
        ]
        plain: list[tuple[Pattern | Template, str]] = [(p, f" {' '.join(words)} ") for p, words in patterns]
        anchors = [(template, text) for text, some in self.templates.anchors().items() for template in some]
        self.plain = _matcher([*plain, *anchors])
        bare = [(pattern, f" {' '.join(map(skeleton, words))} ") for pattern, words in patterns]
        self.bare = _matcher(bare)
        glued = [(pattern, text.replace(" ", "")) for pattern, text in bare]
        self.glued = _matcher([(p, text) for p, text in glued if len(text) >= _SHORTEST_GLUED or not p.is_guard])
        self.words = frozenset(word for _, words in patterns for word in words)
        self.vocabulary = frozenset(map(skeleton, self.words))
        self.starred: dict[tuple[int, str], set[str]] = {}
        for word in (word for word in self.words if len(word) > 3):
            self.starred.setdefault((len(word), word[0]), set()).add(word)

    def said(self, reading: Reading) -> tuple[str, ...]:
        """The words of a reading as this language says them, before spellings are opened."""
        return self.speech.read(reading.folded, reading.tokens)

    def signals(self, reading: Reading) -> list[Signal]:
        """Every phrase that hits, once per place, with its level after context."""
        words = self.said(reading)
        signals = []
        if self.plain.find(self.speech.text(words)):
            stream = canonical(self.speech, words)
            signals = list(self._read(reading, reading.tokens, stream, self.plain, "plain"))
        if reading.is_suspect:
            seen = {(signal.phrase_id, signal.start) for signal in signals}
            signals += [s for s in self._evasive(reading) if (s.phrase_id, s.start) not in seen]
        return signals

    def _evasive(self, reading: Reading) -> Iterator[Signal]:
        text, runs = reading.folded.text, reading.glued
        found = [(unstarred(w, self.starred) if "*" in w else w, a, b) for w, a, b in reading.loosened]
        if not runs and not any(w in self.vocabulary and text[a:b] not in self.words for w, a, b in found):
            return
        tokens = Tokens([word for word, _, _ in found], lambda: [(start, end) for _, start, end in found])
        stream = canonical(self.speech, tokens.words)
        stream = Stream(words=tuple(map(skeleton, stream.words)), owners=stream.owners)
        yield from self._read(reading, tokens, stream, self.bare, "evasive")
        for run in runs:
            for which, _, _ in self.glued.find(run.letters):
                for pattern in self.glued.patterns[which]:
                    if isinstance(pattern, Pattern) and not pattern.is_guard:
                        span = reading.folded.span(run.start, run.end)
                        yield _signal(pattern.row, pattern.form, span, "evasive", (pattern.row.urgency, ()))

    def _read(self, reading: Reading, tokens: Tokens, stream: Stream, matcher: Matcher, view: str) -> Iterator[Signal]:
        hits = self._hits(reading, tokens, stream, matcher)
        if not hits:
            return
        place = self.context.place(reading, tokens, stream)
        judged: dict[str, int] = {}
        for hit in _kept(hits):
            row = hit.row
            first, last = stream.owners[hit.first], stream.owners[hit.last - 1]
            span = reading.folded.span(tokens.starts[first], tokens.ends[last])
            if view == "plain" and hit.pattern and not hit.pattern.is_whole(tokens.words, first, last):
                continue
            if not _as_written(row, hit.form, reading.folded.raw[span[0] : span[1]]):
                continue
            judged[row.id] = judged.get(row.id, 0) + 1
            if judged[row.id] > _MOST_JUDGED:
                continue
            yield _signal(row, hit.form, span, view, self.context.judge(row, place, hit.first, hit.last))

    def _hits(self, reading: Reading, tokens: Tokens, stream: Stream, matcher: Matcher) -> list[Hit]:
        offsets = stream.offsets()
        hits: list[Hit] = []
        wanted: dict[int, Template] = {}
        for which, start, end in matcher.find(stream.text()):
            for found in matcher.patterns[which]:
                if isinstance(found, Template):
                    wanted[id(found)] = found
                    continue
                first, last = stream.at(start + 1, offsets), stream.at(end - 2, offsets) + 1
                hits.append(Hit(row=found.row, form=found.form, pattern=found, first=first, last=last))
        if wanted:
            hits += self._templated(list(wanted.values()), reading, tokens, stream)
        return hits

    def _templated(self, wanted: list[Template], reading: Reading, tokens: Tokens, stream: Stream) -> Iterator[Hit]:
        places = self.templates.places(stream)
        sentence = stream.sentences(reading.folded.text, tokens)
        for template in wanted:
            for parts in template.find(places, sentence):
                yield Hit(
                    row=template.row, form=template.form, pattern=None,
                    first=parts[0][0], last=parts[-1][1], parts=parts,
                )  # fmt: skip


def _patterns(row: Row, speech: Speech) -> Iterator[Pattern]:
    for is_guard, forms in ((False, row.forms), (True, row.guards)):
        for form in forms:
            for spelled in expand(form) if "[" not in form else ():
                before, after = edges(speech, spelled)
                yield Pattern(row=row, form=spelled, is_guard=is_guard, before=before, after=after)


def _matcher(patterns: Sequence[tuple[Pattern | Template, str]]) -> Matcher:
    by_text: dict[str, list[Pattern | Template]] = {}
    for pattern, text in patterns:
        if text.strip():
            by_text.setdefault(text, []).append(pattern)
    return Matcher(
        automaton=AhoCorasick(list(by_text), store_patterns=False),
        patterns=tuple(map(tuple, by_text.values())),
    )


def _kept(hits: list[Hit]) -> list[Hit]:
    """Drop hits that a guard of the same row covers, and hits inside a longer one of their row."""
    by_row: dict[str, list[Hit]] = {}
    for hit in hits:
        by_row.setdefault(hit.row.id, []).append(hit)
    kept: list[Hit] = []
    for group in by_row.values():
        # Guards first, then longest: whoever covers comes before the covered.
        group.sort(key=lambda h: (not h.is_guard, h.first - h.last, h.first))
        strong: list[Hit] = []
        for hit in group:
            if not any(s.covers(hit) for s in strong[-32:]):
                strong.append(hit)
        kept += [hit for hit in strong if not hit.is_guard]
    return sorted(kept, key=lambda h: h.first)


def _as_written(row: Row, form: str, typed: str) -> bool:
    if row.match == "folded":
        return True
    if row.match == "case":
        return typed == form
    return typed.casefold() == form.casefold()


def _signal(row: Row, form: str, span: Span, view: str, level: tuple[Urgency, tuple[str, ...]]) -> Signal:
    urgency, rules = level
    return Signal(
        phrase_id=row.id, category=row.category, urgency=urgency, start=span[0], end=span[1], phrase=form, view=view,
        rules=rules, lang=row.lang, version=row.version, before=row.urgency, cssrs=row.cssrs,
    )  # fmt: skip
