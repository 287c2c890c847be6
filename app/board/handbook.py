"""House rules and places to turn to, in every language: what was shipped, under what the desk saved since."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from app.kernel import sql
from app.kernel.db import Row, Tx
from app.kernel.i18n import LANGUAGES

Q = sql.beside(__file__, "handbook")

STEP = 10  # between two that were shipped, so that another fits between


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One entry in one language. Of a place the title is its name, and it may have hours."""

    lang: str
    title: str
    words: str
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that the house says in every language."""

    code: str
    position: int
    wordings: tuple[Wording, ...]

    def said(self, lang: str) -> Wording:
        """Its words in one language."""
        return next(one for one in self.wordings if one.lang == lang)


SomeEntry = TypeVar("SomeEntry", bound=Entry)


async def rules(tx: Tx) -> tuple[Entry, ...]:
    """The house rules in their order."""
    return merged(shipped_rules(), await tx.all(Q.rules), rule_of)


@cache
def shipped_rules() -> tuple[Entry, ...]:
    """The rules that a new house begins with."""
    raw = tomllib.loads((Path(__file__).parent / "rules.toml").read_text("utf-8"))
    return tuple(
        Entry(code=one["code"], position=place * STEP, wordings=wordings_of(one))
        for place, one in enumerate(raw["rules"], start=1)
    )


def rule_of(row: Row) -> Entry:
    """A saved rule."""
    return Entry(code=row["code"], position=row["position"], wordings=stored_wordings(row["words"]))


def merged(
    shipped: Iterable[SomeEntry], rows: Iterable[Row], build: Callable[[Row], SomeEntry]
) -> tuple[SomeEntry, ...]:
    """What was shipped, under the newest saved version of the same code; retired ones are gone. In their order."""
    found = {one.code: one for one in shipped}
    for row in rows:
        if row["is_shown"]:
            found[row["code"]] = build(row)
        else:
            found.pop(row["code"], None)
    return tuple(sorted(found.values(), key=lambda one: (one.position, one.code)))


def wordings_of(raw: Mapping[str, Any]) -> tuple[Wording, ...]:
    """The words of a shipped entry: `title_en`, `words_en` and so on."""
    return tuple(Wording(lang=lang, title=raw[f"title_{lang}"], words=raw[f"words_{lang}"]) for lang in LANGUAGES)


def stored_wordings(words: Mapping[str, Mapping[str, str]]) -> tuple[Wording, ...]:
    """The words of a saved entry."""
    return tuple(Wording(lang=lang, **said) for lang, said in words.items())
