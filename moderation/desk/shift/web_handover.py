"""The sheet that one guide hands to the next, and the promises on it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, place_of, tx_of
from app.http.respond import page, see
from app.http.routing import Answer, route
from app.kernel import i18n
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import is_ref
from moderation.desk.access import Permission
from moderation.desk.shift.forms import HandoverForm, PromiseForm
from moderation.desk.shift.standing import SheetView, sheet_view
from moderation.desk.web import case_ref, case_url, settings_of, staff_of
from moderation.shift import handing, promising
from moderation.shift.sheet import Handover, HandoverLine, Promise

PROMISE = "pages/desk/shift_promise.html"
DONE = {"kept": N_("This promise is kept."), "promised": N_("It stands on the sheet until somebody keeps it.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPage:
    """How things stand, and the form that keeps it."""

    sheet: SheetView
    promises: tuple[Promise, ...]
    recent: tuple[HandoverLine, ...]
    form: HandoverForm
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A sheet as it was kept."""

    kept: Handover
    sheet: SheetView
    may_take: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePage:
    """One form, about one case."""

    form: PromiseForm
    href: str


async def show_handover(request: Request) -> Response:
    """The sheet as it stands now."""
    return await _sheet(request, HandoverForm.empty(request))


async def _sheet(request: Request, form: HandoverForm, status: int = 200) -> Response:
    tx = tx_of(request)
    now = await handing.sheet_of(tx, today=i18n.day_of(door_of(request).clock.now()))
    needs = HandoverPage(
        sheet=sheet_view(now, await handing.names(tx), place_of(request), staff_of(request).lang),
        promises=await promising.open_promises(tx),
        recent=await handing.recent(tx),
        form=form,
        done=DONE.get(request.query_params.get("done", ""), ""),
    )
    return page(request, "pages/desk/shift_handover.html", needs, status=status)


async def create_handover(request: Request) -> Answer:
    """The sheet and the words are kept as they are now."""
    form = await HandoverForm.read(request)
    if form.has_errors:
        return await _sheet(request, form, 422)
    today = i18n.day_of(door_of(request).clock.now())
    ref = await handing.make(tx_of(request), staff_of(request).guide, form.words, today=today)
    return see(request, f"/{place_of(request)}/handover/{ref}")


async def show_kept(request: Request) -> Response:
    """A kept sheet, to be read, printed and taken."""
    tx, who = tx_of(request), staff_of(request)
    kept = await handing.find(tx, _ref(request))
    sheet = sheet_view(kept.sheet, await handing.names(tx), place_of(request), who.lang)
    may_take = kept.taken_at is None and kept.made_by_id != who.id
    return page(request, "pages/desk/shift_kept.html", KeptPage(kept=kept, sheet=sheet, may_take=may_take))


async def take_handover(request: Request) -> Answer:
    """The next guide read it."""
    ref = _ref(request)
    await handing.take(tx_of(request), staff_of(request).guide, ref)
    return see(request, f"/{place_of(request)}/handover/{ref}")


async def show_promise(request: Request) -> Response:
    """The form; without such a case there is none."""
    await promising.check(tx_of(request), case_ref(request))
    return page(request, PROMISE, PromisePage(form=PromiseForm.empty(request), href=case_url(request)))


async def create_promise(request: Request) -> Answer:
    """It stands on the sheet until somebody keeps it."""
    form, now = await PromiseForm.read(request), door_of(request).clock.now()
    try:
        if not form.has_errors:
            due_at = form.moment(settings_of(request).time_zone)
            promised = promising.Promised(words=form.words, due_at=due_at)
            await promising.promise(tx_of(request), staff_of(request).guide, case_ref(request), promised, now=now)
    except Invalid as wrong:
        form.complain(wrong.field, wrong.sentence, **wrong.params)
    if form.has_errors:
        return page(request, PROMISE, PromisePage(form=form, href=case_url(request)), status=422)
    return see(request, f"/{place_of(request)}/handover?done=promised")


async def keep_promise(request: Request) -> Answer:
    """Somebody did what was promised."""
    await promising.keep(tx_of(request), staff_of(request).guide, _ref(request))
    return see(request, f"/{place_of(request)}/handover?done=kept")


def _ref(request: Request) -> str:
    ref = str(request.path_params["ref"])
    if not is_ref(ref):
        raise NotFound()
    return ref


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/handover", show_handover, needs=Permission.READ_CASES),
    route("POST", "/{community}/handover", create_handover, needs=Permission.DECIDE),
    route("GET", "/{community}/handover/{ref}", show_kept, needs=Permission.READ_CASES),
    route("POST", "/{community}/handover/{ref}/taking", take_handover, needs=Permission.DECIDE),
    route("GET", "/{community}/cases/{ref}/promises", show_promise, needs=Permission.READ_CASES),
    route("POST", "/{community}/cases/{ref}/promises", create_promise, needs=Permission.DECIDE),
    route("POST", "/{community}/promises/{ref}/keeping", keep_promise, needs=Permission.DECIDE),
]
