"""What an author asks of a second guide, as the page of its case shows it."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.db import Tx
from app.kernel.errors import Conflict
from app.kernel.i18n import N_
from moderation.cases import appeals
from moderation.cases.appeals import SecondLook
from moderation.cases.model import Act, Guide
from moderation.desk import words

BY_SCREENING = N_("Screening took something out; no guide has decided about it.")
RESULTS = {"granted": words.VERBS["appeal_granted"], "upheld": words.VERBS["appeal_upheld"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One wish for a second look; what stands in code words is a message id."""

    asked: str  # the author's own words, if any
    first: str  # what was decided first
    staff_name: str
    reason: str
    said: str  # to the author, then
    before: str  # the text before a guide changed it
    result: str  # empty while it waits


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLooks:
    """Every wish in a case, and why this reader may not take it, as a message id."""

    wishes: tuple[Wish, ...]
    barred: str


async def second_looks(tx: Tx, guide: Guide, case_ref: str) -> SecondLooks | None:
    """None where nobody asked for a second look."""
    found = await appeals.wishes(tx, case_ref)
    if not found:
        return None
    return SecondLooks(wishes=tuple(_wish(one) for one in found), barred=await _barred(tx, guide, case_ref))


async def _barred(tx: Tx, guide: Guide, case_ref: str) -> str:
    try:
        await appeals.check(tx, guide, case_ref)
    except Conflict as refused:
        return refused.sentence
    return ""


def _wish(one: SecondLook) -> Wish:
    return Wish(
        asked=one.words,
        first=BY_SCREENING if one.act is None else words.PAST[Act(one.act)],
        staff_name=one.staff_name or "",
        reason=words.REASONS.get(one.reason or "", ""),
        said=one.said or "",
        before=one.body_before or "",
        result=RESULTS.get(one.outcome or "", ""),
    )
