"""Names, places and units by a small model: a second, weaker look after the lists and cues.

What it finds is only flagged; `agreeing` says where a second weak source makes it sure. The model reads words
cut here, never by spaCy's own tokenizer, whose time grows with the square of a run of punctuation. Beside its
letters each word brings what the lists know of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ...model import Kind, Redaction
from ...text.tokens import BLANK, Reading
from ..agreeing import MODEL, second_source
from ..gazetteer import load_gazetteer
from ..naming import speaks_against
from ..nobodies import nobodies
from ..redacting import redaction
from ..vocabulary import is_ordinary, is_slip

WEIGHTS: Final = Path(__file__).parents[2] / "weights"
_FEWEST: Final = 4
MOST_TOKENS: Final = 2_000  # more than any post of ordinary writing; a flood of single signs is cut here
RULE: Final = MODEL
_LEFT_OUT: Final = ["vocab", "tokenizer"]  # the words met in training, and spaCy's own way to cut
_TOKEN: Final = re.compile(r"[^\W_]+|([^\w\s])\1*|_+")
_KINDS: Final = {"PERSON": Kind.PERSON, "LOCATION": Kind.LOCATION, "ORG_UNIT": Kind.ORG_UNIT}
# "yoooo", « recouchée »: no name in lower case looks so, unless a list holds it.
_DRAWN_OUT: Final = re.compile(r"(.)\1\1|ees?\Z")
_EVERYDAY: Final = frozenset({"word", "kept", "cue", "relative", "where", "sign", "number", "slip", "deed"})
_UNKNOWN: Final = frozenset({"given", "family", "town", "unit", "unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A text in tokens: letters without accents but with their capitals, folded spans, what the lists know."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    tags: tuple[str, ...]


def cut(reading: Reading) -> Cut:
    """Words and runs of one sign, at most `MOST_TOKENS`; what must stay readable is told as such."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    tags: list[str] = []
    text, open_text, folded = reading.folded.text, reading.open_text, reading.folded
    same = folded.origin is None
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        word = found.group()
        typed = folded.raw[start:end] if same else folded.typed(start, end)
        if typed != word:
            word = _cased(word, typed)
        words.append(word[:_LONGEST])
        spans.append((start, end))
        tags.append("kept" if open_text[start] == BLANK else tag(text[start:end]))
        if len(spans) == MOST_TOKENS:
            break
    return Cut(words=tuple(words), spans=tuple(spans), tags=tuple(tags))


_LONGEST: Final = 40


def _cased(word: str, typed: str) -> str:
    if len(typed) > 1 and typed.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word


@lru_cache(maxsize=20_000)
def tag(word: str) -> str:
    """What the lists know of a folded word."""
    lists = load_gazetteer()
    if not word[0].isalpha():
        return "number" if word[0].isdigit() else "sign"
    if (word,) in lists.kept_places.get(word, ()):
        return "kept"
    for name, known in (
        ("cue", lists.ranks), ("relative", lists.relatives), ("cue", lists.titles), ("given", lists.given),
        ("family", lists.surnames), ("town", lists.places), ("where", lists.place_cues), ("deed", lists.deeds),
        ("also given", lists.also_given), ("also family", lists.also_words), ("also town", lists.ambiguous_places),
        ("unit", lists.units),
    ):  # fmt: skip
        if word in known:
            return name
    if is_ordinary(word):
        return "word"
    return "slip" if is_slip(word) else "unknown"


def document(nlp: Language, words: Sequence[str], tags: Sequence[str]) -> Doc:
    """A document of these words, each with what is known of it."""
    return Doc(nlp.vocab, words=list(words), tags=list(tags))


class Entities:
    """One language's model; `run` is a detector."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._pipe: Any = nlp.get_pipe("ner")
        self._one_at_a_time = Lock()

    def run(self, reading: Reading) -> Iterator[Redaction]:
        """Every person, place and unit, doubtful; beside it what else speaks for it, doubtful too."""
        tokens = cut(reading)
        # A text of everyday words holds nothing to find, a few words alone nothing to judge them by.
        if len(tokens.words) < _FEWEST or not _may_name(tokens):
            return
        starts = reading.tokens.starts
        nobody = frozenset(starts[index] for index in nobodies(reading))
        for begin, last, label in self._found(tokens):
            kind = _KINDS[label]
            first = begin if kind is Kind.ORG_UNIT else _trimmed(tokens, begin, last)
            start, end = tokens.spans[first][0], tokens.spans[last][1]
            if start in nobody or _is_nobody(tokens, first, last) or BLANK in reading.open_text[start:end]:
                continue
            yield redaction(reading, (start, end), kind, rule=RULE, sure=False)
            before = tokens.tags[first - 1] if first else ""
            rule = second_source(tokens.words[first : last + 1], tokens.tags[first : last + 1], before, kind)
            if rule and not _stands_against(reading, start, end):
                yield redaction(reading, (start, end), kind, rule=rule, sure=False)

    def _found(self, tokens: Cut) -> list[tuple[int, int, str]]:
        # What a text brings to spaCy's store of words leaves it again; that store is for one thread at a time.
        with self._one_at_a_time, self._nlp.memory_zone():
            doc: Any = self._pipe(document(self._nlp, tokens.words, tokens.tags))
            return [(one.start, one.end - 1, str(one.label_)) for one in doc.ents]


def _stands_against(reading: Reading, start: int, end: int) -> bool:
    """Whether the rules would doubt a name here too."""
    first, last = bisect_left(reading.tokens.starts, start), bisect_left(reading.tokens.ends, end)
    return last < len(reading.tokens.words) and speaks_against(reading, first, last, unlisted=True)


def _may_name(tokens: Cut) -> bool:
    """A cheap gate: is there a word that is neither everyday nor kept?"""
    return any(
        known in _UNKNOWN and not _is_everyday(tokens, at) and not is_ordinary(tokens.words[at].lower())
        for at, known in enumerate(tokens.tags)
    )


def _trimmed(tokens: Cut, first: int, last: int) -> int:
    """Where the name itself begins: not at an everyday word before it."""
    return next((at for at in range(first, last) if not _is_everyday(tokens, at)), last)


def _is_nobody(tokens: Cut, first: int, last: int) -> bool:
    """Nothing but lower-case words that stand for nobody; what a hashtag glues is looked up elsewhere."""
    if first and tokens.words[first - 1][0] in "#@":
        return True
    begins = first == 0 or tokens.tags[first - 1] == "sign"
    word, known = tokens.words[first], tokens.tags[first]
    # Every sentence begins with a capital: a word that need not be a name says nothing by it there.
    if first == last and (is_ordinary(word.lower() if begins else word) or (begins and known == "also town")):
        return True
    return all(_is_everyday(tokens, at) for at in range(first, last + 1))


def _is_everyday(tokens: Cut, at: int) -> bool:
    word, known = tokens.words[at], tokens.tags[at]
    if known == "kept":
        return True
    return not word[0].isupper() and (
        known in _EVERYDAY or (known == "unknown" and _DRAWN_OUT.search(word) is not None)
    )


@cache
def load_entities(lang: str) -> Entities:
    """The shipped model of a language; OSError when it is not there."""
    return Entities(spacy.load(WEIGHTS / f"entities_{lang}", exclude=_LEFT_OUT))
