"""What a new house says before anybody has edited anything."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from app.board.handbook import STEP, Entry, shipped_rules, wordings_of
from app.board.places import Place, shipped_places
from moderation.cases.model import Act
from moderation.handbook.model import Answer, AnswerFacts, Facts, Kind, Version


@cache
def shipped_answers() -> tuple[Answer, ...]:
    """The answers that a new house begins with."""
    raw = tomllib.loads((Path(__file__).parent / "answers.toml").read_text("utf-8"))
    return tuple(
        Answer(
            code=one["code"],
            position=place * STEP,
            wordings=wordings_of(one),
            facts=AnswerFacts(acts=tuple(Act(act) for act in one["acts"])),
        )
        for place, one in enumerate(raw["answers"], start=1)
    )


@cache
def shipped(kind: Kind) -> tuple[Version, ...]:
    """Version 0 of every entry of a kind."""
    entries: dict[Kind, tuple[Entry, ...]] = {
        Kind.ANSWER: shipped_answers(),
        Kind.RULE: shipped_rules(),
        Kind.PLACE: shipped_places(),
    }
    return tuple(_version(kind, entry) for entry in entries[kind])


def _version(kind: Kind, entry: Entry) -> Version:
    facts: Facts = entry.facts if isinstance(entry, Answer | Place) else None
    return Version(
        kind=kind,
        code=entry.code,
        number=0,
        position=entry.position,
        is_shown=True,
        wordings=entry.wordings,
        facts=facts,
        checked_on=entry.checked_on if isinstance(entry, Place) else None,
    )
