"""`/me`: one's own name, language, password, codes and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, tx_of
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from moderation.desk.access import Permission
from moderation.desk.people import journal, own, recovery
from moderation.desk.people.forms import DetailsForm, PasswordForm
from moderation.desk.people.journal import Verb
from moderation.desk.people.own import Own
from moderation.desk.people.stepping_up import require_step_up
from moderation.desk.web import settings_of, staff_of, token_of

PER_PERSON = Limit(name="desk_password", most=6, seconds=600)
DONE = {
    "details": N_("Kept."),
    "password": N_("Your password has changed. Every other session has ended."),
    "passkey": N_("The passkey has been added."),
    "authenticator": N_("The authenticator is set up; the one before no longer counts. Every other session has ended."),
    "removed": N_("The passkey has been removed. Every other session has ended."),
    "session": N_("That session has ended."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """One's own account, and its two forms."""

    own: Own
    details: DetailsForm
    form: PasswordForm
    problem: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesPage:
    """Ten recovery codes, shown once."""

    codes: tuple[str, ...]


async def show_account(request: Request) -> Response:
    """The account of whoever asks."""
    return await shown(request, done=DONE.get(request.query_params.get("done", ""), ""))


async def change_details(request: Request) -> Response:
    """Another name or language."""
    form = await DetailsForm.read(request)
    if form.has_errors:
        return await shown(request, details=form, status=422)
    await own.rename(tx_of(request), staff_of(request), name=form.name, lang=form.pages)
    return see(request, "/me?done=details")


async def change_password(request: Request) -> Response:
    """A new password, when the old one is right."""
    form = await PasswordForm.read(request)
    who, token = staff_of(request), token_of(request) or ""
    await door_of(request).throttle.check(PER_PERSON, who.ref)
    if form.has_errors:
        return await shown(request, form=form, status=422)
    try:
        if await own.change_password(tx_of(request), who, token, old=form.old, new=form.password):
            return see(request, "/me?done=password")
        form.complain("old", N_("This is not your password."))
    except Invalid as wrong:
        form.complain(wrong.field, wrong.sentence, **wrong.params)
    return await shown(request, form=form, status=422)


async def create_codes(request: Request) -> Response:
    """Ten fresh recovery codes, shown once; older ones are worth nothing from now on."""
    await require_step_up(request, back="/me")
    tx, who = tx_of(request), staff_of(request)
    codes = await recovery.make(tx, who.id, who.ref, desk_secret=settings_of(request).desk_secret)
    await journal.note(tx, who.ref, Verb.CODES, code=str(len(codes)))
    return page(request, "pages/desk/account_codes.html", CodesPage(codes=codes))


async def end_session(request: Request) -> Response:
    """Signed out there; here, when it is this one."""
    await own.end_session(tx_of(request), staff_of(request), cast(str, request.path_params["ref"]))
    return see(request, "/me?done=session")


async def shown(
    request: Request,
    *,
    details: DetailsForm | None = None,
    form: PasswordForm | None = None,
    problem: str = "",
    done: str = "",
    status: int = 200,
) -> Response:
    """The page of the own account, with whatever form came back."""
    who = staff_of(request)
    account = await own.look(tx_of(request), who, token_of(request) or "")
    made = AccountPage(
        own=account,
        details=details or DetailsForm.empty(request, name=account.name, pages=account.lang),
        form=form or PasswordForm.empty(request),
        problem=problem,
        done=done,
    )
    return page(request, "pages/desk/account.html", made, status=status)


ROUTES: list[BaseRoute] = [
    route("GET", "/me", show_account, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/details", change_details, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/password", change_password, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/recovery-codes", create_codes, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/sessions/{ref}/endings", end_session, needs=Permission.CHANGE_OWN_ACCOUNT),
]
