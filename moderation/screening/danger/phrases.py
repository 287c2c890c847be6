"""Finds every listed phrase and template in a reading, in plain sight or written evasively."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..model import Signal, Urgency
from ..text.evasion import Vocabulary, skeleton
from ..text.speech import Speech, canonical, load_speech
from ..text.tokens import Reading, Tokens
from .context import Context, load_context, load_frequencies
from .lexicon import Lexicon, Row
from .matching import Match, kept, matcher_of, patterns_of, phrase_hits, template_hit
from .template import Span, Template, Words
from .templates import Templates

_SHORTEST_GLUED = 7
_MOST_TRIES = 64
# Hits of one row in one text that are judged by what surrounds them. The next one keeps the row's own level for all
# that follow: a flood costs no time, and no lowered hits in front can hide one that is meant.
_MOST_JUDGED = 12


class PhraseBook:
    """One language's live rows, ready to run."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lang = lexicon.lang
        self.speech: Speech = load_speech(lexicon.lang)
        self.context: Context = load_context(lexicon.lang, self.speech)
        self.templates = Templates(lexicon.live, self.speech, self.context.classes, load_frequencies(lexicon.lang))
        patterns = [found for row in lexicon.live for found in patterns_of(row, self.speech)]
        texts = [(pattern, f" {' '.join(words)} ") for pattern, words in patterns]
        self.plain = matcher_of(texts, self.templates.anchors())
        glued = ((pattern, skeleton(text.replace(" ", ""))) for pattern, text in texts if not pattern.is_guard)
        self.glued = matcher_of(((p, text) for p, text in glued if len(text) >= _SHORTEST_GLUED), {})
        self.vocabulary = Vocabulary({word for _, words in patterns for word in words} | self.templates.words())

    def said(self, reading: Reading) -> tuple[str, ...]:
        """The words of a reading as this language says them, before spellings are opened."""
        return self.speech.read(reading.folded, reading.tokens)

    def signals(self, reading: Reading) -> list[Signal]:
        """Every phrase that hits, once per place, with its level after context."""
        words = self.said(reading)
        signals = list(self._read(reading, reading.tokens, words, "plain"))
        if reading.is_suspect:
            seen = {(signal.phrase_id, signal.start) for signal in signals}
            signals += [s for s in self._evasive(reading) if (s.phrase_id, s.start) not in seen]
        return signals

    def _evasive(self, reading: Reading) -> Iterator[Signal]:
        """What is found once leet, stars, stretched and spaced letters are read as words of the lexicon."""
        read = reading.read_by(self.vocabulary)
        if read is not None:
            yield from self._read(reading, read, read.words, "evasive")
        for run in reading.glued:
            for which, _, _ in self.glued.find(run.letters):
                for pattern in self.glued.patterns[which]:
                    span = reading.folded.span(run.start, run.end)
                    yield _signal(pattern.row, pattern.form, span, "evasive", (pattern.row.urgency, ()))

    def _read(self, reading: Reading, tokens: Tokens, words: Words, view: str) -> Iterator[Signal]:
        text = self.speech.text(words)
        found = self.plain.find(text)
        after = self.plain.phrases
        phrases = [one for one in found if one[0] < after]
        templated = self._templated(found, text) if len(phrases) < len(found) else []
        if not templated and self.plain.telling.isdisjoint([which for which, _, _ in phrases]):
            return
        place = self.context.place(reading, tokens, canonical(self.speech, words))
        hits = list(phrase_hits(phrases, self.plain, text))
        hits += [template_hit(*one) for one in templated if place.is_one_sentence(one[1][0][0], one[1][-1][0])]
        judged: Counter[str] = Counter()
        for hit in kept(hits):
            row = hit.row
            first, last = place.stream.owners[hit.first], place.stream.owners[hit.last - 1]
            span = reading.folded.span(tokens.starts[first], tokens.ends[last])
            if view == "plain" and hit.pattern and not hit.pattern.is_whole(tokens.words, first, last):
                continue
            if not _as_written(row, hit.form, reading.folded.raw[span[0] : span[1]]):
                continue
            judged[row.id] += 1
            if judged[row.id] <= _MOST_JUDGED:
                yield _signal(row, hit.form, span, view, self.context.judge(row, place, hit.first, hit.last))
            elif judged[row.id] == _MOST_JUDGED + 1:
                yield _signal(row, hit.form, span, view, (row.urgency, ()))

    def _templated(self, found: Sequence[Match], text: str) -> list[tuple[Template, tuple[Span, ...]]]:
        """The templates that stand around their anchors."""
        phrases = self.plain.phrases
        words = tuple(text.split())
        present = frozenset(words)
        tries: dict[int, int] = {}
        hits = []
        for which, start, _ in found:
            if which < phrases:
                continue
            # A flood of one anchor is tried a few times only: what it could show, it has shown by then.
            tries[which] = tries.get(which, 0) + 1
            if tries[which] > _MOST_TRIES:
                continue
            for template in self.plain.templates[which - phrases]:
                if not template.needs.isdisjoint(present):
                    parts = template.find(words, text.count(" ", 0, start))
                    if parts is not None:
                        hits.append((template, parts))
        return hits


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
