"""Where two weak sources mean the same place, it is sure.

A source is the model, or a rule that only flags. What a single source doubts stays a flag.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..model import Kind, Redaction
from .naming import AGAINST, PEOPLES
from .vocabulary import is_ordinary

MODEL: Final = "model"
_AGREED: Final = "two weak sources"
_NOBODY: Final = PEOPLES | {"april", "may", "june", "august", "avril", "mai", "juin"}
_NAMES_TOO: Final = frozenset({"also given", "also family"})
_TOWNS_TOO: Final = frozenset({"also town", "town", "also family", "also given"})


def second_source(words: Sequence[str], tags: Sequence[str], before: str, kind: Kind) -> str:
    """What else speaks for the words the model took; `before` is the tag of the word before them, or empty."""
    # A sentence begins with a capital whatever its first word is; a text in capitals says nothing either.
    proper = before not in ("", "sign") and words[0][0].isupper() and not words[0].isupper()
    if kind is Kind.PERSON and proper and words[0].lower() not in _NOBODY:
        if tags[0] in _NAMES_TOO:
            return "a name that is also a word, with a capital inside a sentence"
        if tags[0] == "unknown" and words[0].isalpha():
            return "an unknown word with a capital inside a sentence"
    if kind is Kind.LOCATION:
        if proper and tags[0] in _TOWNS_TOO:
            return "a place that is also a word, with a capital inside a sentence"
        known = any(name == "town" and not is_ordinary(word.lower()) for word, name in zip(words, tags, strict=True))
        if known and (proper or before == "where" or len(words) > 1):
            return "a word that begins a listed place"
    return ""


def agreed(doubtful: Sequence[Redaction]) -> list[Redaction]:
    """The doubtful finds, and for each place where the model and a rule meet a sure one over both."""
    models = [one for one in doubtful if one.rule == MODEL]
    rules = sorted((one for one in doubtful if one.rule not in (MODEL, AGAINST)), key=lambda one: one.start)
    found = list(doubtful)
    for model in models:
        for rule in rules:
            if rule.start >= model.end:
                break
            if rule.end > model.start and _go_together(model.kind, rule.kind):
                start, end = min(model.start, rule.start), max(model.end, rule.end)
                found.append(replace(rule, start=start, end=end, sure=True, rule=f"{_AGREED}: {rule.rule}"))
    return found


def _go_together(first: Kind, second: Kind) -> bool:
    return first is second or {first, second} == {Kind.LOCATION, Kind.ORG_UNIT}
