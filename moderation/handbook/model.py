"""What the house says to members, as the desk edits it: answers, rules, places; in every language or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.board.handbook import Entry, Wording
from app.board.places import PlaceFacts
from moderation.cases.model import Act

MOST_TITLE = 200
MOST_WORDS = 2000  # what a notice to a member can hold
MOST_NOTE = 500
CHECK_AFTER = timedelta(days=180)  # numbers change hands; a wrong one is worse than none


class Kind(StrEnum):
    """What an entry is."""

    ANSWER = "answer"
    RULE = "rule"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """The acts that an answer goes with."""

    acts: tuple[Act, ...] = ()


Facts = AnswerFacts | PlaceFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Entry):
    """Words that guides often send, with a title that only guides see."""

    facts: AnswerFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An entry as it was saved once. Number 0 is what was shipped."""

    kind: Kind
    code: str
    number: int
    position: int
    is_shown: bool
    wordings: tuple[Wording, ...]
    facts: Facts
    checked_on: date | None = None
    checked_by: str = ""
    note: str = ""
    made_by: str = ""
    made_at: datetime | None = None

    def said(self, lang: str) -> Wording:
        """Its words in one language."""
        return next(one for one in self.wordings if one.lang == lang)

    def is_stale(self, today: date) -> bool:
        """True of a place that nobody has checked for half a year."""
        return self.kind is Kind.PLACE and (self.checked_on is None or today - self.checked_on > CHECK_AFTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wants to save. `seen` is the number of the version that they looked at."""

    kind: Kind
    code: str
    seen: int
    position: int
    wordings: tuple[Wording, ...]
    facts: Facts
    note: str
    is_shown: bool = True
    is_checked: bool = False  # of a place: compared with the service's own page today
