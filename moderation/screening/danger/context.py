"""What stands around a phrase moves its level: negation, past, who, question, quotation, timing.

A rule never deletes a hit. Losing a person who wrote "I don't want to die but" costs more than a
clinician's glance at someone who is well; only a guard on the very same words may delete.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..model import Urgency
from ..text.speech import FOLDER, Speech, Stream, canonical, context_table
from ..text.tokens import Reading, Tokens, words_of
from .lexicon import Row
from .surroundings import Around, Cue, Place, Stretch, Words, is_quoted, padded

_ONE_STEP: Final = ("negation", "past", "long past", "long_past", "quotation", "question")
_PERSONS: Final = ("first_person", "second_person", "third_person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One language's cues; `persons` says of a word who is meant by it."""

    cues: Mapping[str, Cue]
    persons: Mapping[str, str]
    breaks: frozenset[str]
    classes: Mapping[str, tuple[str, ...]]

    def judge(self, row: Row, place: Place, first: int, last: int) -> tuple[Urgency, tuple[str, ...]]:
        """The row's level after its surroundings, and the rules that moved it."""
        around = Around(place=place, first=first, last=last, breaks=self.breaks)
        rules = [rule for rule in row.rules if self._holds(rule, around)]
        if "past" in rules and self._around("far_past", around):
            rules.append("long past")
        return self._level(row.urgency, rules), tuple(rules)

    def place(self, reading: Reading, tokens: Tokens, stream: Stream) -> Place:
        """Prepare a text for judging."""
        return Place(reading=reading, tokens=tokens, stream=stream, help_talk=self.cues["help_talk"])

    def _holds(self, rule: str, around: Around) -> bool:
        """Whether a rule of a row moves its hit."""
        match rule:
            case "negation":
                return self._near("negation", around) and not self._around("pseudo_negation", around)
            case "past":
                return self._near("past", around) or self._around("far_past", around)
            case "long_past" | "timing":
                return self._around("far_past" if rule == "long_past" else rule, around)
            case "quotation" | "question":
                return is_quoted(around) if rule == "quotation" else self._is_question(around)
            case "help_talk":
                return around.place.is_help_talk and self._person(around) != "first_person"
            case _:
                return rule == self._person(around)

    def _near(self, cue: str, around: Around) -> bool:
        return self.cues[cue].stands_in(around.near)

    def _around(self, cue: str, around: Around) -> bool:
        return self.cues[cue].stands_in(around.both)

    def _person(self, around: Around) -> str:
        """Who it is about: the phrase's own person, else the nearest one named before it."""
        return next((self.persons[word] for word in around.nearest if word in self.persons), "")

    def _is_question(self, around: Around) -> bool:
        place, right = around.place, around.clause[1]
        if right >= len(place.stream.words):
            tail = place.reading.folded.text[place.tokens.ends[place.stream.owners[-1]] :]
        else:
            tail = place.between(right - 1)
        return "?" in tail and self.cues["question"].stands_in(Stretch(around.before, padded(around.before)))

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
    said = {
        name: [canonical(speech, words_of(phrase)).words for phrase in phrases]
        for name, phrases in table["cues"].items()
    }
    # Of a word that several hold, the first is who it names.
    persons = {words[0]: name for name in reversed(_PERSONS) for words in said[name] if len(words) == 1}
    classes = {name: tuple(phrases) for name, phrases in table.get("classes", {}).items()}
    cues = {name: _cue(phrases) for name, phrases in said.items()}
    return Context(cues=cues, persons=persons, breaks=frozenset(table["cues"]["breaks"]), classes=classes)


def load_frequencies(lang: str) -> dict[str, int]:
    """How often each frequent word is written, per hundred thousand words of this board's training texts."""
    lines = (FOLDER / "context" / f"{lang}_frequent.txt").read_text(encoding="utf-8").split()
    return {word: int(count) for word, count in zip(lines[::2], lines[1::2], strict=True)}


def _cue(phrases: Sequence[Words]) -> Cue:
    return Cue(
        words=frozenset(words[0] for words in phrases if len(words) == 1),
        phrases=tuple(padded(words) for words in phrases if len(words) > 1),
    )
