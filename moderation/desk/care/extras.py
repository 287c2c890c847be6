"""What a decision about a text may bring along about its author, carried out when the decision takes effect."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.kernel.db import Tx
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from moderation.care import people, sanctions, tracking
from moderation.care.model import SanctionAsked, TrackAsked
from moderation.cases.means import Carry
from moderation.cases.model import Case, Guide
from moderation.desk.access import Staff
from moderation.desk.care.forms import CareFields, TrackFields, day_of


def track_asked(data: Mapping[str, str]) -> TrackAsked:
    """The request in the types of its room. Raises Invalid for a day that no calendar has."""
    return TrackAsked(
        kind=data.get("kind", ""),
        reason=data.get("reason", ""),
        review_on=_day(data.get("review_on", ""), "track_review"),
        ends_on=_day(data.get("ends_on", ""), "track_ends"),
    )


def sanction_asked(data: Mapping[str, str]) -> SanctionAsked:
    """The request in the types of its room."""
    days = data.get("days", "")
    return SanctionAsked(
        kind=data.get("kind", ""),
        reason=data.get("reason", ""),
        words=data.get("words", ""),
        days=int(days) if days.isascii() and days.isdigit() else None,
    )


async def track(tx: Tx, guide: Guide, case: Case, data: Mapping[str, str]) -> None:
    """The author of the text is kept in mind as asked; what ran for the same kind is renewed."""
    if not await people.ref_of(tx, case.member_id):
        return  # the guides' own voice
    await tracking.track_or_renew(tx, guide, member_id=case.member_id, asked=track_asked(data))


async def sanction(tx: Tx, guide: Guide, case: Case, data: Mapping[str, str]) -> None:
    """It holds for the author's account. An account that was closed meanwhile stays closed, and nothing is added."""
    if not await people.ref_of(tx, case.member_id):
        return  # the guides' own voice
    if (await people.lock(tx, case.member_id)).status == "closed":
        return
    ref = data.get("decision_ref", "")
    await sanctions.impose(tx, guide, member_id=case.member_id, asked=sanction_asked(data), decision_ref=ref)


EXTRAS: Mapping[str, Carry] = {"track": track, "sanction": sanction}


async def complain(tx: Tx, form: CareFields, who: Staff) -> None:
    """Says beside its field what cannot be carried out later, so that no decision fails after its ten seconds."""
    await complain_of_tracking(tx, form)
    if form.sanction_kind == "close" and who.role != "lead":
        form.complain("sanction_kind", sanctions.NEEDS_LEAD)


async def complain_of_tracking(tx: Tx, form: TrackFields) -> None:
    """The days of the form against the house's calendar."""
    review, ends = day_of(form.track_review), day_of(form.track_ends)
    if not form.track_kind or review is None or ends is None or not form.track_reason:
        return
    asked = TrackAsked(kind=form.track_kind, reason=form.track_reason, review_on=review, ends_on=ends)
    try:
        tracking.check(asked, await tracking.today(tx))
    except Invalid as wrong:
        form.complain(wrong.field, wrong.sentence)


def _day(text: str, field: str) -> date:
    found = day_of(text)
    if found is None:
        raise Invalid(N_("Please choose a day."), field=field)
    return found
