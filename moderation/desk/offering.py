"""What the form of a case offers: acts, and what may go with them, from the table that also refuses them."""

from __future__ import annotations

from dataclasses import dataclass

from app.board.topics import TOPICS
from moderation.cases import acts
from moderation.cases.model import Act
from moderation.cases.talking import ANYBODY, Colleague
from moderation.cases.views import CaseDetail
from moderation.desk import words
from moderation.desk.handbook.picking import Pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One act that is possible now."""

    code: str
    words: str
    hint: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One thing to tick: its value and its words."""

    value: str
    words: str
    is_ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything that a decision about this case may hold."""

    choices: tuple[Choice, ...]
    kinds: frozenset[str]  # of what may go with one of them
    topics: tuple[Box, ...]
    restores: tuple[Box, ...]
    colleagues: tuple[Colleague, ...]
    picks: tuple[Pick, ...] = ()  # answers to begin the words with
    anybody: str = ANYBODY


def offer(
    case: CaseDetail, colleagues: tuple[Colleague, ...], *, topics: tuple[str, ...], restores: tuple[str, ...]
) -> Offer:
    """What is possible for a case as it stands; ticked is what was ticked."""
    possible = frozenset(case.possible)
    kinds = {kind for kind, goes_with in acts.EXTRAS.items() if goes_with & possible}
    if case.is_thread_closed or not (case.is_thread_shown or case.is_opening):
        kinds.discard("reply")
    return Offer(
        choices=_choices(case),
        kinds=frozenset(kinds),
        topics=tuple(Box(value=code, words=named, is_ticked=code in topics) for code, named in TOPICS.items()),
        restores=_restores(case, restores) if "restore" in kinds else (),
        colleagues=colleagues,
    )


def _restores(case: CaseDetail, ticked: tuple[str, ...]) -> tuple[Box, ...]:
    # Where a guide changed the text, nobody knows any more where a word would go.
    known = {(one.part, one.ordinal) for one in case.details if one.sure}
    found = [cut for cut in case.cutouts if (cut.place, cut.ordinal) in known]
    return tuple(
        Box(
            value=f"{cut.place}-{cut.ordinal}",
            words=words.DETAILS.get(cut.kind, words.DETAILS["OTHER"]),
            is_ticked=f"{cut.place}-{cut.ordinal}" in ticked,
        )
        for cut in found
    )


def _choices(case: CaseDetail) -> tuple[Choice, ...]:
    # Nobody can read a text that never came out: there is nothing to take down.
    useless = set() if case.post_status == "visible" else {Act.HIDE}
    return tuple(_choice(act) for act in words.ACTS if act in case.possible and act not in useless)


def _choice(act: Act) -> Choice:
    named, hint, key = words.ACTS[act]
    return Choice(code=act.value, words=named, hint=hint, key=key)
