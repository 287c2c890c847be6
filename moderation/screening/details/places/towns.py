"""Towns, neighbourhoods and reserves: by list and by cue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..gazetteer import Gazetteer, load_gazetteer, longest
from ..naming import starts_sentence
from ..nobodies import is_product, nobodies
from ..redacting import redaction
from ..scan import word_set
from ..vocabulary import is_ordinary
from . import unlisted


def towns(reading: Reading) -> Iterator[Redaction]:
    """Listed towns in any spelling; words that are towns too need a cue; unknown words after a strong cue."""
    lists = load_gazetteer()
    words = reading.tokens.words
    cues = lists.strong_place_cues
    nobody = nobodies(reading)
    after_cue = -1
    done = -1
    for index, word in enumerate(words):
        if word in cues:
            length = longest(cues, words, index)
            if length and reading.lang:
                after_cue = max(after_cue, index + length)
        if word == "quebec" and index > done and _is_city(reading, index):
            span = reading.tokens.starts[index], reading.tokens.ends[index]
            yield redaction(reading, span, Kind.LOCATION, sure=True, rule="the city of Quebec")
            done = index
        if index <= done or (word in lists.quiet_places and index != after_cue) or not reading.is_open(index):
            continue
        if word in lists.soft_places and tuple(words[index : index + 2]) not in lists.place_pairs:
            continue
        found = _listed(reading, lists, index, cued=index == after_cue) or unlisted.find(
            reading, lists, index, cued=index == after_cue
        )
        if found is not None:
            last, sure, rule = found
            if index in nobody or last in nobody or is_product(reading, last):
                continue
            span = reading.tokens.starts[index], reading.tokens.ends[last]
            yield redaction(reading, span, Kind.LOCATION, sure=sure, rule=rule)
            done = last


def _is_city(reading: Reading, index: int) -> bool:
    """« à Québec », « le coin de Québec », « Québec ville »: the city; « au Québec » is the province."""
    words = reading.tokens.words
    if reading.lang != "fr" or not reading.is_open(index) or not index:
        return False
    if index + 1 < len(words) and words[index + 1] in ("ville", "city"):
        return True
    before = words[index - 1]
    # « a Québec » without its accent is the verb, unless the whole word is written without one.
    if before == "a" and reading.gap(index - 1) == " ":
        return reading.typed(index - 1).lower() == "à" or not reading.is_capital(index)
    return before == "de" and index > 1 and words[index - 2] in _AROUND


_AROUND: Final = frozenset(["coin", "region", "pres", "proche", "autour", "banlieue", "environs", "ville", "alentours"])


def _listed(reading: Reading, lists: Gazetteer, index: int, *, cued: bool) -> unlisted.Find | None:
    words = reading.tokens.words
    word = words[index]
    length = longest(lists.places, words, index) if word in lists.places else 0
    if length:
        if longest(lists.kept_places, words, index) > length or _is_broken(reading, index, length):
            return None
        # The ending of a single word says nothing here: Kapuskasing is no verb.
        plain = length > 1 and all(is_ordinary(one) for one in words[index : index + length])
        sure = not plain or _is_proper(reading, index, length) or cued or unlisted.has_weak_cue(words, index)
        if plain and not sure:
            return None
        return index + length - 1, sure, "listed place"
    joined = lists.joined.get(word)
    if joined and len(word) > 6 and not is_ordinary(word):
        return index, True, "listed place, glued"
    length = longest(lists.ambiguous_places, words, index) if word in lists.ambiguous_places else 0
    if not length or longest(lists.kept_places, words, index):
        return None
    return _ambiguous(reading, lists, index, length, cued=cued)


def _ambiguous(  # noqa: PLR0911 - a ladder of rules, the strongest first
    reading: Reading, lists: Gazetteer, index: int, length: int, *, cued: bool
) -> unlisted.Find | None:
    words = reading.tokens.words
    last = index + length - 1
    proper = reading.is_capital(index)
    before = words[index - 1] if index else ""
    if cued and (proper or (not is_ordinary(words[index]) and words[index] not in lists.also_given)):
        return last, True, "place by cue"
    if not proper and not is_ordinary(words[index]) and before in _INSIDE and len(words[index]) > 3:
        # A person or a town: either way it points to somebody.
        return last, True, "listed place in lower case"
    if not proper:
        if cued or (before in ("near", "to", "at", "in") and words[index] not in lists.also_given):
            return (last, cued, "place by cue in lower case") if _is_mere_town(lists, words[index]) else None
        return None
    if before in lists.place_cues and reading.gap(index - 1) == " ":
        return last, True, "place by cue"
    province = words[last + 1] if last + 1 < len(words) else ""
    if province in _PROVINCES and reading.gap(last) in (", ", " "):
        return last, True, "place before its province"
    if not starts_sentence(reading, index) and words[index] not in lists.also_given:
        return last, False, "a place that is also a word"
    return None


_INSIDE: Final = frozenset(["in", "near", "at", "to", "from", "a", "vers", "outside"])
_PROVINCES: Final = word_set(
    "ontario quebec alberta manitoba saskatchewan yukon nunavut newfoundland labrador bc ab sk mb on qc nb ns "
    "pei nl nt nu"
)
_MERE: Final = frozenset(["alert"])


def _is_mere_town(lists: Gazetteer, word: str) -> bool:
    return not is_ordinary(word) or word in _MERE


def _is_broken(reading: Reading, index: int, length: int) -> bool:
    """Whether a sentence ends inside the entry."""
    return any(mark in reading.gap(at) for at in range(index, index + length - 1) for mark in "!?;\n,()")


def _is_proper(reading: Reading, index: int, length: int) -> bool:
    """Every part with its capital, but for the little words; a hyphen stands for one in lower case too."""
    words = reading.tokens.words
    if starts_sentence(reading, index) and length > 1:
        return all(reading.is_capital(at) for at in range(index + 1, index + length) if len(words[at]) > 3)
    return all(reading.is_capital(at) for at in range(index, index + length) if len(words[at]) > 3)
