"""Names of private people: after a cue, from the lists, and every repetition of one once found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading, words_of
from .gazetteer import Gazetteer, load_gazetteer, longest
from .redacting import redaction

_PARTICLES: Final = frozenset(
    ["de", "la", "le", "du", "des", "van", "von", "st", "ste", "saint", "sainte", "el", "al", "bin", "mac", "mc", "o"]
)
_ENDS: Final = frozenset(".!?;:\n,()")
# Short forms that carry a point of their own: "Sgt. Bilodeau" is one name, "my sister. Forgive me" is none.
_LONG_SHORT_FORMS: Final = frozenset(["adjuc", "adjum", "ltcol"])


def people(reading: Reading) -> Iterator[Redaction]:
    """Cued and listed names. A word that is also a name is masked only after a cue."""
    lists = load_gazetteer()
    words = reading.tokens.words
    shouted = reading.folded.raw.isupper()
    done = -1
    for index, word in enumerate(words):
        if word not in lists.worth_a_look or index <= done or not reading.is_open(index):
            continue
        found = _cued(reading, lists, index, shouted=shouted) if word in lists.cue_words else None
        if found is None:
            found = _listed(reading, lists, index, shouted=shouted)
        if found is not None:
            first, last, sure, rule = found
            yield _person(reading, first, last, sure=sure, rule=rule)
            done = last


def repetitions(reading: Reading, names: Iterable[str]) -> Iterator[Redaction]:
    """Every later or earlier mention of the words of a masked name, lower case included."""
    lists = load_gazetteer()
    wanted = {word for word in names if len(word) > 2 and word not in lists.not_names}
    for index, word in enumerate(reading.tokens.words):
        if word not in wanted or not reading.is_open(index):
            continue
        if _is_also_word(lists, word) and not reading.is_capital(index):
            continue
        yield _person(reading, index, index, sure=True, rule="same name again")


def name_words(redactions: Iterable[Redaction], raw: str) -> frozenset[str]:
    """The words of all names masked for sure."""
    return frozenset(
        word
        for one in redactions
        if one.sure and one.kind is Kind.PERSON
        for word in words_of(raw[one.start : one.end])
    )


_Find = tuple[int, int, bool, str]


def _cued(reading: Reading, lists: Gazetteer, index: int, *, shouted: bool) -> _Find | None:
    words = reading.tokens.words
    strong = longest(lists.strong_cues, words, index) or int(words[index] in lists.ranks)
    weak = longest(lists.weak_cues, words, index)
    length = strong or weak or longest(lists.self_cues, words, index)
    first = index + length
    if not length or first >= len(words):
        return None
    # "my name is Dr …": a few titles may follow one another, a flood of them is no name.
    for _ in range(3):
        step = _title(lists, words, first) if first < len(words) - 1 else 0
        first += step
        strong = strong or step
    gap = reading.gap(first - 1)
    if any(mark in "!?;\n(" for mark in gap) or ("." in gap and not _is_short_form(lists, words[first - 1])):
        return None
    unlisted = "always" if strong else "capital" if weak else "never"
    sure = _is_name(reading, lists, first, unlisted=unlisted, shouted=shouted)
    if sure is None:
        return None
    last = _extent(reading, lists, first, shouted=shouted) if sure else first
    return first, last, sure, "name by cue"


def _is_short_form(lists: Gazetteer, word: str) -> bool:
    is_title = word in lists.ranks or (word,) in lists.strong_cues.get(word, ())
    return is_title and (len(word) < 5 or word in _LONG_SHORT_FORMS)


def _title(lists: Gazetteer, words: tuple[str, ...], index: int) -> int:
    if words[index] in lists.ranks:
        return 1
    return min(longest(lists.strong_cues, words, index), len(words) - 1 - index)


def _is_name(reading: Reading, lists: Gazetteer, index: int, *, unlisted: str, shouted: bool) -> bool | None:
    """True for a name, False for a doubtful one, None for none. All-capitals texts say little."""
    word = reading.tokens.words[index]
    if not reading.is_open(index) or len(word) < 2 or word[0].isdigit() or word in lists.not_names:
        return None
    is_capital = reading.is_capital(index)
    if word in lists.given or word in lists.surnames or (is_capital and _is_also_word(lists, word)):
        return True
    if _is_verb_form(reading, lists, index):
        return None
    if not is_capital or unlisted == "never" or (shouted and unlisted != "always"):
        return None
    if shouted:
        return False
    return True if unlisted == "always" or not reading.typed(index).isupper() else None


def _is_also_word(lists: Gazetteer, word: str) -> bool:
    return word in lists.ambiguous_given or word in lists.ambiguous_surnames or word in lists.lower_given


def _is_verb_form(reading: Reading, lists: Gazetteer, index: int) -> bool:
    words = reading.tokens.words
    return index + 1 < len(words) and words[index + 1] in lists.enclitics and reading.gap(index) == "-"


def _extent(reading: Reading, lists: Gazetteer, first: int, *, shouted: bool) -> int:
    last = at = first
    words = reading.tokens.words
    while at + 1 < len(words) and at - first < 3 and _ENDS.isdisjoint(reading.gap(at)):
        at += 1
        word = words[at]
        if word in _PARTICLES:
            continue
        is_listed = word in lists.surnames or word in lists.given
        is_capital = reading.is_capital(at) and not shouted and word not in lists.not_names
        if not (is_listed or is_capital) or not reading.is_open(at):
            break
        last = at
    return last


def _listed(reading: Reading, lists: Gazetteer, index: int, *, shouted: bool) -> _Find | None:
    word = reading.tokens.words[index]
    has_capital = reading.is_capital(index) and not shouted
    given = word in lists.given or (word in lists.lower_given and has_capital and _is_mid_sentence(reading, index))
    if not given and word not in lists.surnames and word not in lists.ambiguous_given and word not in lists.lower_given:
        return None
    last = _extent(reading, lists, index, shouted=shouted)
    full = last > index and _is_surname(lists, reading.tokens.words[last])
    if given:
        sure = has_capital or full
        rule = "listed name" if sure else "listed name in lower case"
        return index, last if sure else index, sure, rule
    if full and has_capital:
        return index, last, True, "listed surname after a capital"
    if (
        has_capital
        and word not in lists.not_names
        and word not in lists.lower_given
        and _is_mid_sentence(reading, index)
    ):
        return index, index, False, "surname alone, or a name that is also a word"
    return None


def _is_surname(lists: Gazetteer, word: str) -> bool:
    return word in lists.surnames or word in lists.ambiguous_surnames


def _is_mid_sentence(reading: Reading, index: int) -> bool:
    return index > 0 and not any(mark in '.!?\n:"' for mark in reading.gap(index - 1))


def _person(reading: Reading, first: int, last: int, *, sure: bool, rule: str) -> Redaction:
    span = reading.tokens.starts[first], reading.tokens.ends[last]
    return redaction(reading, span, Kind.PERSON, sure=sure, rule=rule)
