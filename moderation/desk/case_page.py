"""One case on the screen: claimed or at least logged first, then read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request

from app.http.door import place_of, tx_of
from app.kernel.db import Database, Tx
from app.kernel.errors import Conflict, NotFound
from app.kernel.ids import Ref
from moderation.cases import casebook, claiming, talking
from moderation.cases.detail import case_detail
from moderation.cases.model import Claim, Guide
from moderation.cases.views import CaseDetail
from moderation.desk import words
from moderation.desk.care.card import CareCard, card
from moderation.desk.deciding_form import DecisionForm
from moderation.desk.forms import TalkForm
from moderation.desk.handbook.picking import picks
from moderation.desk.listing import Q, View, free_ones, queue
from moderation.desk.offering import Offer, offer
from moderation.desk.previewing import Preview, preview
from moderation.desk.second_looks import SecondLooks, second_looks
from moderation.desk.seeing import case_view
from moderation.desk.views import CaseView, Queue
from moderation.desk.ways import Way, ways
from moderation.desk.web import case_ref, staff_of, view_of
from moderation.escalation import raising
from moderation.shift import resting


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """The list, the case, its author as far as the desk knows, and the form."""

    queue: Queue
    view: CaseView
    form: DecisionForm
    offer: Offer
    preview: Preview
    ways: tuple[Way, ...]
    talk_form: TalkForm
    care: CareCard
    second: SecondLooks | None  # what its author asks of a second guide
    done: str
    conflict: str  # why the last wish was refused, in the reader's language


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePart:
    """The form alone."""

    view: CaseView
    form: DecisionForm
    offer: Offer
    preview: Preview
    conflict: str


async def take_up(db: Database, guide: Guide, ref: str) -> None:
    """The case is open before this guide, as `open_case` says, and no other one is kept from colleagues."""
    # One transaction each: two guides who change places must not wait for each other.
    async with db.writing() as tx:
        for row in await tx.all(Q.held, guide.id, ref):
            await claiming.release(tx, guide, row["ref"])
    # The log must be committed before a letter is shown.
    async with db.writing() as tx:
        await open_case(tx, guide, ref)
        await resting.note_opening(tx, guide, ref)


async def open_case(tx: Tx, guide: Guide, ref: str) -> None:
    """Claimed by this guide when it is free; in any case the log says who reads it, before it is read.

    Raises NotFound. A case in a colleague's hand, or closed, is read without being claimed.
    """
    try:
        await claiming.claim(tx, guide, ref)
    except Conflict:
        row = await tx.maybe(Q.place, ref)
        if row is None:
            raise NotFound() from None
        seen = Claim(case_ref=Ref(ref), holder_name="", held_until=row["opened_at"], version=row["version"])
        await casebook.read(tx, guide, seen)


async def take_next(db: Database, guide: Guide, view: View) -> str | None:
    """The most urgent case that nobody reads is in this guide's hand, and logged as read; None without one."""
    async with db.reading() as tx:
        waiting = await free_ones(tx, view)
    for ref in waiting:
        try:
            async with db.writing() as tx:
                await claiming.claim(tx, guide, ref)
        except Conflict:
            continue  # a colleague was quicker
        return ref
    return None


async def page_of(
    request: Request, *, form: DecisionForm | None = None, conflict: str = "", talk: TalkForm | None = None
) -> CasePage:
    """Everything the page of this case needs, with the forms as they were sent or fresh."""
    tx, ref, who, place = tx_of(request), case_ref(request), staff_of(request), place_of(request)
    case = await case_detail(tx, ref)
    view = await view_of(request, at=ref)
    filled = form or _fresh(request, case, view)
    colleagues = await talking.colleagues(tx, who.guide, place)
    return CasePage(
        queue=await queue(tx, view),
        view=case_view(case, who, view, await raising.of_case(tx, ref)),
        form=filled,
        offer=replace(
            offer(case, colleagues, topics=filled.topics, restores=filled.restores), picks=await picks(tx, who.lang)
        ),
        preview=preview(filled, place),
        ways=await ways(tx, who.guide, place),
        talk_form=talk or TalkForm.empty(request),
        care=await card(tx, case.member_id, who.lang, place),
        second=await second_looks(tx, who.guide, ref),
        done=words.DONE.get(request.query_params.get("done", ""), ""),
        conflict=conflict,
    )


def part_of(whole: CasePage) -> DecidePart:
    """The form's part of a page."""
    return DecidePart(
        view=whole.view,
        form=whole.form,
        offer=whole.offer,
        preview=whole.preview,
        conflict=whole.conflict,
    )


def _fresh(request: Request, case: CaseDetail, view: View) -> DecisionForm:
    form = DecisionForm.empty(
        request,
        seen=str(case.version),
        title=case.title or "",
        body=case.body,
        lane=view.lane.value if view.lane else "",
    )
    form.topics = tuple(case.topics)
    return form
