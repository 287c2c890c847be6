"""`/staff`: admins add people, change what they may do, and let them go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import tx_of
from app.http.respond import page
from app.http.routing import Answer, route
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import NAMES
from app.kernel.ids import is_ref
from moderation.desk.access import Permission
from moderation.desk.people import accounts, agreeing
from moderation.desk.people.accounts import NewPerson, Person
from moderation.desk.people.agreeing import Asked
from moderation.desk.people.forms import ROLES, NewPersonForm, RightsForm
from moderation.desk.people.stepping_up import require_step_up
from moderation.desk.people.telling import link
from moderation.desk.web import settings_of, staff_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPage:
    """Everybody, and what waits for a second admin."""

    people: tuple[Person, ...]
    waiting: tuple[Asked, ...]
    roles: dict[str, str]
    names: dict[str, str]
    own_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """The form for somebody new."""

    form: NewPersonForm
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One person, and what may be changed."""

    person: Person
    form: RightsForm
    places: tuple[tuple[str, str], ...]
    is_own: bool
    has_asked: bool
    problem: str


async def show_staff(request: Request) -> Response:
    """Everybody who works here."""
    tx = tx_of(request)
    people, waiting = await accounts.everybody(tx), await agreeing.waiting(tx)
    shown = StaffPage(people=people, waiting=waiting, roles=ROLES, names=dict(NAMES), own_id=staff_of(request).id)
    return page(request, "pages/desk/people_list.html", shown)


async def show_add(request: Request) -> Response:
    """The form for somebody new."""
    await require_step_up(request)
    form = NewPersonForm.empty(request, role="guide", pages=staff_of(request).lang)
    return page(request, "pages/desk/people_add.html", AddPage(form=form, places=_places(request)))


async def create_person(request: Request) -> Answer:
    """Somebody is added; their link is shown once."""
    await require_step_up(request, back="/staff/new")
    form = await NewPersonForm.read(request)
    refuse_unknown_places(request, form)
    if not form.has_errors:
        who = NewPerson(login=form.login, name=form.name, role=form.role, languages=form.chosen, lang=form.pages)
        secret = settings_of(request).desk_secret
        try:
            return link(request, await accounts.add(tx_of(request), staff_of(request), who, desk_secret=secret))
        except Invalid as wrong:
            form.complain(wrong.field, wrong.sentence, **wrong.params)
    return page(request, "pages/desk/people_add.html", AddPage(form=form, places=_places(request)), status=422)


async def show_person(request: Request) -> Response:
    """One person."""
    return await person_page(request)


async def person_page(
    request: Request, form: RightsForm | None = None, *, problem: str = "", status: int = 200
) -> Response:
    """One person, with whatever form came back and what could not be done."""
    tx, own_id = tx_of(request), staff_of(request).id
    person = await accounts.find(tx, ref_of(request))
    shown = PersonPage(
        person=person,
        form=form or RightsForm.empty(request, role=person.role, languages=",".join(person.languages)),
        places=_places(request),
        is_own=person.id == own_id,
        has_asked=any(asked.staff_ref == person.ref for asked in await agreeing.waiting(tx)),
        problem=problem,
    )
    return page(request, "pages/desk/people_person.html", shown, status=status)


def _places(request: Request) -> tuple[tuple[str, str], ...]:
    return tuple((one, NAMES.get(one, one)) for one in settings_of(request).languages)


def refuse_unknown_places(request: Request, form: RightsForm) -> None:
    """Only communities that this house has can be ticked."""
    known = [one for one in form.chosen if one in settings_of(request).languages]
    form.fields["languages"].value = ",".join(known)
    if not known:
        form.complain("languages", accounts.NO_PLACE)


def ref_of(request: Request) -> str:
    """Whom, or which request, the path names. Raises NotFound for what cannot be one."""
    ref = cast(str, request.path_params["ref"])
    if not is_ref(ref):
        raise NotFound()
    return ref


ROUTES: list[BaseRoute] = [
    route("GET", "/staff", show_staff, needs=Permission.RUN_STAFF),
    route("POST", "/staff", create_person, needs=Permission.RUN_STAFF),
    route("GET", "/staff/new", show_add, needs=Permission.RUN_STAFF),
    route("GET", "/staff/{ref}", show_person, needs=Permission.RUN_STAFF),
]
