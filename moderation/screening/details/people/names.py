"""Names of private people: by cue, by list, by how an unknown word stands; and every repetition once found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading, words_of
from ..gazetteer import load_gazetteer
from ..naming import Find, is_bare, is_shouted, softened
from ..nobodies import nobodies
from ..redacting import redaction
from ..scan import word_set
from ..vocabulary import is_ordinary
from . import acting, cued, listed, unlisted

_LONG_ENOUGH: Final = 3
# What a single letter belongs to: "plan B. Tremblay", « vitamine D. Tremblay ».
_LETTERED: Final = word_set("plan vitamin vitamine class classe section unit group groupe hepatitis hepatite part type")


def people(reading: Reading) -> Iterator[Redaction]:
    """Cued, listed and unlisted names, each word looked at once."""
    lists = load_gazetteer()
    words = reading.tokens.words
    quiet, pairs = lists.quiet, lists.cue_pairs
    shouted = is_shouted(reading)
    bare = is_bare(reading)
    nobody = nobodies(reading)
    done = -1
    for index in [index for index, word in enumerate(words) if word not in quiet]:
        word = words[index]
        soft = word in lists.soft and tuple(words[index : index + 2]) not in pairs
        if soft and not acting.may_act(words, index) and not _stands_out(reading, index):
            continue
        if index <= done or word[0].isdigit() or not reading.is_open(index) or index in nobody:
            continue
        found = cued.find(reading, lists, index, shouted=shouted) if word in lists.cue_words else None
        if found is None:
            found = listed.find(reading, lists, index, shouted=shouted, bare=bare)
            found = found or unlisted.find(reading, lists, index, shouted=shouted)
            found = found and softened(reading, _with_initial(reading, found, done))
        if found is not None and found.first not in nobody:
            span = reading.tokens.starts[found.first], reading.tokens.ends[found.last]
            span = span[0], span[1] + (1 if found.dotted else 0)
            yield redaction(reading, span, Kind.PERSON, sure=found.sure, rule=found.rule)
            done = found.last


def _with_initial(reading: Reading, found: Find, done: int) -> Find:
    """ "R. Boudreau-Kisoun": a family name and the initial before it."""
    before = found.first - 1
    if before <= done or "given" in found.rule or not reading.is_open(before) or not _is_initial(reading, before):
        return found
    return found._replace(first=before, sure=True, rule="initial and family name")


def _is_initial(reading: Reading, index: int) -> bool:
    word = reading.tokens.words[index]
    if len(word) != 1 or not word.isalpha() or reading.gap(index) not in (". ", "."):
        return False
    # "Vitamin D. Tremblay said": the letter ends another phrase when a word leads up to it.
    return index == 0 or reading.tokens.words[index - 1] not in _LETTERED


def _stands_out(reading: Reading, index: int) -> bool:
    """Whether a word has a capital, or more than one letter and a hyphen after it."""
    folded, tokens = reading.folded, reading.tokens
    hyphened = len(tokens.words[index]) > 1 and folded.text.startswith("-", tokens.ends[index])
    return hyphened or reading.is_capital(index)


def repetitions(reading: Reading, names: Iterable[str]) -> Iterator[Redaction]:
    """Every later or earlier mention of the words of a masked name, lower case included."""
    lists = load_gazetteer()
    wanted = {word for word in names if len(word) >= _LONG_ENOUGH and word not in lists.not_names}
    for index, word in enumerate(reading.tokens.words):
        if word not in wanted or not reading.is_open(index):
            continue
        if (word in lists.also_words or is_ordinary(word)) and not reading.is_capital(index):
            continue
        span = reading.tokens.starts[index], reading.tokens.ends[index]
        yield redaction(reading, span, Kind.PERSON, sure=True, rule="same name again")


def name_words(redactions: Iterable[Redaction], raw: str) -> frozenset[str]:
    """The words of all names masked for sure."""
    return frozenset(
        word
        for one in redactions
        if one.sure and one.kind is Kind.PERSON
        for word in words_of(raw[one.start : one.end])
    )
