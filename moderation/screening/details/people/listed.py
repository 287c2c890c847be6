"""Names from the lists. One that is also a word needs its capital and somebody who speaks, acts or is spoken to."""

from __future__ import annotations

from typing import Final

from ...text.tokens import Reading
from ..gazetteer import Gazetteer
from ..naming import PEOPLES, Find, extent, is_dotted, starts_sentence
from ..scan import word_set
from . import acting

ARTICLES: Final = word_set(
    "le la l un une des les ce cette mon ma sa the a an my your his her our this that some any no"
)
DETERMINERS: Final = word_set(
    "le la l un une du des les ce cette mon ma mes son sa ses ton ta the a an my your his her our this that some "
    "any of no d de en"
)


_CLITICS: Final = frozenset("lmts")


def find(  # noqa: PLR0911 - a ladder of rules, the strongest first
    reading: Reading, lists: Gazetteer, index: int, *, shouted: bool, bare: bool
) -> Find | None:
    """The listed name that begins at `index`."""
    word = reading.tokens.words[index]
    given, surname, also = word in lists.given, word in lists.surnames, word in lists.also_words
    if not (given or surname or also):
        return None
    capital = reading.is_capital(index) and not shouted
    if also and not (given or surname or capital) and acting.acts(reading, lists, index):
        return Find(index, index, True, "a name that is also a word, by what it does")
    if not (given or surname or capital) and reading.gap(index) != "-":
        return None
    last = extent(reading, lists, index, shouted=shouted)
    if not capital and index and reading.tokens.words[index - 1] in DETERMINERS:
        return Find(index, index, False, "listed name after an article") if given and last == index else None
    dotted = is_dotted(reading, last)
    if given:
        return Find(index, last, True, "listed name", dotted)
    if surname:
        sure = capital or last > index or is_person_here(reading, lists, index, index)
        if not sure and len(word) < 5:
            return None
        return Find(index, last, sure, "listed surname", dotted)
    if last > index and len(word) > 2 and reading.gap(index) == "-" and word in lists.also_given:
        return Find(index, last, True, "double given name", dotted)
    if not capital or word in lists.not_names:
        return None
    return _also_a_word(reading, lists, index, last, bare=bare)


def _also_a_word(  # noqa: PLR0911 - a ladder of rules, the strongest first
    reading: Reading, lists: Gazetteer, index: int, last: int, *, bare: bool
) -> Find | None:
    """A word with a capital that is a name too: sure by what stands beside it, doubtful inside a sentence."""
    words = reading.tokens.words
    word, second, dotted = words[index], words[last], is_dotted(reading, last)
    middle, given = not starts_sentence(reading, index), word in lists.also_given
    # "Grace Okafor", "Harpreet Gill": two in a row, both listed, make a whole name.
    if last > index and (middle or given) and _is_surname(lists, second):
        return Find(index, last, True, "two listed names", dotted)
    if len(second) == 1 and dotted and given and not bare:
        return Find(index, last, True, "given name and initial", dotted)
    if given and (
        acting.is_told(words, index)
        or acting.is_introduced(reading, lists, last)
        or acting.is_signed(reading, index, last)
    ):
        return Find(index, last, True, "a name that is also a word, spoken to or introduced", dotted)
    if not middle and given and _is_paired(reading, lists, index):
        return Find(index, index, False, "two names that are also words, side by side")
    if _does(reading, lists, index, last, first_word=not middle) and (middle or given):
        return Find(index, last, True, "a name that is also a word, by what it does", dotted)
    if middle and not bare and (given or word in lists.flagged_surnames) and not _is_sign(reading, index):
        return Find(index, index, False, "a name that is also a word")
    return None


def _is_sign(reading: Reading, index: int) -> bool:
    """ "the Marine", "my PER", "Jell-O": an article before it, all capitals or a single letter: no name."""
    typed = reading.typed(index)
    before = reading.tokens.words[index - 1] if reading.gap(index - 1) in (" ", "'") else ""
    return typed.isupper() or before in ARTICLES or reading.tokens.words[index] in PEOPLES


def _is_paired(reading: Reading, lists: Gazetteer, index: int) -> bool:
    """ "Jay and Robin were", « Rose et Clément »."""
    words = reading.tokens.words
    if index + 2 >= len(words) or words[index + 1] not in ("and", "et", "n", "pis") or reading.gap(index) != " ":
        return False
    return reading.is_capital(index + 2) and (words[index + 2] in lists.also_given or words[index + 2] in lists.given)


def _is_surname(lists: Gazetteer, word: str) -> bool:
    return word in lists.given or word in lists.surnames or word in lists.flagged_surnames


def _does(reading: Reading, lists: Gazetteer, first: int, last: int, *, first_word: bool) -> bool:
    """What a person does after a word that may be none: "Grace told me", "with Hope", not "Hope is"."""
    words = reading.tokens.words
    if last + 1 < len(words) and words[last + 1] in lists.deeds and reading.gap(last) == " ":
        return True
    return not first_word and first > 0 and words[first - 1] in lists.company and reading.gap(first - 1) == " "


def _is_verb(words: tuple[str, ...], index: int, lists: Gazetteer) -> bool:
    """« Loïc l'a dit », but « rejouer l'année »."""
    return index < len(words) and (words[index] in lists.verbs or words[index] in lists.deeds)


def is_person_here(reading: Reading, lists: Gazetteer, first: int, last: int, *, strict: bool = False) -> bool:
    """Whether the words around say that a person is meant: who speaks, acts, is told, is owned from."""
    words = reading.tokens.words
    if last + 1 < len(words):
        after, gap = words[last + 1], reading.gap(last)
        if after in lists.verbs and gap == " " and (after not in _CLITICS or _is_verb(words, last + 2, lists)):
            return True
        if after == "s" and gap == "'" and not strict:
            return True
    if first and not strict:
        before, gap = words[first - 1], reading.gap(first - 1)
        if before in lists.social and gap in (" ", "'", " (", ", ", ": "):
            return True
    return False
