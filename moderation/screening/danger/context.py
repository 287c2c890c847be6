"""What stands around a phrase moves its level: negation, past, who, question, quotation, timing.

A rule never deletes a hit. Losing a person who wrote "I don't want to die but" costs more than a
clinician's glance at someone who is well; only a guard on the very same words may delete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..model import Urgency
from ..text.speech import FOLDER, Speech, Stream, canonical, context_table
from ..text.tokens import Reading, Tokens, words_of
from .lexicon import Row

_REACH: Final = 7
_NEAR: Final = 4
_ONE_STEP: Final = ("negation", "past", "long past", "long_past", "quotation", "question")
_STOPS: Final = frozenset(".!?;\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where hits are judged: the canonical words and what lies between them."""

    reading: Reading
    tokens: Tokens
    stream: Stream
    is_help_talk: bool

    def between(self, index: int) -> str:
        """The letters between canonical word `index` and the next one."""
        owner, following = self.stream.owners[index], self.stream.owners[index + 1]
        if owner == following:
            return ""
        return self.reading.folded.text[self.tokens.ends[owner] : self.tokens.starts[following]]

    def clause(self, first: int, last: int, breaks: frozenset[str]) -> tuple[int, int]:
        """Up to seven words to each side, not beyond the end of the sentence or a "but"."""
        words = self.stream.words
        left = first
        while left > 0 and first - left < _REACH:
            if words[left - 1] in breaks or not _STOPS.isdisjoint(self.between(left - 1)):
                break
            left -= 1
        right = last
        while right < len(words) and right - last < _REACH:
            if words[right] in breaks or not _STOPS.isdisjoint(self.between(right - 1)):
                break
            right += 1
        return left, right


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One language's cues, each a space-padded canonical phrase."""

    cues: Mapping[str, tuple[str, ...]]
    breaks: frozenset[str]
    classes: Mapping[str, tuple[str, ...]]

    def judge(self, row: Row, place: Place, first: int, last: int) -> tuple[Urgency, tuple[str, ...]]:
        """The row's level after its surroundings, and the rules that moved it."""
        words = place.stream.words
        left, right = place.clause(first, last, self.breaks)
        near = _text(words[max(left, first - _NEAR) : first])
        around = _text(words[left:first]) + _text(words[last:right])
        person = self._person(words, left, first, last)
        rules = [
            rule
            for rule in row.rules
            if (rule == person)
            or (rule == "negation" and self._is_negated(near, around))
            or (rule == "past" and (self._has("past", near) or self._has("far_past", around)))
            or (rule == "long_past" and self._has("far_past", around))
            or (rule == "timing" and self._has("timing", around))
            or (rule == "quotation" and _is_quoted(place, first, last))
            or (rule == "question" and self._is_question(place, words[left:first], right))
            or (rule == "help_talk" and place.is_help_talk and person != "first_person")
        ]
        if "past" in rules and self._has("far_past", around):
            rules.append("long past")
        return self._level(row.urgency, rules), tuple(rules)

    def place(self, reading: Reading, tokens: Tokens, stream: Stream) -> Place:
        """Prepare a text for judging; what counts for the whole text is looked at once."""
        is_help_talk = self._has("help_talk", stream.text())
        return Place(reading=reading, tokens=tokens, stream=stream, is_help_talk=is_help_talk)

    def _person(self, words: tuple[str, ...], left: int, first: int, last: int) -> str:
        """Who it is about: the phrase's own person, else the nearest one named before it."""
        nearest = [*words[first:last], *reversed(words[left:first])]
        for word in nearest:
            for person in ("first_person", "second_person", "third_person"):
                if f" {word} " in self.cues[person]:
                    return person
        return ""

    def _is_negated(self, near: str, around: str) -> bool:
        return self._has("negation", near) and not self._has("pseudo_negation", around + near)

    def _is_question(self, place: Place, before: tuple[str, ...], right: int) -> bool:
        if right >= len(place.stream.words):
            tail = place.reading.folded.text[place.tokens.ends[place.stream.owners[-1]] :]
        else:
            tail = place.between(right - 1)
        return "?" in tail and self._has("question", _text(before))

    def _has(self, cue: str, text: str) -> bool:
        return any(phrase in text for phrase in self.cues[cue])

    @staticmethod
    def _level(urgency: Urgency, rules: list[str]) -> Urgency:
        steps = sum(rule in _ONE_STEP for rule in rules)
        if "help_talk" in rules and "second_person" in rules:
            steps = 3
        elif "second_person" in rules:
            steps += 2
        elif "help_talk" in rules and urgency is not Urgency.IMMEDIATE:
            steps += 1
        if "third_person" in rules:
            steps += 1 if urgency is Urgency.IMMEDIATE else 0
        if "timing" in rules and steps == 0 and urgency is Urgency.HIGH:
            return Urgency.IMMEDIATE
        return urgency.lowered(steps)


def load_context(lang: str, speech: Speech) -> Context:
    """Read the cues of context/<lang>.toml, in canonical spelling."""
    table = context_table(lang)
    cues = {
        name: tuple(_text(canonical(speech, words_of(phrase)).words) for phrase in phrases)
        for name, phrases in table["cues"].items()
    }
    classes = {name: tuple(phrases) for name, phrases in table.get("classes", {}).items()}
    return Context(cues=cues, breaks=frozenset(table["cues"]["breaks"]), classes=classes)


def load_frequencies(lang: str) -> dict[str, int]:
    """How often each frequent word is written, per hundred thousand words of this board's training texts."""
    lines = (FOLDER / "context" / f"{lang}_frequent.txt").read_text(encoding="utf-8").split()
    return {word: int(count) for word, count in zip(lines[::2], lines[1::2], strict=True)}


def _text(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


def _is_quoted(place: Place, first: int, last: int) -> bool:
    """Between quotation marks opened before and closed after, within the same text."""
    text = place.reading.folded.text
    start = place.tokens.starts[place.stream.owners[first]]
    end = place.tokens.ends[place.stream.owners[last - 1]]
    opened = text.count('"', max(0, start - 200), start) % 2 == 1
    return opened and '"' in text[end : end + 200]
