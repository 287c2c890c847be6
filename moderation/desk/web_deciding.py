"""Deciding, and seeing beforehand what the author will read."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import AfterCommit, form_again, is_fragment_wanted, page, part, see
from app.http.routing import Answer, route
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import N_, translate
from moderation.cases import deciding
from moderation.cases.model import Act, Asked, Decided
from moderation.desk.access import Permission
from moderation.desk.case_page import CasePage, page_of, part_of
from moderation.desk.forms import DecisionForm
from moderation.desk.web import case_ref, case_url, ring, staff_of

PAGE, PART = "pages/desk/case.html", "parts/desk/decide.html"


async def create_decision(request: Request) -> Answer:
    """Decided, told and logged; or the form again with what is missing; or who was quicker (409)."""
    form = await DecisionForm.read(request)
    _complain_without_reason(form)
    if form.has_errors:
        return _again(request, await page_of(request, form=form), status=422)
    try:
        made = await deciding.decide(tx_of(request), staff_of(request).guide, case_ref(request), _asked(form))
    except Invalid as wrong:
        form.complain(wrong.field if wrong.field in form.fields else None, wrong.sentence, **wrong.params)
        return _again(request, await page_of(request, form=form), status=422)
    except Conflict as lost:
        said = translate(staff_of(request).lang, lost.sentence, **lost.params)
        return _again(request, await page_of(request, form=form, conflict=said), status=409)
    return AfterCommit(lambda: _decided(request, made))


def _complain_without_reason(form: DecisionForm) -> None:
    if form.chosen and not form.why:
        form.complain("reason", N_("Please choose a reason."))


def _asked(form: DecisionForm) -> Asked:
    act = Act(form.act)
    is_edit = act is Act.EDIT
    return Asked(
        act=act,
        reason=form.why,
        seen_version=int(form.seen),
        words=form.words,
        title=form.title if is_edit else None,
        body=form.body if is_edit else None,
    )


def _again(request: Request, whole: CasePage, *, status: int) -> Response:
    needs = part_of(whole) if is_fragment_wanted(request) else whole
    return form_again(request, page_name=PAGE, part_name=PART, needs=needs, status=status)


async def _decided(request: Request, made: Decided) -> Response:
    await ring(request, "decided", post_ref=made.post_ref)
    # The next case is what a guide wants to see, unless this one goes on.
    url = f"/{place_of(request)}/" if made.is_closed else case_url(request)
    return see(request, f"{url}?{urlencode({'done': made.act.value})}")


async def show_preview(request: Request) -> Response:
    """What the author would read; nothing is kept."""
    form = await DecisionForm.read(request)
    for bound in form.fields.values():
        bound.errors.clear()
    whole = await page_of(request, form=form)
    if is_fragment_wanted(request):
        return part(request, "parts/desk/preview.html", part_of(whole))
    return page(request, PAGE, whole)


ROUTES: list[BaseRoute] = [
    route("POST", "/{community}/cases/{ref}/decisions", create_decision, needs=Permission.DECIDE),
    route("POST", "/{community}/cases/{ref}/preview", show_preview, needs=Permission.DECIDE),
]
