"""Who is on, who is called, and what is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, tx_of
from app.http.forms import Form
from app.http.respond import page, see
from app.http.routing import Answer, route
from app.kernel import i18n
from app.kernel.errors import Conflict, HavreError, Invalid, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import is_ref
from moderation.desk.access import Permission
from moderation.desk.shift.forms import AddressForm, PlanForm, StartForm, WhereForm
from moderation.desk.web import settings_of, staff_of
from moderation.shift import reaching, resting, working
from moderation.shift.model import Debrief, Duty, Shift, Wanted

PAGE = "pages/desk/shift_now.html"
Placed = TypeVar("Placed", StartForm, PlanForm, WhereForm)
DONE = {
    "started": N_("You are on."),
    "ended": N_("You are off. Rest well."),
    "planned": N_("It is planned."),
    "dropped": N_("It is no longer planned."),
    "sealed": N_("You can be called from now on."),
    "forgotten": N_("Nothing of your address is left."),
    "asked": N_("The leads know that you would like to talk. They see your name and nothing else."),
    "met": N_("Done."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPage:
    """Who is on, and everything a person may say about their own shift."""

    duties: tuple[Duty, ...]
    names: dict[str, str]  # communities by their own name
    mine: Shift | None
    plans: tuple[Shift, ...]
    start: StartForm
    plan: PlanForm
    address: AddressForm
    wish: WhereForm
    sealed_since: datetime | None
    debriefs: tuple[Debrief, ...]
    is_lead: bool
    done: str


async def show_shift(request: Request) -> Response:
    """The page, with its forms fresh."""
    return await shown(request)


async def shown(request: Request, *forms: object, status: int = 200) -> Response:
    """The page, with one of its forms as it was sent."""
    sent = {type(form): form for form in forms}
    tx, who = tx_of(request), staff_of(request)
    shifts = await working.coming(tx)
    needs = ShiftPage(
        duties=tuple(working.duty_of(shifts, one) for one in who.languages),
        names={one: i18n.NAMES.get(one, one) for one in who.languages},
        mine=next((one for one in shifts if one.staff_id == who.id and one.is_on), None),
        plans=tuple(one for one in shifts if not one.is_on and set(one.communities) & set(who.languages)),
        start=_placed(cast(StartForm, sent.get(StartForm)) or StartForm.empty(request, hours="8"), who.languages),
        plan=_placed(cast(PlanForm, sent.get(PlanForm)) or PlanForm.empty(request, hours="8"), who.languages),
        address=cast(AddressForm, sent.get(AddressForm)) or AddressForm.empty(request),
        wish=_placed(cast(WhereForm, sent.get(WhereForm)) or WhereForm.empty(request), who.languages, is_one=True),
        sealed_since=await reaching.known_since(tx, who.guide),
        debriefs=await resting.debriefs(tx, who.guide, who.languages, is_lead=who.role == "lead"),
        is_lead=who.role == "lead",
        done=DONE.get(request.query_params.get("done", ""), ""),
    )
    return page(request, PAGE, needs, status=status)


def _placed(form: Placed, languages: tuple[str, ...], *, is_one: bool = False) -> Placed:
    """The form with the communities that this person works in to choose from."""
    form.fields["where"].choices = _places(languages, is_one=is_one)
    return form


def _places(languages: tuple[str, ...], *, is_one: bool) -> list[tuple[str, str]]:
    each = [(one, i18n.NAMES.get(one, one)) for one in languages]
    return each if is_one or len(each) == 1 else [("+".join(languages), " + ".join(name for _, name in each)), *each]


async def refused(request: Request, form: Form, wrong: HavreError) -> Response:
    """The page with the form as it was sent, and why it could not be."""
    field = wrong.field if isinstance(wrong, Invalid) and wrong.field in form.fields else None
    form.complain(field, wrong.sentence, **wrong.params)
    return await shown(request, form, status=409 if isinstance(wrong, Conflict) else 422)


def _wanted(form: StartForm, starts_at: datetime | None = None) -> Wanted:
    return Wanted(
        communities=form.communities, hours=int(form.hours), is_on_call=form.on_call == "yes", starts_at=starts_at
    )


async def start_shift(request: Request) -> Answer:
    """On from now."""
    form, who = await StartForm.read(request), staff_of(request)
    if form.has_errors:
        return await shown(request, form, status=422)
    try:
        await working.start(tx_of(request), who.guide, _wanted(form), works_in=who.languages)
    except (Invalid, Conflict) as wrong:
        return await refused(request, form, wrong)
    return see(request, "/shift?done=started")


async def start_plan(request: Request) -> Answer:
    """What was planned begins."""
    await working.start_planned(tx_of(request), staff_of(request).guide, _ref(request))
    return see(request, "/shift?done=started")


async def end_shift(request: Request) -> Answer:
    """Off from now."""
    await working.end(tx_of(request), staff_of(request).guide)
    return see(request, "/shift?done=ended")


async def plan_shift(request: Request) -> Answer:
    """A shift to come."""
    form, who = await PlanForm.read(request), staff_of(request)
    if form.has_errors:
        return await shown(request, form, status=422)
    try:
        now, wanted = door_of(request).clock.now(), _wanted(form, form.moment(settings_of(request).time_zone))
        await working.plan(tx_of(request), who.guide, wanted, works_in=who.languages, now=now)
    except Invalid as wrong:
        return await refused(request, form, wrong)
    return see(request, "/shift?done=planned")


async def drop_plan(request: Request) -> Answer:
    """No longer planned."""
    await working.drop_plan(tx_of(request), staff_of(request).guide, _ref(request))
    return see(request, "/shift?done=dropped")


async def set_address(request: Request) -> Answer:
    """Sealed, and not shown again."""
    form, who, known = await AddressForm.read(request), staff_of(request), settings_of(request)
    if form.has_errors:
        return await shown(request, form, status=422)
    alarm = reaching.Alarm(to=form.address, lang=who.lang, link=f"{known.url.rstrip('/')}/")
    try:
        await reaching.set_address(tx_of(request), who.guide, alarm, courier_key=known.mail_public_key)
    except Invalid as wrong:
        return await refused(request, form, wrong)
    return see(request, "/shift?done=sealed")


async def forget_address(request: Request) -> Answer:
    """Forgotten."""
    await reaching.forget_address(tx_of(request), staff_of(request).guide)
    return see(request, "/shift?done=forgotten")


def _ref(request: Request) -> str:
    ref = str(request.path_params["ref"])
    if not is_ref(ref):
        raise NotFound()
    return ref


ROUTES: list[BaseRoute] = [
    route("GET", "/shift", show_shift, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/starts", start_shift, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/ends", end_shift, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/plans", plan_shift, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/plans/{ref}/start", start_plan, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/plans/{ref}/cancellation", drop_plan, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/address", set_address, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/address/removal", forget_address, needs=Permission.WORK_SHIFT),
]
