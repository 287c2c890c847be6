"""What holds for a member's account: imposed and lifted."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import BaseRoute

from app.http.door import tx_of
from app.http.routing import Answer, route
from moderation.care import sanctions
from moderation.care.model import Person
from moderation.desk.access import Permission
from moderation.desk.care import extras, forms, words
from moderation.desk.care.answering import acted
from moderation.desk.care.forms import SanctionForm
from moderation.desk.care.member_page import person_of
from moderation.desk.web import staff_of


async def create_sanction(request: Request, person: Person) -> Answer:
    """A reminder, a pause with an end, or a closing by a lead; the member is told."""
    form, ended = await SanctionForm.read(request), list[bytes]()
    if not form.sanction_kind and not form.has_errors:
        form.complain("sanction_kind", words.CHOOSE_SANCTION)

    async def act() -> str:
        (wanted,) = forms.extras_of_sanction(form)
        asked = extras.sanction_asked(wanted.data)
        made = await sanctions.impose(tx_of(request), staff_of(request).guide, member_id=person.id, asked=asked)
        ended.extend(made.ended_sessions)
        return asked.kind

    return await acted(request, person, form, act, ended=ended)


async def end_sanction(request: Request, person: Person) -> Answer:
    """It holds no longer; the member is told."""

    async def act() -> str:
        ref = request.path_params["kept"]
        await sanctions.lift(tx_of(request), staff_of(request).guide, member_id=person.id, ref=ref)
        return "lifted"

    return await acted(request, person, SanctionForm.empty(request), act)


_MEMBER = "/{community}/members/{ref}/sanctions"

ROUTES: list[BaseRoute] = [
    route("POST", _MEMBER, create_sanction, needs=Permission.DECIDE, on=person_of),
    route("POST", f"{_MEMBER}/{{kept}}/end", end_sanction, needs=Permission.DECIDE, on=person_of),
]
