"""Answers that a guide may begin with, beside the words of a decision."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.db import Tx
from moderation.handbook import entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One answer by its title, in the guide's language, and the acts that it goes with."""

    code: str
    title: str


async def picks(tx: Tx, lang: str) -> tuple[Pick, ...]:
    """Every answer that may be picked, in the order of the handbook; `tx` is a community's."""
    return tuple(Pick(code=one.code, title=one.said(lang).title) for one in await entries.answers(tx))


async def begun(tx: Tx, words: str, code: str, lang: str) -> str:
    """The words of a decision with an answer in the member's language put in.

    Words of the guide's own stay, and the answer stands after them; an answer that was picked before
    makes room. An unknown code changes nothing.
    """
    answers = {one.code: one.said(lang).words for one in await entries.answers(tx)}
    if code not in answers:
        return words
    own = "" if words.strip() in answers.values() else words.strip()
    return f"{own}\n\n{answers[code]}" if own else answers[code]
