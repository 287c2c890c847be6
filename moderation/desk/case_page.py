"""One case on the screen: claimed or at least logged first, then read."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from app.http.door import place_of, tx_of
from app.kernel.db import Database, Tx
from app.kernel.errors import Conflict, NotFound
from app.kernel.ids import Ref
from moderation.cases import casebook, claiming
from moderation.cases.detail import case_detail
from moderation.cases.model import Act, Claim, Guide
from moderation.cases.views import CaseDetail
from moderation.desk import words
from moderation.desk.forms import DecisionForm
from moderation.desk.listing import Q, queue
from moderation.desk.previewing import Preview, preview
from moderation.desk.seeing import case_view
from moderation.desk.views import CaseView, Queue
from moderation.desk.web import case_ref, staff_of, view_of
from moderation.escalation import raising


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One act that is possible now."""

    code: str
    words: str
    hint: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """The list, the case, its author as far as the desk knows, and the form."""

    queue: Queue
    view: CaseView
    form: DecisionForm
    choices: tuple[Choice, ...]
    preview: Preview
    done: str
    conflict: str  # why the last wish was refused, in the reader's language


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePart:
    """The form alone."""

    view: CaseView
    form: DecisionForm
    choices: tuple[Choice, ...]
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


async def page_of(request: Request, *, form: DecisionForm | None = None, conflict: str = "") -> CasePage:
    """Everything the page of this case needs, with the form as it was sent or fresh."""
    tx, ref, who = tx_of(request), case_ref(request), staff_of(request)
    case = await case_detail(tx, ref)
    view = await view_of(request, at=ref)
    filled = form or _fresh(request, case)
    return CasePage(
        queue=await queue(tx, view),
        view=case_view(case, who, view, await raising.of_case(tx, ref)),
        form=filled,
        choices=_choices(case),
        preview=preview(filled, place_of(request)),
        done=words.DONE.get(request.query_params.get("done", ""), ""),
        conflict=conflict,
    )


def part_of(whole: CasePage) -> DecidePart:
    """The form's part of a page."""
    return DecidePart(
        view=whole.view,
        form=whole.form,
        choices=whole.choices,
        preview=whole.preview,
        conflict=whole.conflict,
    )


def _fresh(request: Request, case: CaseDetail) -> DecisionForm:
    return DecisionForm.empty(request, seen=str(case.version), title=case.title or "", body=case.body)


def _choices(case: CaseDetail) -> tuple[Choice, ...]:
    # Nobody can read a text that never came out: there is nothing to take down.
    useless = set() if case.post_status == "visible" else {Act.HIDE}
    return tuple(_choice(act) for act in words.ACTS if act in case.possible and act not in useless)


def _choice(act: Act) -> Choice:
    named, hint, key = words.ACTS[act]
    return Choice(code=act.value, words=named, hint=hint, key=key)
