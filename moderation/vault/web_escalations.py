"""One request of the desk: what happened, what was tried, the reason, the second senior, the details."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import tx_of
from app.http.forms import Form
from app.http.respond import AfterCommit, page, see
from app.http.routing import route
from app.kernel.errors import NotFound
from moderation.vault import asking, ledger, store
from moderation.vault.access import Permission, may
from moderation.vault.forms import WRONG_CODE, AnswerForm, AsideForm, AskForm, CloseForm, TakeBackForm
from moderation.vault.ledger import Verb
from moderation.vault.model import Escalation, Opening, State
from moderation.vault.web import escalation_of, opening_of, outside_of, senior_of, step_up, tell, vault_of

F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPage:
    """The five steps, and every opening there was."""

    escalation: Escalation
    latest: Opening | None
    openings: list[Opening]
    is_own: bool  # the viewer asked for the latest opening
    can_ask: bool
    can_answer: bool
    can_take_back: bool
    can_close: bool
    step: int
    ask: AskForm
    answer: AnswerForm
    aside: AsideForm
    take_back: TakeBackForm
    closing: CloseForm
    form: Form | None  # the one that needs another look


async def show_escalation(request: Request, escalation: Escalation) -> Response:
    """The page. That it was read is written down before it is shown."""
    async with vault_of(request).writing() as tx:
        await ledger.once(tx, Verb.ESCALATION_READ, actor=senior_of(request).ref, subject=escalation.ref)
    return await escalation_page(request, escalation)


async def escalation_page(request: Request, escalation: Escalation, form: Form | None = None) -> Response:
    """The page, with a form that needs another look in its place."""
    openings = await store.openings_of(tx_of(request), escalation.ref)
    standing = (await store.standings(tx_of(request), [escalation.ref]))[0].status
    needs = _needs(request, escalation, openings, is_closed=standing == "closed", form=form)
    return page(request, "pages/vault/escalation.html", needs, status=422 if form else 200)


async def create_opening(request: Request, escalation: Escalation) -> Response | AfterCommit:
    """Asks for an opening, or opens alone when there is no time."""
    form = await AskForm.read(request)
    if form.is_solo and not form.has_errors and not await step_up(request, form.code, escalation.ref):
        form.complain("code", WRONG_CODE)
    if form.has_errors:
        return await escalation_page(request, escalation, form)
    by = senior_of(request)
    ref = await asking.ask(
        tx_of(request), escalation, by=by, reason=form.reason, words=form.words, is_solo=form.is_solo
    )
    to = f"/openings/{ref}" if form.is_solo else f"/escalations/{escalation.ref}"
    return AfterCommit(partial(_told, request, escalation.ref, to))


async def create_answer(request: Request, opening: Opening) -> Response | AfterCommit:
    """The second senior agrees or refuses, with a fresh code."""
    form = await AnswerForm.read(request)
    if not form.has_errors and not await step_up(request, form.answer_code, opening.ref):
        form.complain("answer_code", WRONG_CODE)
    if form.has_errors:
        return await escalation_page(request, await escalation_behind(request, opening), form)
    is_granted = form.answer == "granted"
    await asking.answer(tx_of(request), opening, by=senior_of(request), is_granted=is_granted, words=form.answer_words)
    return AfterCommit(partial(_told, request, opening.escalation_ref, f"/escalations/{opening.escalation_ref}"))


async def create_aside(request: Request, escalation: Escalation) -> Response | AfterCommit:
    """Closes the request without opening anything."""
    form = await AsideForm.read(request)
    if form.has_errors:
        return await escalation_page(request, escalation, form)
    await asking.set_aside(tx_of(request), escalation, by=senior_of(request), words=form.aside_words)
    return AfterCommit(partial(_told, request, escalation.ref, f"/escalations/{escalation.ref}"))


async def escalation_behind(request: Request, opening: Opening) -> Escalation:
    """The desk's request that an opening is about."""
    async with outside_of(request).reading() as door:
        found = await store.find_escalation(door, opening.escalation_ref)
    if found is None:
        raise NotFound()
    return found


async def _told(request: Request, escalation_ref: str, to: str) -> Response:
    await tell(request, escalation_ref)
    return see(request, to)


def _needs(
    request: Request, escalation: Escalation, openings: list[Opening], *, is_closed: bool, form: Form | None
) -> EscalationPage:
    senior, latest = senior_of(request), openings[0] if openings else None
    is_own = latest is not None and latest.requester_id == senior.id
    is_asked = latest is not None and latest.state == State.ASKED
    is_granted = latest is not None and latest.state in (State.OPEN, State.ENDED)

    def kept(kind: type[F]) -> F:
        return form if isinstance(form, kind) else kind.empty(request)

    return EscalationPage(
        escalation=escalation,
        latest=latest,
        openings=openings,
        is_own=is_own,
        can_ask=not is_closed and not (latest and latest.is_standing),
        can_answer=is_asked and may(senior, Permission.ANSWER, latest),
        can_take_back=is_own and is_asked,
        can_close=is_granted and not is_own and may(senior, Permission.CLOSE, latest),
        step=5 if is_granted else 4 if is_asked else 3,
        ask=kept(AskForm),
        answer=kept(AnswerForm),
        aside=kept(AsideForm),
        take_back=kept(TakeBackForm),
        closing=kept(CloseForm),
        form=form,
    )


ROUTES: list[BaseRoute] = [
    route("GET", "/escalations/{ref}", show_escalation, needs=Permission.READ, on=escalation_of),
    route("POST", "/escalations/{ref}/openings", create_opening, needs=Permission.ASK, on=escalation_of),
    route("POST", "/escalations/{ref}/aside", create_aside, needs=Permission.ASK, on=escalation_of),
    route("POST", "/openings/{ref}/answer", create_answer, needs=Permission.ANSWER, on=opening_of),
]
